package dev.quorate.impl.sim;

import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.world.Healing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at the lines of a run for a leader of the healed servers, and whether they hear of it. */
final class RecoveryWatch {
    private static final Value LEADER = Value.of(Role.LEADER.title());
    private static final Value FOLLOWER = Value.of(Role.FOLLOWER.title());
    private static final String HEARD = "HandleAppendEntriesRequest";

    private final Healing healing;
    private final Value firstTerm;
    /** The last step of each server that took one. */
    private final Map<String, TraceEvent> latest = new HashMap<>();
    /** The last term in which a server heard of its leader since the healing. */
    private final Map<String, Value> heard = new HashMap<>();

    private Optional<Long> leaderAfter = Optional.empty();
    private boolean stayed;

    /** @param firstTerm the term in which every server begins, as a follower */
    RecoveryWatch(Healing healing, long firstTerm) {
        this.healing = healing;
        this.firstTerm = Value.of(firstTerm);
    }

    /** At the moment of the healing itself, steps that were interrupted before are told, and restarts. */
    void add(TraceEvent event) {
        latest.put(event.node(), event);
        if (event.time() > healing.at() && healing.servers().contains(event.node())) {
            if (event.action().equals(HEARD) && termOf(event.params().get("m")).equals(term(event.node()))) {
                heard.put(event.node(), term(event.node()));
            }
            look(event.time());
        }
    }

    private static Value termOf(Value message) {
        return ((Value.Rec) message).fields().get("term");
    }

    private Value term(String server) {
        TraceEvent event = latest.get(server);
        return event == null ? firstTerm : event.state().get("currentTerm");
    }

    private boolean is(Value role, String server) {
        TraceEvent event = latest.get(server);
        return event == null ? role.equals(FOLLOWER) : role.equals(event.state().get("role"));
    }

    private void look(long now) {
        boolean oneLeads = oneLeads();
        if (leaderAfter.isPresent()) {
            stayed &= oneLeads;
        } else if (oneLeads) {
            leaderAfter = Optional.of(now - healing.at());
            stayed = true;
        }
    }

    private boolean oneLeads() {
        Value term = term(healing.servers().get(0));
        int leaders = 0;
        for (String server : healing.servers()) {
            if (is(LEADER, server)) {
                leaders++;
            } else if (!is(FOLLOWER, server) || !term.equals(heard.get(server))) {
                return false;
            }
            if (!term(server).equals(term)) {
                return false;
            }
        }
        return leaders == 1;
    }

    /** Whether it can end: a leader was lost again, or has stayed for so many microseconds. */
    boolean isDecided(long now, long longEnough) {
        return leaderAfter
                .filter(after -> !stayed || now - after - healing.at() >= longEnough)
                .isPresent();
    }

    Recovery recovery() {
        return new Recovery(leaderAfter, stayed);
    }
}
