package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * When a run had leaders, as its lines tell.
 *
 * @param wins in the order of time
 * @param terms how many were begun
 * @param messages how many were sent
 */
record Elections(ImmutableList<Win> wins, long terms, long messages) {
    private static final Value LEADER = Value.of("Leader");

    /**
     * A server became leader.
     *
     * @param at in microseconds
     * @param silence since anybody said yes to a heartbeat, in microseconds
     */
    record Win(String server, long at, long silence) {}

    static Elections of(ImmutableList<TraceEvent> events) {
        ImmutableList.Builder<Win> wins = ImmutableList.builder();
        Map<String, Boolean> leads = new HashMap<>();
        long messages = 0;
        long lastHeard = 0;
        long firstTerm = Long.MAX_VALUE;
        long lastTerm = 0;
        for (TraceEvent e : events) {
            boolean leader = LEADER.equals(e.state().get("role"));
            if (leader && !leads.getOrDefault(e.node(), false)) {
                wins.add(new Win(e.node(), e.time(), e.time() - lastHeard));
            }
            leads.put(e.node(), leader);
            messages += e.sent().size();
            if (e.sent().stream().anyMatch(Elections::isYes)) {
                lastHeard = e.time();
            }
            long term = ((Value.Int) e.state().get("currentTerm")).value();
            firstTerm = Math.min(firstTerm, term);
            lastTerm = Math.max(lastTerm, term);
        }
        return new Elections(wins.build(), Math.max(0, lastTerm - firstTerm + 1), messages);
    }

    private static boolean isYes(Value message) {
        return message instanceof Value.Rec m
                && m.fields().get("type").equals(Value.of("AppendEntriesResponse"))
                && m.fields().get("success").equals(Value.of(true));
    }
}
