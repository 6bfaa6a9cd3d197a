package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.Value;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** A state of compiled code: a value for each variable but the network, and the messages. */
final class CompiledState implements State {
    private final CompiledSpecification home;
    private final Value[] values;
    private final MessageSet network;
    private State reference;

    /** Takes over the array: whoever made it must not write to it again. */
    CompiledState(CompiledSpecification home, Value[] values, MessageSet network) {
        this.home = home;
        this.values = values;
        this.network = network;
    }

    Value[] values() {
        return values;
    }

    MessageSet network() {
        return network;
    }

    /** The same state for TLC's evaluator. */
    State reference() throws SpecificationException {
        if (reference == null) {
            reference = home.reference().stateOf(this);
        }
        return reference;
    }

    @Override
    public Value value(String variable) {
        return home.names().isNetwork(variable)
                ? network.asSet()
                : values[home.names().number(variable)];
    }

    @Override
    public Optional<Value> row(String variable, String node) {
        return Optional.ofNullable(rowOrNull(variable, node));
    }

    private Value rowOrNull(String variable, String node) {
        return !home.names().isNetwork(variable) && values[home.names().number(variable)] instanceof Value.Rec rows
                ? rows.fields().get(node)
                : null;
    }

    @Override
    public boolean hasRow(String variable, String node) {
        return rowOrNull(variable, node) != null;
    }

    @Override
    public boolean agrees(String variable, State other) {
        CompiledState that = (CompiledState) other;
        if (home.names().isNetwork(variable)) {
            return network.isSameAs(that.network);
        }
        int number = home.names().number(variable);
        return values[number] == that.values[number] || values[number].equals(that.values[number]);
    }

    @Override
    public boolean agreesElsewhere(String variable, State other, String node) {
        int number = home.names().number(variable);
        return values[number] instanceof Value.Rec mine
                && ((CompiledState) other).values[number] instanceof Value.Rec its
                && agreeElsewhere(mine.fields(), its.fields(), node);
    }

    private static boolean agreeElsewhere(Fields mine, Fields its, String node) {
        if (mine.shape() != its.shape()) {
            return false; // rows in two orders are told apart one by one
        }
        for (int n = 0; n < mine.size(); n++) {
            if (mine.at(n) != its.at(n)
                    && !mine.shape().name(n).equals(node)
                    && !mine.at(n).equals(its.at(n))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isSeenToBe(State other, String node, Fields rows) {
        for (int n = 0; n < values.length; n++) {
            Value was = ((CompiledState) other).values[n];
            Value row = home.names().isNetwork(n)
                    ? null
                    : rows.get(home.names().variables().get(n));
            if ((row != null || values[n] != was) && !isRow(values[n], was, node, row)) {
                return false;
            }
        }
        return true;
    }

    /** @param row {@code null} if it is claimed to be as it was */
    private static boolean isRow(Value is, Value was, String node, Value row) {
        if (!(is instanceof Value.Rec now) || !(was instanceof Value.Rec then)) {
            return false;
        }
        int place = now.fields().shape().indexOf(node);
        return place >= 0
                && (is == was || agreeElsewhere(now.fields(), then.fields(), node))
                && now.fields().at(place).equals(row == null ? then.fields().at(place) : row);
    }

    @Override
    public boolean has(Value message) {
        return network.has(message);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof CompiledState that
                        && Arrays.equals(values, that.values)
                        && network.isSameAs(that.network));
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + network.size();
    }

    @Override
    public ImmutableList<Value> sentSince(State before) {
        return network.without(((CompiledState) before).network);
    }

    @Override
    public State withEmptyNetwork() {
        return new CompiledState(home, values, MessageSet.EMPTY);
    }

    @Override
    public State withNetworkOf(State other, Collection<Value> added) throws SpecificationException {
        MessageSet before = ((CompiledState) other).network;
        try {
            return new CompiledState(home, values, before.and(added));
        } catch (HandOver e) {
            return home.compiled(reference().withNetworkOf(((CompiledState) other).reference(), added));
        }
    }
}
