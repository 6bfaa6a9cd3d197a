package dev.quorate.impl.sim;

import static com.google.common.base.Preconditions.checkState;

import dev.quorate.conformance.history.History;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.server.LeadershipHistory;
import dev.quorate.impl.server.TraceTally;
import java.util.Collection;
import java.util.function.Consumer;

/** Hands on the lines of a run, and counts what they tell. */
final class Chronicle {
    private final Consumer<TraceEvent> trace;
    private final TraceTally tally = new TraceTally();
    private final LeadershipHistory leadership;
    private final long firstTerm;

    /**
     * A chronicle without events.
     *
     * @param trace takes the lines
     * @param firstTerm the term in which every server begins
     */
    Chronicle(Consumer<TraceEvent> trace, Collection<String> servers, long firstTerm) {
        this.trace = trace;
        this.leadership = new LeadershipHistory(servers);
        this.firstTerm = firstTerm;
    }

    void write(TraceEvent event) {
        trace.accept(event);
        tally.add(event);
        leadership.add(event);
    }

    /**
     * Silence must not look like loss.
     *
     * @throws IllegalStateException if the network delivered another number of messages than the lines tell of
     */
    void checkEveryDeliveryHasALine(long deliveries) {
        checkState(
                deliveries == tally.receipts(),
                "%s messages caused a step, but the trace has %s lines of receipt",
                deliveries,
                tally.receipts());
    }

    long events() {
        return tally.lines();
    }

    int elections() {
        return tally.elections();
    }

    /** Ends it. */
    History leadership() {
        return leadership.history();
    }

    long highestTerm() {
        return Math.max(firstTerm, tally.highestTerm());
    }
}
