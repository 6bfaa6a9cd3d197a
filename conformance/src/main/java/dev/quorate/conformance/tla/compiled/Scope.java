package dev.quorate.conformance.tla.compiled;

import tla2sany.semantic.OpDefNode;

/**
 * What the symbols stand for where a formula stands: those bound by quantifiers, parameters, local definitions, and the
 * {@code @} of an EXCEPT.
 */
final class Scope {
    static final Scope EMPTY = new Scope(null, null, null);

    private final Scope outer;
    private final Object symbol;
    private final Binding binding;

    private Scope(Scope outer, Object symbol, Binding binding) {
        this.outer = outer;
        this.symbol = symbol;
        this.binding = binding;
    }

    Scope with(Object other, Binding bound) {
        return new Scope(this, other, bound);
    }

    /** What a symbol is bound to, or {@code null}. */
    Binding find(Object other) {
        for (Scope scope = this; scope != EMPTY; scope = scope.outer) {
            if (scope.symbol == other) {
                return scope.binding;
            }
        }
        return null;
    }

    /** What a symbol stands for. */
    sealed interface Binding {}

    /** The value in a slot of the frame. */
    record Slot(int number) implements Binding {}

    /** A formula, to be evaluated where the symbol is used; and what evaluating it looks at. */
    record Meaning(Expression expression, Uses uses) implements Binding {}

    /** An operator with parameters of its own, defined in some scope. */
    record Operator(OpDefNode definition, Scope home) implements Binding {}
}
