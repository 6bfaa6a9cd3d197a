package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.Value;
import java.util.Collection;
import java.util.Optional;

/**
 * A state of a specification: a value for every variable. Immutable. Belongs to the specification that made it; two of
 * one specification are equal if all variables have the same values.
 */
public interface State {
    /** The value of a variable. @throws IllegalArgumentException if it is of a kind that no trace holds */
    Value value(String variable);

    /**
     * The row of a node: the variable's value at that argument.
     *
     * @return nothing if the variable is not a function of nodes
     */
    Optional<Value> row(String variable, String node);

    /** Whether there is such a row: the same question, without what it costs to read it. */
    boolean hasRow(String variable, String node);

    /** Whether a variable has the same value in both states. */
    boolean agrees(String variable, State other);

    /** Whether a variable has the same value in both states but for the row of a node. */
    boolean agreesElsewhere(String variable, State other, String node);

    /**
     * Whether all variables but the network have the same values as in another state, except that these are the rows of
     * a node. No only means that it is not seen at once, and rows have to be compared one by one.
     *
     * @param rows by the names of variables
     */
    default boolean isSeenToBe(State other, String node, Fields rows) {
        return false;
    }

    /** Whether the network variable holds a message. */
    boolean has(Value message);

    /** What the network variable holds here and did not hold in another state. */
    ImmutableList<Value> sentSince(State before);

    /** This state with nothing in the network variable. */
    State withEmptyNetwork();

    /**
     * This state with the network of another, and these messages added.
     *
     * @throws SpecificationException if the messages are of kinds that TLC cannot tell apart
     */
    State withNetworkOf(State other, Collection<Value> added) throws SpecificationException;
}
