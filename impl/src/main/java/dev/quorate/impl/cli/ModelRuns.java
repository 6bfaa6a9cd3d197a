package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Expectation;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.ModelResult;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.TlcProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs models one after another, each with all workers, and keeps a row for each. */
final class ModelRuns {
    private final Table table = new Table("model", "distinct states", "time", "verdict", "question");
    private final List<String> failures = new ArrayList<>();
    private final PrintWriter err;
    private final Path folder;
    private final int workers;
    private int count;

    /**
     * Nothing run yet.
     *
     * @param folder for what TLC writes, a folder in it for each model
     */
    ModelRuns(PrintWriter err, Path folder, int workers) {
        this.err = err;
        this.folder = folder;
        this.workers = workers;
    }

    void run(Model model) throws IOException, SpecificationException, InterruptedException {
        TlcProcess tlc = new TlcProcess(folder.resolve(model.name()), workers);
        try (Progress progress = Progress.of(
                err, "TLC " + model.name(), "states", model.distinct().orElse(-1))) {
            ModelResult result = tlc.run(model, progress::to);
            count++;
            table.add(
                    model.name(),
                    found(result),
                    String.format(Locale.ROOT, "%.1f s", result.elapsed().toMillis() / 1000.0),
                    result.problem().isPresent() ? "FAILS" : verdict(model),
                    model.question());
            result.problem()
                    .ifPresent(problem -> failures.add("FAILS      " + model.name() + ": " + problem
                            + "\n  TLC said      " + folder.resolve(model.name())));
        }
    }

    private static String found(ModelResult result) {
        if (result.model().expectation() instanceof Expectation.Refuted refuted) {
            return result.refuted() + " of " + refuted.names().size();
        } else if (result.model().expectation() instanceof Expectation.Simulated) {
            return String.format(Locale.ROOT, "%,d drawn", result.generated());
        }
        return String.format(Locale.ROOT, "%,d", result.distinct());
    }

    private static String verdict(Model model) {
        return model.expectation() instanceof Expectation.Refuted ? "refuted" : "holds";
    }

    ImmutableList<String> table() {
        return table.lines();
    }

    ImmutableList<String> failures() {
        return ImmutableList.copyOf(failures);
    }

    int count() {
        return count;
    }
}
