package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.server.RaftForm;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What the network saw, as a trace of steps. A step is written with all that its messages tell of it, and the rest is
 * declared unobserved: a request and its reply are the whole step of the receiver but for its role; the first request
 * for votes in a term tells that the caller's timeout elapsed, the first heartbeat that it leads, and one after a
 * reply of a newer term that it still does.
 *
 * <p>When a step was taken is not seen exactly. What is known is: a step is taken before its messages are seen; a
 * request is handled between its delivery and its reply; a reply is handled once it has arrived, or never. And a
 * server's term never goes back, and messages tell it. So the steps of a server are put in that order which a correct
 * server can have taken them in, if there is one:
 * <ul>
 *   <li>a timeout stands before everything that shows its term or a newer one;
 *   <li>the first heartbeat stands before everything that shows a term newer than its own;
 *   <li>of requests that were handled at the same time, those that show an older term come first, and in one term the
 *       vote that is given before those that are refused.
 * </ul>
 * No server takes steps in an order that this would hide: what is moved, is moved over what was under way with it.
 *
 * <p>What cannot be seen at all, is supposed: {@link Unseen}.
 */
final class NetworkReading {
    /** What servers may have done unseen. */
    enum Unseen {
        /** Nothing: a reply is handled when it arrives. */
        NOTHING(ImmutableMap.of()),
        /**
         * A reply is handled when something shows that it must have been: votes before the first heartbeat, which shows
         * that they elected, a newer term before what shows it. In the specification a message can be received at any
         * time and any number of times, so that is all that a late reply can do.
         */
        LATE_REPLIES(ImmutableMap.of()),
        /** The same, and a server was crashed when its timeout had elapsed and before it asked anybody for a vote. */
        LATE_REPLIES_AND_TIMEOUTS(ImmutableMap.of("Timeout", 1));

        private final ImmutableMap<String, Integer> silent;

        Unseen(ImmutableMap<String, Integer> silent) {
            this.silent = silent;
        }
    }

    private static final ImmutableSet<String> UNOBSERVED =
            ImmutableSet.of("currentTerm", "votedFor", "role", "votesGranted", "HandleRequestVoteResponse.messages");
    private static final long BEFORE_ALL_TERMS = -1;
    /** Microseconds in which a leader calls all others, and half of its idle period at most. */
    private static final long A_ROUND_OF_HEARTBEATS = 20_000;

    /**
     * Something in the life of a server.
     *
     * @param term that the server is in afterwards, or has at least, if a reply is all that tells it
     * @param what it was
     * @param step a line of the trace, if it is one
     */
    private record Item(String server, long term, Sighting what, Optional<Line> step) {
        boolean isStep() {
            return step.isPresent();
        }

        /** Whether the term is the server's own, and not what somebody told it. */
        boolean isCertain() {
            return !(what instanceof Sighting.Answered);
        }

        Message reply() {
            return ((Sighting.Answered) what).reply();
        }

        /** The same once the server handles it. */
        Item handled() {
            return new Item(server, term, what, Optional.of(receipt(reply())));
        }

        /** The same with this row after the step. */
        Item claiming(ImmutableMap<String, Value> row) {
            return new Item(server, term, what, step.map(line -> new Line(line.action, line.received, row, line.sent)));
        }

        boolean isRefusal() {
            return what instanceof Sighting.Handled h && h.reply() instanceof RequestVoteResponse r && !r.granted();
        }

        boolean isGrant() {
            return what instanceof Sighting.Handled h && NetworkReading.isGrant(h.reply());
        }
    }

    private static boolean isGrant(Message m) {
        return m instanceof RequestVoteResponse vote && vote.granted();
    }

    /** What a line of the trace tells. */
    private record Line(
            String action,
            Optional<Message> received,
            ImmutableMap<String, Value> state,
            ImmutableList<Message> sent) {}

    /** What is known of a server since it started. */
    private static final class Life {
        long lastCandidacy = BEFORE_ALL_TERMS;
        long lastLeadership = BEFORE_ALL_TERMS;
        /** Replies that arrived and that nothing shows to be handled. */
        final List<Item> unhandled = new ArrayList<>();
    }

    private final Rpcs rpcs;
    private final Unseen unseen;
    private final Map<String, Life> lives = new HashMap<>();
    private final List<Item> items = new ArrayList<>();

    private NetworkReading(Rpcs rpcs, Unseen unseen) {
        this.rpcs = rpcs;
        this.unseen = unseen;
        rpcs.ids().forEach(id -> lives.put(id, new Life()));
    }

    static NetworkReading of(Rpcs rpcs, ImmutableList<Sighting> sightings, Unseen unseen) {
        NetworkReading reading = new NetworkReading(rpcs, unseen);
        sightings.forEach(reading::read);
        return reading;
    }

    private void read(Sighting sighting) {
        if (sighting instanceof Sighting.Called called) {
            read(called);
        } else if (sighting instanceof Sighting.Handled handled) {
            read(handled);
        } else if (sighting instanceof Sighting.Answered answered) {
            read(answered);
        } else if (sighting instanceof Sighting.Restarted) {
            lives.put(sighting.server(), new Life());
            Line line = new Line("Restart", Optional.empty(), ImmutableMap.of(), ImmutableList.of());
            items.add(new Item(sighting.server(), BEFORE_ALL_TERMS, sighting, Optional.of(line)));
        } else {
            items.add(new Item(sighting.server(), BEFORE_ALL_TERMS, sighting, Optional.empty()));
        }
    }

    private void read(Sighting.Called called) {
        Message m = called.request();
        Life life = lives.get(called.server());
        if (m instanceof RequestVoteRequest && m.term() > life.lastCandidacy) {
            life.lastCandidacy = m.term();
            standForElection(called);
        } else if (m instanceof AppendEntriesRequest && m.term() > life.lastLeadership) {
            life.lastLeadership = m.term();
            lead(called);
        } else if (m instanceof AppendEntriesRequest && wasToldOfNewerTerm(called)) {
            items.add(heartbeats(called));
        }
    }

    private void standForElection(Sighting.Called called) {
        Message m = called.request();
        Line line = new Line(
                "Timeout",
                Optional.empty(),
                ImmutableMap.of(
                        "currentTerm", Value.of(m.term()),
                        "votedFor", Value.of(m.from()),
                        "role", Value.of(Role.CANDIDATE.title())),
                rpcs.toOthers(m));
        int place = placeBefore(m.from(), 0, item -> item.term >= m.term());
        if (place == items.size()) {
            place += handleNewerTerms(m.from(), m.term() - 1);
        }
        items.add(place, new Item(m.from(), m.term(), called, Optional.of(line)));
    }

    private void lead(Sighting.Called called) {
        Message m = called.request();
        int place = placeBefore(m.from(), 0, item -> item.term > m.term());
        int votes = handle(m.from(), place, reply -> reply.term() <= m.term() && isGrant(reply));
        place += votes;
        Item heartbeats = heartbeats(called);
        if (votes > 0) { // with the last of them at the latest it led
            items.set(place - 1, items.get(place - 1).claiming(heartbeats.step.orElseThrow().state));
        }
        items.add(place, heartbeats);
    }

    private Item heartbeats(Sighting.Called called) {
        Message m = called.request();
        Line line = new Line(
                "SendHeartbeats",
                Optional.empty(),
                ImmutableMap.of("currentTerm", Value.of(m.term()), "role", Value.of(Role.LEADER.title())),
                rpcs.toOthers(m));
        return new Item(m.from(), m.term(), called, Optional.of(line));
    }

    /**
     * Whether the caller has handled, as far as this reading goes, a reply of a newer term, and not in the middle of
     * these heartbeats; and nothing else shows that this call is only late.
     */
    private boolean wasToldOfNewerTerm(Sighting.Called called) {
        for (int n = items.size() - 1; n >= 0; n--) {
            Item item = items.get(n);
            if (item.isStep() && item.server.equals(called.server())) {
                boolean newer = item.term > called.request().term();
                if (item.isCertain()) {
                    return false;
                } else if (newer && called.micros() - item.what.micros() > A_ROUND_OF_HEARTBEATS) {
                    return true;
                }
            }
        }
        return false;
    }

    private void read(Sighting.Handled handled) {
        Message reply = handled.reply();
        ImmutableMap.Builder<String, Value> state = ImmutableMap.builder();
        state.put("currentTerm", Value.of(reply.term()));
        if (reply instanceof RequestVoteResponse vote && vote.granted()) {
            state.put("votedFor", Value.of(vote.to()));
        }
        Line line = new Line(
                handle(handled.request()),
                Optional.of(handled.request()),
                state.buildOrThrow(),
                ImmutableList.of(reply));
        Item item = new Item(handled.server(), reply.term(), handled, Optional.of(line));
        int place = placeBefore(
                handled.server(),
                delivery(handled),
                other -> other.term > item.term || (other.term == item.term && other.isRefusal() && item.isGrant()));
        if (place == items.size()) {
            place += handleNewerTerms(handled.server(), reply.term());
        }
        items.add(place, item);
    }

    private static String handle(Message m) {
        return "Handle" + m.getClass().getSimpleName();
    }

    private int delivery(Sighting.Handled handled) {
        int place = items.size() - 1;
        while (items.get(place).what != handled.since()) {
            place--;
        }
        return place;
    }

    private void read(Sighting.Answered answered) {
        Item item = new Item(answered.server(), answered.reply().term(), answered, Optional.empty());
        if (unseen == Unseen.NOTHING) {
            items.add(item.handled());
        } else {
            items.add(item);
            lives.get(answered.server()).unhandled.add(item);
        }
    }

    private static Line receipt(Message reply) {
        return new Line(handle(reply), Optional.of(reply), ImmutableMap.of(), ImmutableList.of());
    }

    /**
     * The place before the first of a server's steps, in an unbroken row at the end, that must come later.
     *
     * @param from the first place that can be meant
     */
    private int placeBefore(String server, int from, Predicate<Item> isLater) {
        int place = items.size();
        for (int n = items.size() - 1; n >= from; n--) {
            Item item = items.get(n);
            if (item.isStep() && item.server.equals(server)) {
                if (isLater.test(item)) {
                    place = n;
                } else if (item.isCertain()) {
                    break;
                }
            }
        }
        return place;
    }

    /**
     * Lets a server handle, at the end, the replies that told it of terms up to this one. Votes are left out: those
     * that came too late for their term were handled too late.
     */
    private int handleNewerTerms(String server, long term) {
        return handle(server, items.size(), reply -> reply.term() <= term && !isGrant(reply));
    }

    /**
     * Lets a server handle replies that arrived before some place, and that it has not handled.
     *
     * @return how many these were
     */
    private int handle(String server, int place, Predicate<Message> which) {
        List<Item> tooLate = items.subList(place, items.size());
        ImmutableList<Item> now = lives.get(server).unhandled.stream()
                .filter(item -> which.test(item.reply()) && !tooLate.contains(item))
                .collect(ImmutableList.toImmutableList());
        lives.get(server).unhandled.removeAll(now);
        items.addAll(place, now.stream().map(Item::handled).toList());
        return now.size();
    }

    /** Writes the trace, header and all. */
    void write(OutputStream stream, String specificationSha256) {
        TraceHeader header = LabTrace.header(rpcs.ids(), specificationSha256, ImmutableMap.of())
                .leavingOut(UNOBSERVED, unseen.silent);
        try (TraceWriter writer = new TraceWriter(stream, header)) {
            tell(writer::write);
        }
    }

    /** Tells each step in its order. */
    void tell(Consumer<TraceEvent> lines) {
        Map<String, Long> steps = new HashMap<>();
        for (Item item : items) {
            item.step.ifPresent(line -> lines.accept(event(item, line, steps.merge(item.server, 1L, Long::sum))));
        }
    }

    private static TraceEvent event(Item item, Line line, long seq) {
        ImmutableMap.Builder<String, Value> params = ImmutableMap.builder();
        params.put("i", Value.of(item.server));
        line.received.ifPresent(m -> params.put("m", RaftForm.of(m)));
        return new TraceEvent(
                0,
                seq,
                item.server,
                item.what.micros(),
                line.action,
                params.buildOrThrow(),
                line.state,
                line.sent.stream().map(RaftForm::of).collect(ImmutableList.toImmutableList()));
    }
}
