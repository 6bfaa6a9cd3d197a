package dev.quorate.conformance.tla;

/**
 * What an expression stands for at some point: {@code m.count}, 4.
 *
 * @param value in TLA+ notation, or why it has none
 */
public record Binding(String expression, String value) {
    @Override
    public String toString() {
        return expression + " = " + value;
    }
}
