package dev.quorate.impl.explore;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.StepJudge;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.explore.Move.Fate;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.DurableState;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.server.RaftForm;
import dev.quorate.impl.server.TraceLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The code: the core with what a driver does round it. A restart finds what steps said to persist, which is not always
 * what the server was. A crash inside a step needs no case of its own: before the record is durable it is a restart
 * instead of the step; after it, the step and then a restart, and what was not sent is never received.
 */
final class CodeSide implements Side {
    /** @param stored what a restart would find */
    private record Node(ServerState state, DurableState stored) {}

    private final Bound bound;
    private final Core core;
    private final StepJudge judge;
    private final Interned<Value> messages;
    private final TraceLines lines = new TraceLines();
    private final Interned<Node> nodes = new Interned<>();
    private final ImmutableList<Integer> starts;
    /** By node, a state of the specification in which the server is that. */
    private final List<State> states = new ArrayList<>();

    private long judged;
    private long wrong;

    CodeSide(Bound bound, Core core, StepJudge judge, State initial, Interned<Value> messages) {
        this.bound = bound;
        this.core = core;
        this.judge = judge;
        this.messages = messages;
        this.starts = bound.logs().keySet().stream()
                .map(server -> ServerState.initial(server, bound.logs()))
                .map(start -> node(new Node(start, start.durable()), initial))
                .collect(ImmutableList.toImmutableList());
    }

    private int node(Node node, State state) {
        int number = nodes.number(node);
        if (number == states.size()) {
            states.add(state);
        }
        return number;
    }

    /** How many steps the specification was asked about. */
    long judged() {
        return judged;
    }

    /** How many steps the specification does not allow, or the code failed to take. */
    long wrong() {
        return wrong;
    }

    @Override
    public int start(int server) {
        return starts.get(server);
    }

    @Override
    public ImmutableList<Move> alone(int server, int row) throws SpecificationException {
        Node node = nodes.value(row);
        ServerState s = node.state;
        ServerState recovered = ServerState.recovered(
                s.id(), s.servers(), node.stored, bound.logs().get(s.id()));
        return ImmutableList.of(
                move(row, s, s.role() == Role.LEADER ? new Input.HeartbeatTimeout() : new Input.ElectionTimeout()),
                move(row, recovered, new Input.Restarted()));
    }

    @Override
    public ImmutableList<Move> receipts(int server, int row, int message) throws SpecificationException {
        ServerState s = nodes.value(row).state;
        Input.Received input = new Input.Received(RaftForm.message(messages.value(message)));
        return input.message().to().equals(s.id()) ? ImmutableList.of(move(row, s, input)) : ImmutableList.of();
    }

    private Move move(int row, ServerState from, Input input) throws SpecificationException {
        Step step;
        try {
            step = core.step(from, input);
        } catch (RuntimeException e) { // whatever a faulty core throws is what is looked for
            TraceEvent event = lines.event(0, 0, input, from, ImmutableList.of());
            return wrong(row, event, Optional.of(e.toString()));
        }
        TraceEvent event = lines.event(0, 0, input, step.state(), step.send());
        if (!step.state().id().equals(from.id())) {
            return wrong(
                    row,
                    event,
                    Optional.of(from.id() + " has become " + step.state().id()));
        }
        judged++;
        Optional<State> allowed = judge.allowed(states.get(row), event);
        if (allowed.isEmpty()) {
            return wrong(row, event, Optional.empty());
        }
        int after = node(new Node(step.state(), step.persist().orElse(nodes.value(row).stored)), allowed.get());
        Messages sent = Messages.NONE;
        for (Value message : event.sent()) {
            sent = sent.with(messages.number(message));
        }
        return new Move(after, sent, event, step.state().currentTerm() > bound.lastTerm() ? Fate.BEYOND : Fate.FOLLOW);
    }

    private Move wrong(int row, TraceEvent event, Optional<String> failure) {
        wrong++;
        return Move.wrong(row, event, failure);
    }

    @Override
    public Fields seen(int row) {
        return Fields.of(RaftForm.row(nodes.value(row).state));
    }
}
