package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.util.OptionalLong;

/** What a model must show. Without a comment that says otherwise it is {@link Holds}. */
public sealed interface Expectation {
    /**
     * Everything holds in every state.
     *
     * @param distinct the pinned number of distinct states
     */
    record Holds(OptionalLong distinct) implements Expectation {}

    /** Everything holds in every state; how many TLC finds differs from run to run, as under SYMMETRY with a VIEW. */
    record HoldsInAnyNumber() implements Expectation {}

    /**
     * Each of these fails, checked alone: what they say does not happen, happens. So a model that shows less than it
     * seems to is noticed.
     *
     * @param names invariants and properties, in the order of the {@code .cfg}
     */
    record Refuted(ImmutableList<String> names) implements Expectation {}

    /**
     * Everything holds along behaviours drawn by chance.
     *
     * @param depth the most steps of a behaviour
     */
    record Simulated(int behaviours, int depth, int seed) implements Expectation {}
}
