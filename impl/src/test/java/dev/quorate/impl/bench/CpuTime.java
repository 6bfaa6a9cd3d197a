package dev.quorate.impl.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Processor time in nanoseconds, since the start of whatever it is asked of. */
final class CpuTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuTime() {}

    static long ofThisThread() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Of all Java threads that live. */
    static long ofThreads() {
        return Arrays.stream(THREADS.getAllThreadIds())
                .map(THREADS::getThreadCpuTime)
                .filter(nanos -> nanos > 0) // -1 for one that has just ended
                .sum();
    }

    /** Of the whole process, often in steps of 10 ms. */
    static long ofProcess() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
