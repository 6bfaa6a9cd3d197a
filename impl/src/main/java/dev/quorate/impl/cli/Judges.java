package dev.quorate.impl.cli;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.Engine;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Judges traces in parallel, each thread with specifications of its own; the first ones asked for come first. */
final class Judges implements AutoCloseable {
    /**
     * Each further judge is worth it from so much of traces on. Measured on two cores: of 8 MiB in ten traces two
     * judges need a tenth more processor time than one and are no sooner done, from 16 MiB on they are.
     */
    private static final long BYTES_PER_JUDGE = 16 << 20;

    /** Finds the module to judge by, for a trace that names this one. */
    interface Modules {
        Path named(String specification) throws SpecificationException;
    }

    private final ImmutableList<TraceInput> inputs;
    private final Modules modules;
    private final Engine engine;
    private final ImmutableList<CompletableFuture<Judgement>> judgements;
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService pool;

    Judges(ImmutableList<TraceInput> inputs, Modules modules, Engine engine) {
        this.inputs = inputs;
        this.modules = modules;
        this.engine = engine;
        this.judgements = Stream.generate(CompletableFuture<Judgement>::new)
                .limit(inputs.size())
                .collect(ImmutableList.toImmutableList());
        int judges = count(inputs, Runtime.getRuntime().availableProcessors());
        this.pool = Executors.newFixedThreadPool(judges);
        for (int n = 0; n < judges; n++) {
            pool.execute(this::work);
        }
    }

    static int count(ImmutableList<TraceInput> inputs, int processors) {
        long bytes = inputs.stream().mapToLong(TraceInput::bytes).sum();
        return (int) Math.min(Math.min(processors, inputs.size()), 1 + bytes / BYTES_PER_JUDGE);
    }

    /** What became of a trace, once it is known. */
    Judgement of(int n) throws InterruptedException {
        try {
            return judgements.get(n).get();
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(e.getCause());
            throw new IllegalStateException(e.getCause());
        }
    }

    private void work() {
        Map<Path, SpecificationShelf> shelves = new LinkedHashMap<>();
        try {
            for (int n = next.getAndIncrement(); n < inputs.size(); n = next.getAndIncrement()) {
                judge(n, shelves);
            }
        } finally {
            shelves.values().forEach(SpecificationShelf::close);
        }
    }

    private void judge(int n, Map<Path, SpecificationShelf> shelves) {
        try {
            judgements.get(n).complete(judged(inputs.get(n), shelves));
        } catch (Throwable e) {
            judgements.get(n).completeExceptionally(e);
        }
    }

    private Judgement judged(TraceInput input, Map<Path, SpecificationShelf> shelves) {
        long start = System.nanoTime();
        try {
            return Judgement.of(verdict(input, shelves), since(start));
        } catch (TraceException e) {
            return Judgement.badInput(input.name(), e.getMessage(), e.line(), since(start));
        } catch (SpecificationException e) {
            return Judgement.badInput(input.name(), input.name() + ": " + e.getMessage(), 0, since(start));
        }
    }

    private Verdict verdict(TraceInput input, Map<Path, SpecificationShelf> shelves)
            throws TraceException, SpecificationException {
        List<TraceReader> readers = new ArrayList<>();
        try {
            for (TraceInput.Opening file : input.files()) {
                readers.add(file.open());
            }
            TraceReader first = readers.get(0);
            Path module = modules.named(first.header().specification());
            SpecificationShelf shelf = shelves.computeIfAbsent(module, file -> new SpecificationShelf(file, engine));
            return readers.size() == 1 ? TraceChecker.check(first, shelf) : TraceChecker.checkMerged(readers, shelf);
        } finally {
            readers.forEach(TraceReader::close);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Begins no other trace, and waits for those that are under way. */
    @Override
    public void close() {
        next.set(inputs.size());
        pool.shutdown();
        try {
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
