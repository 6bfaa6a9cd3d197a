package dev.quorate.impl.cli;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.lab.ElectionScenarios;
import dev.quorate.impl.lab.LabTrace;
import dev.quorate.impl.lab.Raft;
import dev.quorate.impl.lab.Scenario;
import dev.quorate.impl.lab.ScenarioResult;
import dev.quorate.impl.lab.Wire;
import dev.quorate.impl.time.RealTime;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the course's election scenarios in real time, side by side, and validates the trace of each.
 *
 * @param seed of the timeouts; real time makes every run different all the same
 * @param module to judge by
 * @param folder for the traces
 */
record LabRuns(long seed, Path module, String sha256, Path folder) {
    private static final String STAGE = "lab, in real time";

    /** Shows the runs of {@link #run} to whoever waits. */
    static Progress progress(PrintWriter err) {
        return Progress.of(
                err, STAGE, "scenarios", ElectionScenarios.assignment().size());
    }

    /** A scenario's own result, and the specification's verdict on its trace. */
    record Judged(ScenarioResult result, RunRow row) {}

    ImmutableList<Judged> run(Progress progress) throws InterruptedException, TraceException, SpecificationException {
        ImmutableList<Scenario> scenarios = ElectionScenarios.assignment();
        ExecutorService pool = Executors.newFixedThreadPool(scenarios.size());
        try {
            List<Future<ScenarioResult>> running = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                running.add(pool.submit(() -> run(scenario)));
            }
            return judge(scenarios, running, progress);
        } catch (ExecutionException e) {
            Throwables.throwIfInstanceOf(e.getCause(), UncheckedIOException.class);
            throw new IllegalStateException("a scenario ended in an unexpected way", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Path trace(Scenario scenario) {
        return folder.resolve("lab-" + scenario.name().replace(' ', '-') + ".ndjson");
    }

    private ScenarioResult run(Scenario scenario) {
        try (OutputStream trace = new BufferedOutputStream(Files.newOutputStream(trace(scenario)));
                LabTrace lines = LabTrace.of(trace, scenario.servers(), sha256, seed);
                RealTime time = new RealTime()) {
            return scenario.run(Raft.factory(), time, seed, lines, Wire.UNWATCHED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImmutableList<Judged> judge(
            List<Scenario> scenarios, List<Future<ScenarioResult>> running, Progress progress)
            throws InterruptedException, ExecutionException, TraceException, SpecificationException {
        ImmutableList.Builder<Judged> judged = ImmutableList.builder();
        try (SpecificationShelf shelf = new SpecificationShelf(module)) {
            for (int n = 0; n < scenarios.size(); n++) {
                ScenarioResult result = running.get(n).get();
                Verdict verdict = SimulationRuns.judge(trace(scenarios.get(n)), shelf);
                judged.add(new Judged(result, row(result, verdict)));
                progress.step();
            }
        }
        return judged.build();
    }

    private RunRow row(ScenarioResult result, Verdict verdict) {
        return new RunRow(
                String.format(
                        Locale.ROOT,
                        "%s, %.1f s",
                        result.name(),
                        result.elapsed().toMillis() / 1000.0),
                result.servers(),
                "real time",
                result.elections(),
                0,
                result.events(),
                Optional.of(verdict),
                result.failure(),
                "quorate lab --out " + folder);
    }
}
