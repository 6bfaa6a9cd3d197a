package dev.quorate.impl.cli;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Mutant;
import dev.quorate.conformance.tla.MutantTrial;
import dev.quorate.conformance.tla.MutantVerdict;
import dev.quorate.conformance.tla.Refutation;
import dev.quorate.conformance.tla.SpecificationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tries mutants, several at a time, each with a TLC of one worker. */
final class MutantRuns {
    private final ImmutableList<MutantVerdict> verdicts;

    private MutantRuns(ImmutableList<MutantVerdict> verdicts) {
        this.verdicts = verdicts;
    }

    /**
     * Tries each to its end.
     *
     * @param modules the modules and models
     * @param out a folder in it is made for each mutant
     * @throws SpecificationException if TLC cannot work with one
     */
    static MutantRuns of(ImmutableList<Mutant> mutants, Path modules, Path out, int atATime, Progress progress)
            throws IOException, SpecificationException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(atATime);
        try {
            List<Future<MutantVerdict>> trials = new ArrayList<>();
            for (Mutant mutant : mutants) {
                trials.add(pool.submit(() -> {
                    MutantVerdict verdict = MutantTrial.of(mutant, modules, out.resolve(mutant.name()))
                            .run();
                    progress.step();
                    return verdict;
                }));
            }
            ImmutableList.Builder<MutantVerdict> verdicts = ImmutableList.builder();
            for (Future<MutantVerdict> trial : trials) {
                verdicts.add(trial.get());
            }
            return new MutantRuns(verdicts.build());
        } catch (ExecutionException e) {
            Throwables.throwIfInstanceOf(e.getCause(), IOException.class);
            Throwables.throwIfInstanceOf(e.getCause(), SpecificationException.class);
            Throwables.throwIfInstanceOf(e.getCause(), InterruptedException.class);
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    ImmutableList<MutantVerdict> verdicts() {
        return verdicts;
    }

    ImmutableList<String> table() {
        Table table = new Table("mutant", "module", "caught by", "because of", "steps", "the rule");
        for (MutantVerdict verdict : verdicts) {
            Mutant mutant = verdict.mutant();
            table.add(
                    mutant.name(),
                    mutant.module(),
                    verdict.refutation()
                            .map(by -> by.result().model().name())
                            .orElse(mutant.equivalent() ? "equivalent" : "NOTHING"),
                    verdict.refutation().map(Refutation::what).orElse("-"),
                    verdict.refutation().stream()
                            .flatMapToInt(by -> by.steps().stream())
                            .mapToObj(Integer::toString)
                            .findFirst()
                            .orElse("-"),
                    mutant.equivalent() ? "equivalent: " + mutant.reason() : mutant.reason());
        }
        return table.lines();
    }

    /** What is not as the bank says, a line for each. */
    ImmutableList<String> failures() {
        return verdicts.stream()
                .filter(verdict -> !verdict.isAsDeclared())
                .map(verdict -> "FAILS      " + verdict.mutant().name()
                        + (verdict.mutant().equivalent()
                                ? ": is declared equivalent, and caught"
                                : ": no model catches it"))
                .collect(ImmutableList.toImmutableList());
    }
}
