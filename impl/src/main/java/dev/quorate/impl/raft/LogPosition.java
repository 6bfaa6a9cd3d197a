package dev.quorate.impl.raft;

import java.util.Collection;

/** Where a log ends: term and index of its last entry, zero and zero if it is empty. */
public record LogPosition(long term, long index) {
    public static final LogPosition EMPTY = new LogPosition(0, 0);

    /** The term of the newest entry of any log, zero if all are empty. */
    public static long newestTerm(Collection<LogPosition> logs) {
        return logs.stream().mapToLong(LogPosition::term).max().orElse(EMPTY.term);
    }

    /**
     * The election restriction (section 5.4.1): a newer last term wins; with equal terms, the log that is not shorter.
     */
    public boolean atLeastAsUpToDateAs(LogPosition other) {
        return term > other.term || (term == other.term && index >= other.index);
    }
}
