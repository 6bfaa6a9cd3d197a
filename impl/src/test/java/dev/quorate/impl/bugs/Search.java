package dev.quorate.impl.bugs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.Callable;

/** How one detector looks for one mistake: what that costs, and what it finds. For one thread. */
final class Search {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS = 1e9;

    private final Detector detector;
    private final Limit limit;
    private long tries;
    private long cpu;
    private long wall;
    private Optional<String> said = Optional.empty();
    private Optional<Integer> length = Optional.empty();

    /** A search that has not begun. */
    Search(Detector detector, Limit limit) {
        this.detector = detector;
        this.limit = limit;
    }

    Detector detector() {
        return detector;
    }

    /** Whether there is something left to look for, and time for it. */
    boolean goesOn() {
        return said.isEmpty() && cpuSeconds() < limit.cpuSeconds() && tries < limit.tries();
    }

    boolean found() {
        return said.isPresent();
    }

    /** What was found, in a line. */
    String said() {
        return said.orElseThrow();
    }

    /** How many runs were looked at. */
    long tries() {
        return tries;
    }

    double cpuSeconds() {
        return cpu / NANOS;
    }

    double wallSeconds() {
        return wall / NANOS;
    }

    void finds(String what) {
        said = Optional.of(what);
    }

    /** In how many steps the mistake shows, at least. */
    Optional<Integer> length() {
        return length;
    }

    void hasLength(int steps) {
        length = Optional.of(steps);
    }

    void countTry() {
        tries++;
    }

    void charge(Cost cost) {
        cpu += cost.cpu;
        wall += cost.wall;
    }

    /** Processor time of a thread, and time on the wall, in nanoseconds. */
    record Cost(long cpu, long wall) {}

    /** What was computed, and what it cost. */
    record Priced<T>(T result, Cost cost) {}

    static <T> Priced<T> priced(Callable<T> work) throws Exception {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        T result = work.call();
        return new Priced<>(result, new Cost(THREADS.getCurrentThreadCpuTime() - cpu, System.nanoTime() - wall));
    }
}
