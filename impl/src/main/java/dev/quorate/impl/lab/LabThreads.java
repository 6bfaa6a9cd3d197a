package dev.quorate.impl.lab;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a lab: daemons whose names tell what they are for. */
final class LabThreads {
    /** What the name of each begins with. */
    static final String PREFIX = "lab ";

    private LabThreads() {}

    static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, PREFIX + name + " " + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
