package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;

/**
 * A formula of the specification with the values in it: a guard, or what gives a variable its next value.
 *
 * @param values of the parts of the formula, and of the definitions that it uses, outermost first
 */
public record Clause(Source source, ImmutableList<Binding> values) {}
