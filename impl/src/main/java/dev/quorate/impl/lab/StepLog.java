package dev.quorate.impl.lab;

import static com.google.common.base.Preconditions.checkState;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.TraceLines;
import dev.quorate.impl.world.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells the steps of one server, so that the specification can judge each. A method is a step; it takes what caused the
 * step, the row of the server after it, and what the step sends.
 *
 * <p>Call it under the lock that orders the server's steps, once the row is durable and before the lock is released:
 * so the line is there before a message leaves. One line for one step: every message that is received is a step, also
 * one that changes nothing.
 *
 * <p>Wrong use throws {@link IllegalArgumentException} or {@link IllegalStateException}, whose message names this
 * server.
 */
public final class StepLog {
    private final Rpcs rpcs;
    private final String id;
    private final Clock clock;
    private final LabTrace trace;
    private final TraceLines lines = new TraceLines();
    /** Whether the record of what is told is durable. */
    private final boolean saved;

    private long steps;
    private boolean started;

    StepLog(int servers, int me, Clock clock, LabTrace trace) {
        this(Rpcs.among(servers), Rpcs.among(servers).id(me), clock, trace, true);
    }

    private StepLog(Rpcs rpcs, String id, Clock clock, LabTrace trace, boolean saved) {
        this.rpcs = rpcs;
        this.id = id;
        this.clock = clock;
        this.trace = trace;
        this.saved = saved;
        this.steps = trace.lastSeq(id);
    }

    /**
     * Takes the step whose record could not be saved, as the last of a server, which then stops: whether it happened
     * is settled when the server starts again, and finds the record of this step or the one before.
     */
    public StepLog unsaved() {
        StepLog last = new StepLog(rpcs, id, clock, trace, false);
        last.started = started;
        return last;
    }

    /**
     * The server was started with what its persister holds. Each time, and before all else; it is a step if the server
     * took steps before.
     */
    public void started(ServerRow row) {
        checkState(!started, "%s tells twice that it was started", id);
        started = true;
        TraceEvent restart = event(new Input.Restarted(), row, ImmutableList.of());
        trace.takeUnsaved(id).filter(step -> isDurable(step, restart)).ifPresent(this::tell);
        if (steps > 0) {
            write(new Input.Restarted(), row, ImmutableList.of());
        }
    }

    /**
     * The election timeout elapsed.
     *
     * @param asks what it sends to all others
     */
    public void timeout(ServerRow row, RequestVoteArgs asks) {
        write(new Input.ElectionTimeout(), row, named(() -> rpcs.toOthers(rpcs.request(asks, id))));
    }

    /** A request for its vote was handled, and this is the answer. */
    public void handled(RequestVoteArgs request, ServerRow row, RequestVoteReply reply) {
        Message m = named(() -> rpcs.request(request, id));
        receive(m, row, ImmutableList.of(rpcs.response(reply, id, m.from())));
    }

    /** A heartbeat was handled, and this is the answer. */
    public void handled(AppendEntriesArgs request, ServerRow row, AppendEntriesReply reply) {
        Message m = named(() -> rpcs.request(request, id));
        receive(m, row, ImmutableList.of(rpcs.response(reply, id, m.from())));
    }

    /** A server answered a request for its vote, and that does not make this one the leader. */
    public void received(int from, RequestVoteReply reply, ServerRow row) {
        receive(named(() -> rpcs.response(reply, rpcs.id(from), id)), row, ImmutableList.of());
    }

    /**
     * A server answered a request for its vote, and that makes this one the leader.
     *
     * @param heartbeat what it sends to all others
     */
    public void won(int from, RequestVoteReply reply, ServerRow row, AppendEntriesArgs heartbeat) {
        Message m = named(() -> rpcs.response(reply, rpcs.id(from), id));
        receive(m, row, named(() -> rpcs.toOthers(rpcs.request(heartbeat, id))));
    }

    /** A server answered a heartbeat. */
    public void received(int from, AppendEntriesReply reply, ServerRow row) {
        receive(named(() -> rpcs.response(reply, rpcs.id(from), id)), row, ImmutableList.of());
    }

    /**
     * A leader's idle period is over.
     *
     * @param heartbeat what it sends to all others
     */
    public void heartbeats(ServerRow row, AppendEntriesArgs heartbeat) {
        write(new Input.HeartbeatTimeout(), row, named(() -> rpcs.toOthers(rpcs.request(heartbeat, id))));
    }

    private void receive(Message m, ServerRow row, ImmutableList<Message> sent) {
        write(new Input.Received(m), row, sent);
    }

    private void write(Input input, ServerRow row, ImmutableList<Message> sent) {
        tell(event(input, row, sent));
    }

    private static boolean isDurable(TraceEvent step, TraceEvent restart) {
        return ImmutableList.of("currentTerm", "votedFor").stream()
                .allMatch(variable ->
                        step.state().get(variable).equals(restart.state().get(variable)));
    }

    private TraceEvent event(Input input, ServerRow row, ImmutableList<Message> sent) {
        requireNonNull(row, () -> id + " tells of a step without a row");
        return lines.event(steps + 1, clock.micros(), input, state(row), sent);
    }

    private void tell(TraceEvent event) {
        checkState(started, "%s tells of a step, and not first that it was started", id);
        checkState(
                trace.lastSeq(id) == steps,
                "%s tells of a step though a newer %s was started: a server that was killed takes no steps",
                id,
                id);
        if (!saved) {
            trace.unsaved(event);
            return;
        }
        if (event.params().containsKey("m")) {
            trace.delivered();
        }
        trace.accept(event);
        steps++;
    }

    private ServerState state(ServerRow row) {
        return named(() -> new ServerState(
                id,
                ImmutableSortedSet.copyOf(rpcs.ids()),
                row.currentTerm(),
                row.votedFor() == ServerRow.NOBODY ? Optional.empty() : Optional.of(rpcs.id(row.votedFor())),
                row.role(),
                row.votesGranted().stream().map(rpcs::id).collect(toImmutableSortedSet(Comparator.naturalOrder())),
                LogPosition.EMPTY));
    }

    private <T> T named(Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(id + " tells of a step that cannot be: " + e.getMessage(), e);
        }
    }
}
