package dev.quorate.impl.sim;

import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.world.Healing;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at the lines of a run for a leader of the healed servers. */
final class RecoveryWatch {
    private static final Value LEADER = Value.of(Role.LEADER.title());
    private static final Value FOLLOWER = Value.of(Role.FOLLOWER.title());

    private final Healing healing;
    private final Map<String, Row> rows = new TreeMap<>();
    private Optional<Long> leaderAfter = Optional.empty();
    private boolean stayed;

    private record Row(Value term, Value role) {}

    /** @param firstTerm the term in which every server begins, as a follower */
    RecoveryWatch(Healing healing, long firstTerm) {
        this.healing = healing;
        healing.servers().forEach(server -> rows.put(server, new Row(Value.of(firstTerm), FOLLOWER)));
    }

    void add(TraceEvent event) {
        Row before = rows.get(event.node());
        if (before == null) {
            return; // who is not healed does not matter
        }
        Row after = new Row(event.state().get("currentTerm"), event.state().get("role"));
        if (!after.equals(before)) {
            rows.put(event.node(), after);
            look(event.time());
        }
    }

    /** The moment of the healing has come. */
    void begin() {
        look(healing.at());
    }

    private void look(long now) {
        if (now < healing.at()) {
            return;
        }
        boolean oneLeads = oneLeads();
        if (leaderAfter.isPresent()) {
            stayed &= oneLeads;
        } else if (oneLeads) {
            leaderAfter = Optional.of(now - healing.at());
            stayed = true;
        }
    }

    private boolean oneLeads() {
        Value term = rows.get(healing.servers().get(0)).term;
        int leaders = 0;
        for (Row row : rows.values()) {
            if (!row.term.equals(term) || !(row.role.equals(LEADER) || row.role.equals(FOLLOWER))) {
                return false;
            }
            leaders += row.role.equals(LEADER) ? 1 : 0;
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
