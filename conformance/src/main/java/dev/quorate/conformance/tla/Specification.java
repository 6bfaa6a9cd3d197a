package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import java.util.Map;
import java.util.Optional;

/**
 * A specification loaded with given constants, evaluated by one of the engines. Not thread-safe; several may be
 * loaded at once, each in a class loader of its own.
 *
 * <p>Every method that evaluates throws {@link SpecificationException} where TLC would stop with an error.
 */
public interface Specification extends AutoCloseable {
    /** The variables, in the order of their declaration. */
    ImmutableSet<String> variables();

    /** The actions that are disjuncts of the next-state relation, by name, in its order. */
    ImmutableMap<String, ActionShape> actions();

    /** The messages that a step receives, in the order of the parameters; none if it names no action. */
    default ImmutableList<Value> received(TraceEvent event) {
        ActionShape action = actions().get(event.action());
        return action == null
                ? ImmutableList.of()
                : action.params().stream()
                        .filter(action.received()::contains)
                        .filter(event.params()::containsKey)
                        .map(event.params()::get)
                        .collect(ImmutableList.toImmutableList());
    }

    /**
     * A place that reads the network variable other than to take one message from it or to add some.
     *
     * @return nothing if there is none: then the messages of a step can be told apart exactly by looking at the step
     *     in an empty network
     */
    Optional<Source> networkReader();

    /**
     * A place where an action touches more than the rows of one node, which a parameter of it names, and the network.
     *
     * @return nothing if there is none: then steps of two nodes commute, unless the one receives what the other sends
     */
    Optional<Source> otherRows();

    /**
     * The actions and properties that this engine leaves to the reference engine, each with the place of the construct
     * that is the reason; its text says what it is.
     */
    ImmutableMap<String, Source> uncompiled();

    /**
     * What was evaluated of the actions since this was loaded, whoever asked: where steps lead, what the arguments can
     * be, and what would explain a step that is not allowed. What an engine hands over to TLC's evaluator is not in it.
     */
    Coverage coverage();

    /**
     * The behaviour in the words of the module.
     *
     * @throws SpecificationException if it cannot be told so
     */
    BehaviourText text() throws SpecificationException;

    /**
     * The initial state.
     *
     * @param choices for each node, the rows of the variables whose initial value is a choice
     * @throws SpecificationException if no initial state has these rows, or more than one does
     */
    State initialState(Map<String, ? extends Map<String, Value>> choices) throws SpecificationException;

    /**
     * The states to which an action with these arguments leads; none if it is not enabled. Whether a received message
     * is in the network is the caller's to judge: the action is evaluated as if it were.
     */
    ImmutableList<State> successors(State before, String action, Map<String, Value> arguments)
            throws SpecificationException;

    /** Every choice of arguments that the next-state relation offers an action in a state, enabled or not. */
    ImmutableList<ImmutableMap<String, Value>> instances(State before, String action) throws SpecificationException;

    /** The guards of an action that are false, those of the next-state relation's bounds included. */
    ImmutableList<Clause> falseGuards(State before, String action, Map<String, Value> arguments)
            throws SpecificationException;

    /** What gives a variable its next value in this step. */
    Optional<Clause> assignment(State before, String action, Map<String, Value> arguments, String variable)
            throws SpecificationException;

    /** Watches the invariants and properties of steps along one behaviour. */
    PropertyWatch watch() throws SpecificationException;

    @Override
    void close();
}
