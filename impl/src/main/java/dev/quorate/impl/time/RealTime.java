package dev.quorate.impl.time;

import dev.quorate.impl.world.Time;
import dev.quorate.impl.world.TimeIsOver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * Real time since this was made. Events happen on two threads, so that they truly overlap and yet cost no thread each;
 * whatever waits has a thread of its own. Thread-safe.
 */
public final class RealTime implements Time, AutoCloseable {
    private static final int EVENT_THREADS = 2;

    private final long origin = System.nanoTime();
    private final NamedThreads names = new NamedThreads();
    private final ScheduledThreadPoolExecutor events;
    private final List<Throwable> failures = new ArrayList<>();
    private volatile boolean closed;

    /** Begins now. */
    public RealTime() {
        events = new ScheduledThreadPoolExecutor(
                EVENT_THREADS, task -> names.newThread("events", task), new DiscardPolicy()); // once it is closed
        events.setRemoveOnCancelPolicy(true);
        events.prestartAllCoreThreads();
    }

    @Override
    public long micros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - origin);
    }

    @Override
    public Appointment after(long micros, Runnable event) {
        Future<?> future = events.schedule(() -> run(event), micros, TimeUnit.MICROSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public synchronized void start(String name, Runnable body) {
        if (!closed) { // under the lock, so that no thread begins that the end of all does not reach
            names.newThread(name, () -> run(body)).start();
        }
    }

    private void run(Runnable body) {
        try {
            body.run();
        } catch (TimeIsOver e) {
            // it waited until the end
        } catch (RuntimeException | Error e) {
            synchronized (failures) {
                failures.add(e);
            }
        }
    }

    /** What events and threads threw so far, oldest first. */
    public List<Throwable> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    @Override
    public void sleep(long micros) {
        checkGoesOn();
        try {
            TimeUnit.MICROSECONDS.sleep(micros);
        } catch (InterruptedException e) {
            throw over();
        }
    }

    @Override
    public <T> T await(CompletableFuture<T> result) {
        checkGoesOn();
        try {
            return result.get();
        } catch (InterruptedException e) {
            throw over();
        } catch (ExecutionException e) {
            return result.join(); // throws what join promises
        }
    }

    /** A thread whose code has taken the interrupt for its own is not interrupted again. */
    private void checkGoesOn() {
        if (closed) {
            throw new TimeIsOver();
        }
    }

    private static TimeIsOver over() {
        Thread.currentThread().interrupt();
        return new TimeIsOver();
    }

    /**
     * Ends all events and threads; what waits is interrupted. Later events do not happen, later threads do not start.
     *
     * @throws IllegalStateException if a thread does not end
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        events.shutdownNow();
        names.endAll();
    }
}
