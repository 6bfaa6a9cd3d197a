package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;

/** The behaviour of a specification in its own words, for a module that extends it and restricts its steps. */
public interface BehaviourText {
    /** The conjuncts of the initial predicate, as formulas. */
    ImmutableList<String> initial();

    /** How the next-state relation chooses the arguments of each action, by the action's name. */
    ImmutableMap<String, Choice> choices();

    /**
     * What an action may be called with.
     *
     * @param bounds of the quantifiers around the call, outermost first; a range may speak of the symbols before it
     * @param arguments the quantified symbols in the order in which they are passed
     */
    record Choice(ImmutableList<Bound> bounds, ImmutableList<String> arguments) {}

    /** {@code \E symbol \in range}. */
    record Bound(String symbol, String range) {}

    /** The files of the module and of all that it needs, other than the standard modules. */
    ImmutableList<Path> modules();

    /** The properties that speak of whole behaviours, not of states or steps, in TLC's words. */
    ImmutableList<String> propertiesOfBehaviours();
}
