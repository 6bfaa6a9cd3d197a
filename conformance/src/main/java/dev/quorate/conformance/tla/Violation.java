package dev.quorate.conformance.tla;

/**
 * An invariant or a property of steps that does not hold.
 *
 * @param property its name
 * @param rule the comment above it
 * @param clause the part of it that is false, with the values that make it so
 */
public record Violation(String property, String rule, Clause clause) {}
