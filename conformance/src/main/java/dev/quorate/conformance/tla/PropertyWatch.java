package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.Value;
import java.util.Optional;

/**
 * Checks the invariants and the properties of steps along one behaviour, evaluating a formula again only where a
 * variable that it reads has changed.
 */
public interface PropertyWatch {
    /** The names of what is checked. */
    ImmutableList<String> properties();

    /** The names of the properties that are not checked: those that speak of a whole behaviour, not of its steps. */
    ImmutableList<String> unchecked();

    /** The first property that the initial state violates. */
    Optional<Violation> start(State initial) throws SpecificationException;

    /**
     * The first property that a step, or the state after it, violates.
     *
     * @param before the state given last
     * @param sent what the network variable holds after the step and did not hold before
     */
    Optional<Violation> step(State before, State after, ImmutableList<Value> sent) throws SpecificationException;
}
