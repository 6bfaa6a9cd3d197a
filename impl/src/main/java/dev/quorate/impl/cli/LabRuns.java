package dev.quorate.impl.cli;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.lab.LabTrace;
import dev.quorate.impl.lab.NetworkTrace;
import dev.quorate.impl.lab.OutsideVerdict;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs tests of the lab, two at a time, and judges what was told of each, and who led: first those in virtual time, then those in
 * real time, which wait more than they work and would be disturbed by the others.
 *
 * @param module to judge by
 * @param folder for the traces
 */
record LabRuns(TestedRaft raft, Path module, String sha256, Path folder) {
    private static final int AT_ONCE = 2;

    /** @param outcomes takes each outcome as soon as it is there, in the order of the runs in either time */
    void run(List<LabRun> runs, Consumer<LabOutcome> outcomes)
            throws IOException, InterruptedException, SpecificationException {
        try (SpecificationShelf shelf = new SpecificationShelf(module)) {
            for (LabTime time : LabTime.values()) {
                run(in(time, runs), shelf, outcomes);
            }
        }
    }

    private static List<LabRun> in(LabTime time, List<LabRun> runs) {
        return runs.stream().filter(run -> run.time() == time).toList();
    }

    private void run(List<LabRun> runs, SpecificationShelf shelf, Consumer<LabOutcome> outcomes)
            throws IOException, InterruptedException, SpecificationException {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Queue<Future<LabRun.Run>> running = new ArrayDeque<>();
            for (LabRun run : runs) {
                running.add(pool.submit(() -> tested(run)));
            }
            for (LabRun run : runs) { // what the network saw of a run is kept until it is judged, and no longer
                outcomes.accept(judged(run, running.remove().get(), shelf));
            }
        } catch (ExecutionException e) {
            Throwables.throwIfInstanceOf(e.getCause(), IOException.class);
            Throwables.throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private LabRun.Run tested(LabRun run) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(run.told(folder)));
                LabTrace trace = LabTrace.of(file, run.scenario().servers(), sha256, run.seed())) {
            return run.run(raft, trace, sha256);
        } catch (UncheckedIOException e) { // of the trace
            throw e.getCause();
        }
    }

    private LabOutcome judged(LabRun run, LabRun.Run ran, SpecificationShelf shelf)
            throws IOException, SpecificationException {
        Path told = run.told(folder);
        Optional<Judgement> inside =
                ran.result().events() == 0 ? Optional.empty() : Optional.of(judgement(told, shelf));
        Optional<OutsideVerdict> outside =
                ran.seen().isPresent() ? Optional.of(outside(run, ran.seen().get(), shelf)) : Optional.empty();
        LeadershipJudgement leadership =
                LeadershipJudgement.of(run.scenario().name() + ", " + run.circumstances(), ran.leadership());
        LabOutcome outcome =
                new LabOutcome(run, ran.result(), told, inside, outside, leadership, Optional.empty(), again(run));
        return outcome.grade() == LabOutcome.Grade.PASSED
                ? outcome
                : outcome.with(PageBeside.write(inside.isPresent() ? told : run.seen(folder), shelf));
    }

    private OutsideVerdict outside(LabRun run, NetworkTrace seen, SpecificationShelf shelf)
            throws IOException, SpecificationException {
        try {
            return seen.judge(run.seen(folder), shelf);
        } catch (TraceException e) {
            throw new IllegalStateException("what the network saw is not written as a trace", e);
        }
    }

    private static Judgement judgement(Path trace, SpecificationShelf shelf) throws SpecificationException {
        long start = System.nanoTime();
        try {
            return Judgement.of(TraceChecker.check(trace, shelf), Duration.ofNanos(System.nanoTime() - start));
        } catch (TraceException e) {
            return Judgement.badInput(
                    trace.toString(), e.getMessage(), e.line(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private String again(LabRun run) {
        return ShellWords.line(ImmutableList.<String>builder()
                .add("quorate", "lab")
                .addAll(raft.words())
                .add("--time", run.time().word(), "--seed", Long.toString(run.seed()))
                .add("--test", run.scenario().name())
                .add("--out", folder.toString())
                .build());
    }
}
