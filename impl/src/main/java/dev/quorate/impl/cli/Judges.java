package dev.quorate.impl.cli;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.tla.Engine;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
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
     * So much of a trace is judged in the time that one more thread needs to load a specification: below it a second
     * thread costs more than it saves.
     */
    private static final long BYTES_PER_JUDGE = 8 << 20;

    /** Finds the module to judge by, for a trace that names this one. */
    interface Modules {
        Path named(String specification) throws SpecificationException;
    }

    private final ImmutableList<TraceSource> sources;
    private final Modules modules;
    private final Engine engine;
    private final ImmutableList<CompletableFuture<Judgement>> judgements;
    private final AtomicInteger next = new AtomicInteger();
    private final ExecutorService pool;

    Judges(ImmutableList<TraceSource> sources, Modules modules, Engine engine) {
        this.sources = sources;
        this.modules = modules;
        this.engine = engine;
        this.judgements = Stream.generate(CompletableFuture<Judgement>::new)
                .limit(sources.size())
                .collect(ImmutableList.toImmutableList());
        int judges = count(sources, Runtime.getRuntime().availableProcessors());
        this.pool = Executors.newFixedThreadPool(judges);
        for (int n = 0; n < judges; n++) {
            pool.execute(this::work);
        }
    }

    static int count(ImmutableList<TraceSource> sources, int processors) {
        long bytes = sources.stream().mapToLong(TraceSource::bytes).sum();
        return (int) Math.min(Math.min(processors, sources.size()), 1 + bytes / BYTES_PER_JUDGE);
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
            for (int n = next.getAndIncrement(); n < sources.size(); n = next.getAndIncrement()) {
                judge(n, shelves);
            }
        } finally {
            shelves.values().forEach(SpecificationShelf::close);
        }
    }

    private void judge(int n, Map<Path, SpecificationShelf> shelves) {
        try {
            judgements.get(n).complete(judged(sources.get(n), shelves));
        } catch (Throwable e) {
            judgements.get(n).completeExceptionally(e);
        }
    }

    private Judgement judged(TraceSource source, Map<Path, SpecificationShelf> shelves) {
        long start = System.nanoTime();
        try (TraceReader reader = source.open()) {
            Path module = modules.named(reader.header().specification());
            SpecificationShelf shelf = shelves.computeIfAbsent(module, file -> new SpecificationShelf(file, engine));
            return Judgement.of(TraceChecker.check(reader, shelf), since(start));
        } catch (TraceException e) {
            return Judgement.badInput(source.name(), e.getMessage(), e.line(), since(start));
        } catch (SpecificationException e) {
            return Judgement.badInput(source.name(), source.name() + ": " + e.getMessage(), 0, since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Begins no other trace, and waits for those that are under way. */
    @Override
    public void close() {
        next.set(sources.size());
        pool.shutdown();
        try {
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
