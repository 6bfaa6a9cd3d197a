package dev.quorate.impl.time;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Optional;

/** Looks at the thread whose turn it is, again and again, and says when there is no hope that its turn will end. */
final class StuckThread {
    /** Real time between two looks. */
    static final long LOOK_MILLIS = 100;

    private static final int LOOKS_AT_A_WAITING_THREAD = 3;
    private static final int LOOKS_AT_A_BUSY_THREAD = 100;

    private final Thread thread;
    private int looks;
    private int waiting;

    StuckThread(Thread thread) {
        this.thread = thread;
    }

    /** @throws Stuck if it waits for what cannot come, or runs and runs */
    void look(String name) {
        looks++;
        waiting = thread.getState() == Thread.State.RUNNABLE ? 0 : waiting + 1;
        if (waiting == LOOKS_AT_A_WAITING_THREAD) {
            throw new Stuck("\"" + name + "\" waits at " + place(thread.getStackTrace()) + lockHolder()
                    + "; in virtual time a thread may wait by Time.sleep and Time.await only, and with no lock held");
        }
        if (looks == LOOKS_AT_A_BUSY_THREAD) {
            throw new Stuck("\"" + name + "\" has run for " + looks * LOOK_MILLIS / 1000 + " s without waiting, at "
                    + place(thread.getStackTrace()));
        }
    }

    private String lockHolder() {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId(), Integer.MAX_VALUE);
        if (info == null || info.getLockOwnerId() < 0) {
            return "";
        }
        ThreadInfo holder = ManagementFactory.getThreadMXBean().getThreadInfo(info.getLockOwnerId(), Integer.MAX_VALUE);
        String lock = Optional.ofNullable(info.getLockInfo())
                .map(LockInfo::getClassName)
                .map(type -> " (a " + type + ")")
                .orElse("");
        return " for a lock" + lock + (holder == null ? "" : " whose holder waits at " + place(holder.getStackTrace()));
    }

    /** The first place that is neither Java's nor that of virtual time. */
    private static String place(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(e -> !e.getClassName().startsWith("java.")
                        && !e.getClassName().startsWith("jdk.")
                        && !e.getClassName().equals(VirtualTime.class.getName())
                        && !e.getClassName().startsWith(VirtualTime.class.getName() + "$"))
                .findFirst()
                .map(e -> e.getClassName() + "." + e.getMethodName() + " (" + e.getFileName() + ":" + e.getLineNumber()
                        + ")")
                .orElse("an unknown place");
    }
}
