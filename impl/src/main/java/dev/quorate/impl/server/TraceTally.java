package dev.quorate.impl.server;

import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Role;
import java.util.HashSet;
import java.util.Set;

/** What can be counted in the lines of a Raft run. Not thread-safe. */
public final class TraceTally {
    private static final Value LEADER = Value.of(Role.LEADER.title());

    private final Set<String> leaders = new HashSet<>();
    private long lines;
    private long receipts;
    private int elections;
    private long highestTerm;

    public void add(TraceEvent event) {
        lines++;
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

    /** The steps of all servers. */
    public long lines() {
        return lines;
    }

    /** The steps that a message caused. */
    public long receipts() {
        return receipts;
    }

    /** The steps that made their server a leader. */
    public int elections() {
        return elections;
    }

    /** Of any server after a step; zero if there was none. */
    public long highestTerm() {
        return highestTerm;
    }
}
