package dev.quorate.impl.world;

import java.util.List;

/**
 * One thing that goes wrong, or right again, at a time known beforehand.
 *
 * @param at microseconds since the start of the run
 * @param servers to whom it happens; nobody for {@link Kind#HEAL}, which ends all cuts
 */
public record Fault(long at, Kind kind, List<String> servers) {

    /** What can happen. */
    public enum Kind {
        /** The servers stop at once; what is durable stays. */
        CRASH("crash"),
        /** Those of the servers that do not run start again, and no write of theirs is about to fail any more. */
        RESTART("restart"),
        /** Nothing that is sent passes between these servers and the rest. */
        PARTITION("partition"),
        /** Nothing that these servers send reaches the rest; what the rest sends reaches them. */
        ONE_WAY_CUT("one-way cut"),
        /** Every partition and every one-way cut ends. */
        HEAL("heal"),
        /**
         * The next write of each of these servers throws {@link StorageException}. Whether the record became durable
         * all the same is drawn when it happens.
         */
        FAILED_WRITE("failed write");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The kind as people read it. */
        public String title() {
            return title;
        }
    }

    public Fault {
        servers = List.copyOf(servers);
        if (at < 0) {
            throw new IllegalArgumentException("a fault at " + at + " is before the start");
        }
        if (servers.isEmpty() != (kind == Kind.HEAL)) {
            throw new IllegalArgumentException(kind.title() + " cannot happen to " + servers);
        }
    }
}
