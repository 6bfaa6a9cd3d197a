package dev.quorate.impl.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.Source;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.explore.Move.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The specification: which actions there are, with which arguments, is what its next-state relation says, and where they
 * lead is what the engine says. Not a guard is known here.
 */
final class SpecificationSide implements Side {
    private static final String TERM = "currentTerm";

    /** @param rows of this server, in all variables that have rows */
    private record Node(int server, Fields rows) {}

    private final Bound bound;
    private final Specification specification;
    private final Interned<Value> messages;
    private final ImmutableList<String> servers;
    private final Interned<Node> nodes = new Interned<>();
    private final ImmutableList<Integer> starts;
    /** By node, a state in which the server is that, and nothing has been sent. */
    private final List<State> states = new ArrayList<>();

    /** @throws SpecificationException if what an action does is not decided by one server and what it receives */
    SpecificationSide(Bound bound, Specification specification, State initial, Interned<Value> messages)
            throws SpecificationException {
        this.bound = bound;
        this.specification = specification;
        this.messages = messages;
        this.servers = bound.logs().keySet().asList();
        checkLocality();
        ImmutableList.Builder<Integer> first = ImmutableList.builder();
        for (int server = 0; server < servers.size(); server++) {
            first.add(node(server, initial));
        }
        this.starts = first.build();
    }

    private void checkLocality() throws SpecificationException {
        for (Source elsewhere : specification.otherRows().or(specification::networkReader).stream()
                .toList()) {
            throw new SpecificationException(elsewhere.place()
                    + ": touches more than the rows of one server, or reads the messages as a whole, so the servers"
                    + " cannot be explored one by one: " + elsewhere.text());
        }
        for (ActionShape action : specification.actions().values()) {
            if (action.actor().isEmpty() || action.received().size() > 1) {
                throw new SpecificationException(action.source().place() + ": " + action.name()
                        + " is not a step of one server that receives one message or none");
            }
        }
    }

    private int node(int server, State state) {
        int number = nodes.number(new Node(server, rows(server, state)));
        if (number == states.size()) {
            states.add(state.withEmptyNetwork());
        }
        return number;
    }

    private Fields rows(int server, State state) {
        Map<String, Value> rows = new LinkedHashMap<>();
        for (String variable : specification.variables()) {
            state.row(variable, servers.get(server)).ifPresent(row -> rows.put(variable, row));
        }
        return Fields.of(rows);
    }

    @Override
    public int start(int server) {
        return starts.get(server);
    }

    @Override
    public ImmutableList<Move> alone(int server, int row) throws SpecificationException {
        return moves(server, row, states.get(row), false);
    }

    @Override
    public ImmutableList<Move> receipts(int server, int row, int message) throws SpecificationException {
        State before = states.get(row);
        return moves(server, row, before.withNetworkOf(before, ImmutableList.of(messages.value(message))), true);
    }

    /** @param before with just what may be received in the network */
    private ImmutableList<Move> moves(int server, int row, State before, boolean receiving)
            throws SpecificationException {
        ImmutableList.Builder<Move> moves = ImmutableList.builder();
        Value actor = Value.of(servers.get(server));
        for (ActionShape action : specification.actions().values()) {
            if (action.received().isEmpty() == receiving) {
                continue;
            }
            for (ImmutableMap<String, Value> arguments : specification.instances(before, action.name())) {
                if (actor.equals(arguments.get(action.actor().orElseThrow()))) {
                    for (State after : specification.successors(states.get(row), action.name(), arguments)) {
                        moves.add(move(server, row, action.name(), arguments, after));
                    }
                }
            }
        }
        return moves.build();
    }

    private Move move(int server, int row, String action, ImmutableMap<String, Value> arguments, State after) {
        ImmutableList<Value> sent = after.sentSince(states.get(row));
        int reached = node(server, after);
        Messages bits = Messages.NONE;
        for (Value message : sent) {
            bits = bits.with(messages.number(message));
        }
        Fields rows = nodes.value(reached).rows;
        boolean beyond = rows.get(TERM) instanceof Value.Int term && term.value() > bound.lastTerm();
        return new Move(
                reached,
                bits,
                new TraceEvent(0, 0, servers.get(server), 0, action, arguments, rows, sent),
                beyond ? Fate.BEYOND : Fate.FOLLOW);
    }

    @Override
    public Fields seen(int row) {
        return nodes.value(row).rows;
    }
}
