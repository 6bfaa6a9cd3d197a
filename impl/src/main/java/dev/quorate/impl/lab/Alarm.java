package dev.quorate.impl.lab;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.quorate.impl.world.Timer;
import java.time.Duration;
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
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor thread;
    private final LongConsumer ring;
    private long setting;
    private Future<?> next;

    Alarm(String name, LongConsumer ring) {
        this.ring = ring;
        thread = new ScheduledThreadPoolExecutor(1, LabThreads.named(name));
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
        if (!Uninterruptibles.awaitTerminationUninterruptibly(thread, PATIENCE)) {
            throw new IllegalStateException("the timer of a server does not end");
        }
    }
}
