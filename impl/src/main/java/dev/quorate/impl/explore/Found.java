package dev.quorate.impl.explore;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A state of all servers and the network, and how it was found. */
final class Found {
    private final Found from;
    private final Move by;
    private final long rows;
    private final Messages messages;
    private final int depth;
    /** How many steps lead to the nearest state that can do all that this can. */
    private int supersededAt = Integer.MAX_VALUE;

    private Found(Found from, Move by, long rows, Messages messages, int depth) {
        this.from = from;
        this.by = by;
        this.rows = rows;
        this.messages = messages;
        this.depth = depth;
    }

    /** The state before any step. */
    static Found start(long rows) {
        return new Found(null, null, rows, Messages.NONE, 0);
    }

    /** The state to which a step leads. */
    Found after(Move move, long rowsAfter) {
        return new Found(this, move, rowsAfter, messages.and(move.sent()), depth + 1);
    }

    /** What each server is, packed by the {@link Cluster}. */
    long rows() {
        return rows;
    }

    Messages messages() {
        return messages;
    }

    /** The number of steps that lead here. */
    int depth() {
        return depth;
    }

    /** Takes notice of a state with the same rows and more messages. */
    void supersede(Found by) {
        supersededAt = Math.min(supersededAt, by.depth);
    }

    /** Whether a state is known that can do all that this can. */
    boolean isSuperseded() {
        return supersededAt < Integer.MAX_VALUE;
    }

    /** Whether one is known to which the way is no longer. */
    boolean isSupersededAtOnce() {
        return supersededAt <= depth;
    }

    /** The last of the steps that lead here, if there is any. */
    Optional<Move> last() {
        return Optional.ofNullable(by);
    }

    /** The steps that lead here. */
    ImmutableList<TraceEvent> way() {
        Deque<TraceEvent> way = new ArrayDeque<>();
        for (Found found = this; found.from != null; found = found.from) {
            way.addFirst(found.by.event());
        }
        return ImmutableList.copyOf(way);
    }
}
