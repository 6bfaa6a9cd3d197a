package dev.quorate.impl.time;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Threads of a run: daemons whose names tell what they are for, remembered so that all can be ended. Thread-safe.
 */
final class NamedThreads {
    /** What the name of each begins with. */
    private static final String PREFIX = "lab ";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Thread> threads = new ArrayList<>();
    private int count;

    /** A thread that is not started yet. */
    synchronized Thread newThread(String name, Runnable task) {
        Thread thread = new Thread(task, PREFIX + name + " " + ++count);
        thread.setDaemon(true);
        threads.removeIf(old -> old.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
    }

    /**
     * Interrupts all and waits until they have ended.
     *
     * @throws IllegalStateException if one does not end
     */
    void endAll() {
        ImmutableList<Thread> all;
        synchronized (this) {
            all = ImmutableList.copyOf(threads);
        }
        all.forEach(Thread::interrupt);
        for (Thread thread : all) {
            if (thread.getState() != Thread.State.NEW) {
                Uninterruptibles.joinUninterruptibly(thread, PATIENCE);
            }
            if (thread.isAlive()) {
                throw new IllegalStateException("the thread \"" + thread.getName() + "\" does not end");
            }
        }
    }
}
