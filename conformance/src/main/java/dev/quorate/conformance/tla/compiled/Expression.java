package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.trace.Value;
import java.util.function.Predicate;

/**
 * A formula of the specification as code. Each method gives just what TLC would, or throws {@link HandOver}.
 *
 * <p>Sets are asked for their elements only where nothing else will do: {@code x \in S} asks {@link #contains}, which
 * an infinite set can answer too.
 */
abstract class Expression {
    abstract Value value(Frame frame);

    boolean truth(Frame frame) {
        Value value = value(frame);
        if (value instanceof Value.Bool truth) {
            return truth.value();
        }
        throw new HandOver("not a truth value");
    }

    /** Whether the value, a set, has this element. */
    boolean contains(Frame frame, Value element) {
        return Comparison.contains(set(frame), element);
    }

    /** Whether the test holds for all elements; stops at the first for which it does not. */
    boolean all(Frame frame, Predicate<Value> test) {
        for (Value element : set(frame).elements()) {
            if (!test.test(element)) {
                return false;
            }
        }
        return true;
    }

    final Value.SetOf set(Frame frame) {
        if (value(frame) instanceof Value.SetOf set) {
            return set;
        }
        throw new HandOver("not a finite set");
    }

    final int number(Frame frame) {
        if (value(frame) instanceof Value.Int number) {
            return number.value();
        }
        throw new HandOver("not a number");
    }

    /** A formula that is true or false. */
    abstract static class Formula extends Expression {
        @Override
        abstract boolean truth(Frame frame);

        @Override
        final Value value(Frame frame) {
            return Value.of(truth(frame));
        }
    }

    /** A value that is the same everywhere. */
    static final class Constant extends Expression {
        private final Value value;

        Constant(Value value) {
            this.value = value;
        }

        @Override
        Value value(Frame frame) {
            return value;
        }
    }
}
