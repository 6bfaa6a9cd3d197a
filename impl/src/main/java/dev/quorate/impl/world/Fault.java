package dev.quorate.impl.world;

import java.util.List;

/**
 * One thing that goes wrong at a time known beforehand, and when it is right again. All that is particular to a fault
 * stands in it and nothing of it is drawn while it happens, so that any fault can be taken out of a plan, or made
 * shorter, and the others stay what they were.
 *
 * @param at microseconds since the start of the run
 * @param lasts microseconds until it is over: servers that it stopped start again, a cut ends. One that waits for its
 *     moment, as a failed write does, waits so long at most
 * @param servers to whom it happens; nobody for what happens to all, {@link Kind#CLUSTER_RESTART}
 * @param detail as its {@link Kind} says
 */
public record Fault(long at, long lasts, Kind kind, List<String> servers, long detail) {

    /** What can happen. Where nothing is said of the detail, it is zero. */
    public enum Kind {
        /** The servers stop at once, between two steps. What they wrote is on their disks. */
        CRASH("crash"),
        /** They stop at once, and forget what they wrote and did not wait for. */
        POWER_LOSS("power loss"),
        /** All servers lose power at once, and start again at once. */
        CLUSTER_RESTART("restart of the whole cluster"),
        /** At its next write each server stops, before anything is written. */
        CRASH_BEFORE_SAVE("crash before the record"),
        /** It stops while it writes. Detail: 1 if the record will be found, 0 if not. */
        CRASH_WHILE_SAVING("crash during the record", 0, 1),
        /** It stops after the next write of a step that sends, before the first message leaves. */
        CRASH_BEFORE_SENDS("crash between record and messages"),
        /** It stops amid the next messages that are more than this. Detail: how many leave. */
        CRASH_AMID_SENDS("crash amid the messages", 1, 1_000),
        /** Its next write throws {@link StorageException}. Detail: 1 if the record will be found, 0 if not. */
        FAILED_WRITE("failed write", 0, 1),
        /**
         * Its next write keeps it waiting; meanwhile no message leaves, and what arrives waits. Detail: for how many
         * microseconds.
         */
        SLOW_WRITE("slow write", 1, 60_000_000),
        /**
         * The servers stand still and do not know it: messages wait, timers go off late. Detail: 1 if they notice
         * afterwards that their timer went off before they read what arrived, 0 if they read first.
         */
        PAUSE("pause", 0, 1),
        /** Their timers run fast or slow. Detail: how many per cent of the right rate. */
        CLOCK_RATE("clock rate", 50, 200),
        /** Nothing that is sent passes between these servers and the rest. */
        PARTITION("partition"),
        /** Nothing that these servers send reaches the rest; what the rest sends reaches them. */
        ONE_WAY_PARTITION("one-way partition"),
        /**
         * Nothing passes between these servers, but for the first of them, and the rest: the first one reaches all and
         * is reached by all.
         */
        BRIDGE("bridge partition"),
        /**
         * In a ring of these servers each is joined only to those next to it, as many as make a majority with it: each
         * sees a majority, and no two the same.
         */
        RING("ring partition");

        private final String title;
        private final long leastDetail;
        private final long mostDetail;

        Kind(String title) {
            this(title, 0, 0);
        }

        Kind(String title, long leastDetail, long mostDetail) {
            this.title = title;
            this.leastDetail = leastDetail;
            this.mostDetail = mostDetail;
        }

        /** The kind as people read it. */
        public String title() {
            return title;
        }
    }

    public Fault {
        servers = List.copyOf(servers);
        if (at < 0 || lasts < 0) {
            throw new IllegalArgumentException("a fault at " + at + " for " + lasts + " microseconds");
        }
        if (servers.isEmpty() != (kind == Kind.CLUSTER_RESTART)) {
            throw new IllegalArgumentException(kind.title() + " cannot happen to " + servers);
        }
        if (detail < kind.leastDetail || detail > kind.mostDetail) {
            throw new IllegalArgumentException(kind.title() + " has no detail " + detail + ": it lies in "
                    + kind.leastDetail + ".." + kind.mostDetail);
        }
    }

    /** A fault whose detail is zero. */
    public Fault(long at, long lasts, Kind kind, List<String> servers) {
        this(at, lasts, kind, servers, 0);
    }

    /** When it is over, in microseconds since the start of the run. */
    public long end() {
        return at + lasts;
    }
}
