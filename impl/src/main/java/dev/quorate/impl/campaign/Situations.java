package dev.quorate.impl.campaign;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Sees the steps of one run, and counts the rare situations in it. What is right and wrong is for others to say. */
final class Situations {
    private static final Value FOLLOWER = Value.of(Role.FOLLOWER.title());
    private static final Value CANDIDATE = Value.of(Role.CANDIDATE.title());
    private static final Value LEADER = Value.of(Role.LEADER.title());

    private final Multiset<Situation> counts = EnumMultiset.create(Situation.class);
    private final Map<String, Row> rows = new HashMap<>();
    /** By term, who stood. */
    private final Map<Integer, Set<String>> candidates = new HashMap<>();
    /** The terms that had a leader. */
    private final Set<Integer> led = new HashSet<>();

    private int newestLeader;

    /** What a server was after its last step. */
    private record Row(Fields fields, int term, Value vote, Value role, Value.SetOf votes) {
        static Row of(Fields fields) {
            return new Row(
                    fields, number(fields, "currentTerm"), fields.get("votedFor"), fields.get("role"), (Value.SetOf)
                            fields.get("votesGranted"));
        }
    }

    /** A message, by the names of its fields. */
    private record Received(Fields fields) {
        int term() {
            return number(fields, "term");
        }

        Value from() {
            return fields.get("from");
        }

        boolean isGranted() {
            return Value.TRUE.equals(fields.get("granted"));
        }
    }

    private static int number(Fields fields, String name) {
        return ((Value.Int) fields.get(name)).value();
    }

    /**
     * Has seen nothing yet.
     *
     * @param firstTerm the term in which every server begins
     */
    Situations(Collection<String> servers, long firstTerm) {
        Row first = new Row(Fields.NONE, (int) firstTerm, Value.of(""), FOLLOWER, new Value.SetOf(ImmutableList.of()));
        servers.forEach(server -> rows.put(server, first));
    }

    Multiset<Situation> counts() {
        return counts;
    }

    private void saw(Situation situation) {
        counts.add(situation);
    }

    private void sawIf(boolean there, Situation situation) {
        if (there) {
            saw(situation);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the same row; to read an equal one again does no harm
    void see(TraceEvent event) {
        Row before = rows.get(event.node());
        Row after = before.fields == event.state() ? before : Row.of(event.state());
        see(event, before, after);
        if (after != before) {
            rows.put(event.node(), after);
            remember(event.node(), after);
        }
    }

    private void remember(String node, Row after) {
        if (after.role.equals(CANDIDATE)) {
            candidates.computeIfAbsent(after.term, term -> new HashSet<>()).add(node);
        } else if (after.role.equals(LEADER)) {
            led.add(after.term);
            newestLeader = Math.max(newestLeader, after.term);
        }
    }

    private void see(TraceEvent event, Row before, Row after) {
        switch (event.action()) {
            case "Timeout" ->
                sawIf(
                        before.role.equals(CANDIDATE)
                                && !led.contains(before.term)
                                && candidates.get(before.term).size() > 1,
                        Situation.SPLIT_VOTE);
            case "SendHeartbeats" -> sawIf(after.term < newestLeader, Situation.UNAWARE_LEADER);
            case "Restart" ->
                saw(
                        before.role.equals(LEADER)
                                ? Situation.RESTARTED_LEADER
                                : before.role.equals(CANDIDATE)
                                        ? Situation.RESTARTED_CANDIDATE
                                        : Situation.RESTARTED_FOLLOWER);
            default -> {
                Received m = new Received(((Value.Rec) event.params().get("m")).fields());
                seeTerm(event.action(), before, after, m);
                seeMessage(event, before, after, m);
            }
        }
    }

    private void seeTerm(String action, Row before, Row after, Received m) {
        if (after.term <= before.term) {
            return;
        }
        sawIf(after.term > before.term + 1, Situation.TERM_LEAP);
        boolean leads = before.role.equals(LEADER);
        if (before.role.equals(FOLLOWER) || m.term() != after.term) {
            return;
        }
        saw(
                switch (action) {
                    case "HandleRequestVoteRequest" ->
                        leads ? Situation.LEADER_MEETS_REQUEST : Situation.CANDIDATE_MEETS_REQUEST;
                    case "HandleRequestVoteResponse" ->
                        leads ? Situation.LEADER_MEETS_VOTE_REPLY : Situation.CANDIDATE_MEETS_VOTE_REPLY;
                    case "HandleAppendEntriesRequest" ->
                        leads ? Situation.LEADER_MEETS_HEARTBEAT : Situation.CANDIDATE_MEETS_HEARTBEAT;
                    default ->
                        leads ? Situation.LEADER_MEETS_HEARTBEAT_REPLY : Situation.CANDIDATE_MEETS_HEARTBEAT_REPLY;
                });
    }

    private void seeMessage(TraceEvent event, Row before, Row after, Received m) {
        switch (event.action()) {
            case "HandleRequestVoteRequest" -> seeRequest(event, before, after, m);
            case "HandleRequestVoteResponse" -> {
                if (m.isGranted()) {
                    seeVote(before, m);
                }
            }
            case "HandleAppendEntriesRequest" -> {
                sawIf(m.term() < before.term, Situation.STALE_HEARTBEAT);
                sawIf(
                        m.term() == before.term && before.role.equals(CANDIDATE) && after.role.equals(FOLLOWER),
                        Situation.CANDIDATE_CONCEDES);
            }
            default -> {}
        }
    }

    private void seeRequest(TraceEvent event, Row before, Row after, Received m) {
        boolean granted = event.sent().stream()
                .anyMatch(reply -> reply instanceof Value.Rec rec && new Received(rec.fields()).isGranted());
        boolean asked = before.term == m.term();
        if (granted) {
            sawIf(asked && before.vote.equals(m.from()), Situation.GRANTED_AGAIN);
        } else if (m.term() < after.term) {
            saw(Situation.REFUSED_FOR_THE_TERM);
        } else if (asked && before.vote instanceof Value.Str vote && rows.containsKey(vote.value())) {
            sawIf(!before.vote.equals(m.from()), Situation.REFUSED_FOR_ANOTHER);
        } else {
            saw(Situation.REFUSED_FOR_THE_LOG);
        }
    }

    private void seeVote(Row before, Received m) {
        if (m.term() < before.term) {
            saw(Situation.STALE_VOTE);
        } else if (m.term() == before.term) {
            boolean again = before.votes.contains(m.from());
            sawIf(again, Situation.REPEATED_VOTE);
            sawIf(again && before.role.equals(CANDIDATE), Situation.REPEATED_VOTE_TO_CANDIDATE);
            sawIf(!again && before.role.equals(LEADER), Situation.VOTE_AFTER_THE_WIN);
            sawIf(before.role.equals(FOLLOWER), Situation.VOTE_FOR_NO_CANDIDATE);
        }
    }
}
