package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Counterexample;
import dev.quorate.conformance.check.CounterexampleText;
import dev.quorate.conformance.tla.Mutant;
import dev.quorate.conformance.tla.MutantBank;
import dev.quorate.conformance.tla.MutantVerdict;
import dev.quorate.conformance.tla.SpecificationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts mistakes into the specification and lets the models find them. */
@Command(
        description = "Puts mistakes into the specification, one at a time, and tells which model finds each, and by"
                + " what. A mutant that is named is shown with its counterexample.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 all are caught but those declared equivalent, 1 not so, 2 no such mutant or a bad bank.")
final class MutantsCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "MUTANT", description = "by name (default: all)")
    private List<String> names = List.of();

    @Option(names = "--bank", paramLabel = "FILE", description = "mutants of your own (default: those of quorate)")
    private Optional<Path> bank = Optional.empty();

    @Option(names = "--workers", description = "how many at a time (default: the number of cores)")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", paramLabel = "FOLDER", description = "for what TLC writes (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target", "mutants");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, SpecificationException, InterruptedException {
        if (workers < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--workers is at least 1");
        }
        long start = System.nanoTime();
        try (FolderLock lock = FolderLock.of(out);
                SpecificationFiles files = new SpecificationFiles()) {
            ImmutableList<Mutant> mutants = fitting(
                    files.folder(),
                    chosen(MutantBank.read(bank.orElse(files.folder().resolve("mutants.txt")))));
            try (Progress progress = Progress.of(spec.commandLine().getErr(), "mutants", "mutants", mutants.size())) {
                MutantRuns runs = MutantRuns.of(mutants, files.folder(), lock.folder(), workers, progress);
                if (names.isEmpty() && bank.isEmpty()) {
                    MutantsJson.write(runs.verdicts(), lock.folder().resolve("mutants.json"));
                }
                return report(runs, Duration.ofNanos(System.nanoTime() - start));
            }
        }
    }

    private ImmutableList<Mutant> chosen(ImmutableList<Mutant> mutants) throws SpecificationException {
        for (String name : names) {
            if (mutants.stream().noneMatch(mutant -> mutant.name().equals(name))) {
                throw new SpecificationException("no mutant " + name + "; there are "
                        + String.join(", ", mutants.stream().map(Mutant::name).toList()));
            }
        }
        return mutants.stream()
                .filter(mutant -> names.isEmpty() || names.contains(mutant.name()))
                .collect(ImmutableList.toImmutableList());
    }

    /** A bank that is wrong is refused before any work is done. */
    private static ImmutableList<Mutant> fitting(Path modules, ImmutableList<Mutant> mutants)
            throws SpecificationException {
        for (Mutant mutant : mutants) {
            mutant.applied(modules);
        }
        return mutants;
    }

    private int report(MutantRuns runs, Duration elapsed) throws IOException, SpecificationException {
        PrintWriter print = spec.commandLine().getOut();
        if (!names.isEmpty()) {
            for (MutantVerdict verdict : runs.verdicts()) {
                counterexample(verdict).forEach(print::println);
            }
        }
        runs.table().forEach(print::println);
        print.println();
        runs.failures().forEach(print::println);
        int all = runs.verdicts().size();
        print.println(String.format(
                "%s: %d of %d mutants are as the bank says; %d s.",
                runs.failures().isEmpty() ? "OK" : "NOT OK",
                all - runs.failures().size(),
                all,
                elapsed.toSeconds()));
        return runs.failures().isEmpty() ? 0 : 1;
    }

    /** The mistake, and the steps that show it. */
    private ImmutableList<String> counterexample(MutantVerdict verdict) throws IOException, SpecificationException {
        Mutant mutant = verdict.mutant();
        ImmutableList.Builder<String> lines = ImmutableList.<String>builder()
                .add("MUTANT     " + mutant.name() + ": " + mutant.operator() + " of " + mutant.module())
                .add("  -             " + mutant.oldText())
                .add("  +             " + mutant.newText());
        if (verdict.refutation().isPresent()) {
            Counterexample.of(verdict.refutation().get().result(), out.resolve(mutant.name()))
                    .map(CounterexampleText::of)
                    .ifPresent(lines::addAll);
        }
        return lines.add("").build();
    }
}
