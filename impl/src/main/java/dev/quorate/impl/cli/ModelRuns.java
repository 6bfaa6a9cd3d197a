package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Counterexample;
import dev.quorate.conformance.check.CounterexampleText;
import dev.quorate.conformance.tla.Expectation;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.ModelResult;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.TlcProcess;
import dev.quorate.conformance.tla.TlcSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Runs models one after another, each with all workers, and keeps a row for each. */
final class ModelRuns {
    private final Table table = new Table("model", "distinct states", "time", "verdict", "question");
    private final List<String> failures = new ArrayList<>();
    private final PrintWriter err;
    private final Path folder;
    private final Tlc tlc;
    private int count;
    private int failed;

    /** Runs one model, in one process or in several. */
    @FunctionalInterface
    interface Tlc {
        /**
         * Runs a model to its end.
         *
         * @param work a folder for what TLC writes; emptied
         */
        ModelResult run(Model model, Path work, LongConsumer progress)
                throws IOException, SpecificationException, InterruptedException;
    }

    /**
     * Nothing run yet.
     *
     * @param folder for what TLC writes, a folder in it for each model
     */
    ModelRuns(PrintWriter err, Path folder, Tlc tlc) {
        this.err = err;
        this.folder = folder;
        this.tlc = tlc;
    }

    /** The same, with TLC in a process of its own. */
    ModelRuns(PrintWriter err, Path folder, TlcSettings settings) {
        this(err, folder, (model, work, progress) -> new TlcProcess(work, settings).run(model, progress));
    }

    /**
     * Runs one.
     *
     * @return what TLC said of it
     * @throws SpecificationException if TLC gave no answer; that is no failure of the model
     */
    ModelResult run(Model model) throws IOException, SpecificationException, InterruptedException {
        ModelResult result = result(model);
        count++;
        table.add(
                model.name(),
                found(result),
                String.format(Locale.ROOT, "%.1f s", result.elapsed().toMillis() / 1000.0),
                verdict(result),
                model.question());
        if (result.problem().isPresent()) {
            failed++;
            failures.add("FAILS      " + model.name() + ": " + result.problem().get());
            Counterexample.of(result, work(model))
                    .ifPresent(counterexample -> failures.addAll(CounterexampleText.of(counterexample)));
            failures.add("  TLC said      " + output(model));
        }
        return result;
    }

    private ModelResult result(Model model) throws IOException, SpecificationException, InterruptedException {
        try (Progress progress = progress(model)) {
            return tlc.run(model, work(model), progress::to);
        }
    }

    private Progress progress(Model model) {
        return model.expectation() instanceof Expectation.Refuted refuted
                ? Progress.of(
                        err, "TLC " + model.name(), "runs", refuted.names().size())
                : Progress.of(
                        err, "TLC " + model.name(), "states", model.distinct().orElse(-1));
    }

    private Path output(Model model) {
        return model.expectation() instanceof Expectation.Refuted
                ? work(model).resolve("*.out")
                : work(model).resolve(model.name() + ".out");
    }

    /** The folder of this model. */
    Path work(Model model) {
        return folder.resolve(model.name());
    }

    /** How many states, refutations or whatever it is that this model is about. */
    static String found(ModelResult result) {
        if (result.model().expectation() instanceof Expectation.Refuted refuted) {
            return result.refuted() + " of " + refuted.names().size();
        } else if (result.model().expectation() instanceof Expectation.Simulated) {
            return Table.number(result.generated()) + " drawn";
        }
        return Table.number(result.distinct());
    }

    /** In a word. */
    static String verdict(ModelResult result) {
        if (result.problem().isPresent()) {
            return "FAILS";
        }
        return result.model().expectation() instanceof Expectation.Refuted ? "refuted" : "holds";
    }

    ImmutableList<String> table() {
        return table.lines();
    }

    ImmutableList<String> failures() {
        return ImmutableList.copyOf(failures);
    }

    boolean allGood() {
        return failed == 0;
    }

    int count() {
        return count;
    }

    /** How many are as they should be. */
    int good() {
        return count - failed;
    }
}
