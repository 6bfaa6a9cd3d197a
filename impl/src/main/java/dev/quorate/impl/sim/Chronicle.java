package dev.quorate.impl.sim;

import static com.google.common.base.Preconditions.checkState;

import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.conformance.trace.Value;
import java.util.HashSet;
import java.util.Set;

/** Writes the lines of a run, and counts what they tell. */
final class Chronicle {
    private static final Value LEADER = Value.of("Leader");

    private final TraceWriter trace;
    private final Set<String> leaders = new HashSet<>();
    private long events;
    private long receipts;
    private int elections;
    private long highestTerm;

    /**
     * A chronicle without events.
     *
     * @param firstTerm the term in which every server begins
     */
    Chronicle(TraceWriter trace, long firstTerm) {
        this.trace = trace;
        this.highestTerm = firstTerm;
    }

    void write(TraceEvent event) {
        trace.write(event);
        events++;
        if (event.action().startsWith("Handle")) {
            receipts++;
        }
        if (event.state().get("currentTerm") instanceof Value.Int term) {
            highestTerm = Math.max(highestTerm, term.value());
        }
        if (!LEADER.equals(event.state().get("role"))) {
            leaders.remove(event.node());
        } else if (leaders.add(event.node())) {
            elections++;
        }
    }

    /**
     * Silence must not look like loss.
     *
     * @throws IllegalStateException if the network delivered another number of messages than the lines tell of
     */
    void checkEveryDeliveryHasALine(long deliveries) {
        checkState(
                deliveries == receipts,
                "%s messages caused a step, but the trace has %s lines of receipt",
                deliveries,
                receipts);
    }

    long events() {
        return events;
    }

    int elections() {
        return elections;
    }

    long highestTerm() {
        return highestTerm;
    }
}
