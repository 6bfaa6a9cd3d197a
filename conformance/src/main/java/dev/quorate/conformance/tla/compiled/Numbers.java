package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.tla.compiled.Expression.Formula;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** Arithmetic with the 32 bits of TLC, which stops where they do not suffice. */
final class Numbers {
    /** An interval of more elements is not written out. */
    private static final int LONGEST_INTERVAL = 100_000;

    private Numbers() {}

    static Expression arithmetic(Expression a, Expression b, IntBinaryOperator operator) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                int x = a.number(f);
                int y = b.number(f);
                try {
                    return Value.of(operator.applyAsInt(x, y));
                } catch (ArithmeticException e) {
                    throw new HandOver("overflow, or division by zero");
                }
            }
        };
    }

    /** Division rounds down, and TLC refuses a divisor of zero. */
    static int divide(int a, int b) {
        if (a == Integer.MIN_VALUE && b == -1) {
            throw new ArithmeticException();
        }
        return Math.floorDiv(a, b);
    }

    static int modulo(int a, int b) {
        if (b <= 0) {
            throw new ArithmeticException();
        }
        return Math.floorMod(a, b);
    }

    static Expression negative(Expression a) {
        return arithmetic(new Expression.Constant(Value.of(0)), a, Math::subtractExact);
    }

    /** How two numbers may stand to one another. */
    interface Relation {
        boolean holds(int a, int b);
    }

    static Expression compare(Expression a, Expression b, Relation relation) {
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                return relation.holds(a.number(f), b.number(f));
            }
        };
    }

    static Expression interval(Expression from, Expression to) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                int low = from.number(f);
                int high = to.number(f);
                if ((long) high - low >= LONGEST_INTERVAL) {
                    throw new HandOver("a long interval");
                }
                List<Value> numbers = new ArrayList<>();
                for (int n = low; n <= high; n++) {
                    numbers.add(Value.of(n));
                }
                return new Value.SetOf(numbers);
            }

            @Override
            boolean contains(Frame f, Value element) {
                int number = Numbers.of(element);
                return from.number(f) <= number && number <= to.number(f);
            }
        };
    }

    /** {@code Nat} or {@code Int}: sets that have no end. */
    static Expression from(int least) {
        return new AskedSet("an infinite set") {
            @Override
            boolean contains(Frame f, Value element) {
                return Numbers.of(element) >= least;
            }
        };
    }

    private static int of(Value value) {
        if (value instanceof Value.Int number) {
            return number.value();
        }
        throw new HandOver("not a number");
    }
}
