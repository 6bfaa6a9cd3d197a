package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.Value;

/**
 * Checks the invariants and the properties of steps along one behaviour, evaluating a formula again only where a
 * variable that it reads has changed.
 */
public interface PropertyWatch {
    /** The names of what is checked. */
    ImmutableList<String> properties();

    /** The names of the properties that are not checked: those that speak of a whole behaviour, not of its steps. */
    ImmutableList<String> unchecked();

    /** The properties that the initial state violates. */
    ImmutableList<Violation> start(State initial) throws SpecificationException;

    /**
     * The properties that a step, or the state after it, violates; after one that violates any there is no next step.
     *
     * @param before the state given last
     * @param sent what the network variable holds after the step and did not hold before
     */
    ImmutableList<Violation> step(State before, State after, ImmutableList<Value> sent) throws SpecificationException;
}
