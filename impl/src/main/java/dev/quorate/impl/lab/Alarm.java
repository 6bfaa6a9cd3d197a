package dev.quorate.impl.lab;

import dev.quorate.impl.world.Timer;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * The timer of one server, on a thread of its own. It may ring while somebody sets it anew, so it says for which
 * setting it rings, and whoever holds the server's lock asks whether that is still {@linkplain #isLast the last one}.
 *
 * <p>Setting and asking are not thread-safe: both belong under the server's lock.
 */
final class Alarm implements Timer, AutoCloseable {
    private final LabThreads threads;
    private final ScheduledThreadPoolExecutor thread;
    private final LongConsumer ring;
    private long setting;
    private Future<?> next;

    Alarm(String name, LongConsumer ring) {
        this.ring = ring;
        threads = new LabThreads(name);
        thread = new ScheduledThreadPoolExecutor(1, threads);
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.prestartAllCoreThreads();
    }

    @Override
    public void set(long micros) {
        if (next != null) {
            next.cancel(false);
        }
        long mine = ++setting;
        next = thread.schedule(() -> ring.accept(mine), micros, TimeUnit.MICROSECONDS);
    }

    boolean isLast(long ringing) {
        return ringing == setting;
    }

    /**
     * Rings no more; returns when the thread has ended. It is not interrupted: it may be about to hand over messages
     * of a step that has its line already.
     */
    @Override
    public void close() {
        thread.shutdown();
        threads.awaitEnd();
    }
}
