package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.VerdictJson;
import dev.quorate.conformance.tla.Engine;
import dev.quorate.conformance.tla.SpecificationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds traces against their specification. */
@Command(
        description = "Asks the specification whether it allows every step of a trace.",
        mixinStandardHelpOptions = true,
        footer = {
            "Exit code: 0 accepted, 1 rejected, 2 bad input, 3 undecided; of several traces bad input, then a rejection"
                    + " weighs most.",
            "Colours appear on a terminal, unless NO_COLOR is set. GitHub Actions gets an annotation for each trace"
                    + " that is not accepted."
        })
final class ValidateCommand implements Callable<Integer> {
    private static final String JUNIT_SUITE = "quorate validate";

    @Parameters(
            arity = "1..*",
            paramLabel = "TRACE",
            description = "files in the trace format, packed by gzip or not; folders, for all *.ndjson and *.ndjson.gz"
                    + " below them; - for the standard input")
    private List<Path> traces;

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description =
                    "the .tla file to judge by (default: the module that the trace names, as it comes with quorate)")
    private Path module;

    @Option(
            names = "--engine",
            description = "what evaluates the specification: ${COMPLETION-CANDIDATES}; both compares each answer of one"
                    + " with the other's (default: ${DEFAULT-VALUE})")
    private Engine engine = Engine.COMPILED;

    @Option(
            names = "--merge",
            description = "the traces are those of one run, whose processes wrote a file each; they are ordered by what"
                    + " was sent before it was received")
    private boolean merge;

    @Option(names = "--json", description = "print each verdict as one line of JSON")
    private boolean json;

    @Option(
            names = "--fail-fast",
            description = "end with the first trace, in the order given, that is not accepted; those after it are not"
                    + " reported")
    private boolean failFast;

    @Option(names = "--junit-xml", paramLabel = "FILE", description = "also write a report as JUnit has them")
    private Path junitXml;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Surroundings surroundings = ((Quorate) spec.root().userObject()).surroundings();
        ImmutableList<TraceInput> inputs = new TraceInputs(surroundings.input()).of(traces, spec);
        ImmutableList<Judgement> judgements =
                judge(merge ? ImmutableList.of(TraceInput.merged(inputs)) : inputs, surroundings);
        if (!json) {
            new ValidationReport(judgements, surroundings.palette(), again())
                    .print(spec.commandLine().getOut(), spec.commandLine().getErr());
        }
        BuildReport report = new BuildReport(judgements);
        report.annotate(surroundings, spec.commandLine().getErr());
        report.writeJunit(JUNIT_SUITE, Optional.ofNullable(junitXml));
        return report.exitCode();
    }

    private ImmutableList<Judgement> judge(ImmutableList<TraceInput> inputs, Surroundings surroundings)
            throws IOException, InterruptedException {
        List<Judgement> judgements = new ArrayList<>();
        boolean bar = surroundings.isTerminal() && inputs.size() > 1 && !json;
        try (SpecificationFiles files = new SpecificationFiles();
                Progress progress = bar ? Progress.bar("traces", "traces", inputs.size()) : Progress.none();
                Judges judges = new Judges(inputs, name -> module(name, files), engine)) {
            for (int n = 0; n < inputs.size() && !(failFast && hasFailure(judgements)); n++) {
                Judgement judgement = judges.of(n);
                judgements.add(judgement);
                if (json) {
                    print(judgement);
                }
                progress.step();
            }
        }
        return ImmutableList.copyOf(judgements);
    }

    private AgainCommand again() {
        return new AgainCommand(Optional.ofNullable(module), merge ? ImmutableList.copyOf(traces) : ImmutableList.of());
    }

    private static boolean hasFailure(List<Judgement> judgements) {
        return judgements.stream().anyMatch(j -> !j.isAccepted());
    }

    private Path module(String name, SpecificationFiles files) throws SpecificationException {
        return module != null ? module : files.module(name);
    }

    private void print(Judgement judgement) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        judgement.verdict().map(VerdictJson::of).ifPresent(out::println);
        judgement.complaint().ifPresent(complaint -> err.println("quorate: " + complaint));
    }
}
