package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * Threads of a lab: daemons whose names tell what they are for. They are remembered, because an executor calls itself
 * terminated a moment before its last thread has ended. Thread-safe.
 */
final class LabThreads implements ThreadFactory {
    /** What the name of each begins with. */
    static final String PREFIX = "lab ";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final List<Thread> threads = new ArrayList<>();
    private int count;

    LabThreads(String name) {
        this.name = name;
    }

    @Override
    public synchronized Thread newThread(Runnable task) {
        Thread thread = new Thread(task, PREFIX + name + " " + ++count);
        thread.setDaemon(true);
        threads.removeIf(old -> old.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
    }

    /**
     * Waits until all have ended; whoever calls this has shut down their executor.
     *
     * @throws IllegalStateException if one does not end
     */
    void awaitEnd() {
        ImmutableList<Thread> all;
        synchronized (this) {
            all = ImmutableList.copyOf(threads);
        }
        for (Thread thread : all) {
            Uninterruptibles.joinUninterruptibly(thread, PATIENCE);
            if (thread.isAlive()) {
                throw new IllegalStateException("the thread \"" + thread.getName() + "\" does not end");
            }
        }
    }
}
