package dev.quorate.conformance.history;

import java.util.Locale;

/** What is wrong with the store that {@link HistoryGenerator} simulates. */
public enum Flaw {
    /** Nothing: its histories are strictly serializable. */
    NONE,
    /** A transaction reads what was there some time ago. */
    STALE_READ,
    /** A transaction writes back what it read with its own appends, and so undoes what came between. */
    LOST_UPDATE,
    /** A transaction fails, and its appends stay. */
    DIRTY_READ,
    /** A transaction reads a snapshot, and only its appends are kept from conflicts, as under snapshot isolation. */
    WRITE_SKEW,
    /** The steps of a transaction are done one by one while others come between. */
    READ_SKEW,
    /** For a while there are two stores, each with clients of its own; one of them is forgotten then. */
    SPLIT_BRAIN,
    /** Appends are done twice. */
    DUPLICATE_RETRY,
    /** Appends are acknowledged and not done. */
    LOST_WRITE;

    /** As it is written on a command line, for example {@code stale-read}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
