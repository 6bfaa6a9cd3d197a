package dev.quorate.impl.campaign;

import com.google.common.base.Throwables;
import dev.quorate.conformance.tla.SpecificationException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** A worker on each core. If one of them fails, so do all, and soon. */
public final class AllCores {
    private AllCores() {}

    /** What each core does: take from what is left to do until nothing is. */
    @FunctionalInterface
    public interface Worker {
        /**
         * Works until nothing is left.
         *
         * @param goOn false once another worker has failed
         */
        void work(BooleanSupplier goOn) throws SpecificationException, IOException;
    }

    /** Returns, or throws what the first worker that failed has thrown, when all have ended. */
    public static void run(Worker worker) throws InterruptedException, SpecificationException, IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(cores);
        CompletionService<Void> workers = new ExecutorCompletionService<>(pool);
        AtomicBoolean failed = new AtomicBoolean();
        Optional<Throwable> first = Optional.empty();
        try {
            for (int n = 0; n < cores; n++) {
                workers.submit(() -> {
                    worker.work(() -> !failed.get());
                    return null;
                });
            }
            for (int n = 0; n < cores; n++) {
                Optional<Throwable> why = failure(workers);
                failed.compareAndSet(false, why.isPresent());
                first = first.or(() -> why);
            }
        } finally {
            failed.set(true);
            pool.shutdown();
        }
        if (first.isPresent()) {
            Throwables.throwIfInstanceOf(first.get(), SpecificationException.class);
            Throwables.throwIfInstanceOf(first.get(), IOException.class);
            Throwables.throwIfUnchecked(first.get());
            throw new IllegalStateException(first.get());
        }
    }

    /** Why the next worker has ended, if it did not just come to its end. */
    private static Optional<Throwable> failure(CompletionService<Void> workers) throws InterruptedException {
        try {
            workers.take().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        }
    }
}
