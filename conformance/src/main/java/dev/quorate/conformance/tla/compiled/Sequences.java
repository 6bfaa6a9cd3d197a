package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.List;

/** Tuples, and the operators of the module Sequences. */
final class Sequences {
    private Sequences() {}

    static Value of(List<Value> elements) {
        return new Value.Seq(ImmutableList.copyOf(elements));
    }

    private static List<Value> elements(Expression sequence, Frame f) {
        if (sequence.value(f) instanceof Value.Seq seq) {
            return seq.elements();
        }
        throw new HandOver("not a sequence");
    }

    static Expression tuple(List<Expression> elements) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                List<Value> values = new ArrayList<>(elements.size());
                for (Expression element : elements) {
                    values.add(element.value(f));
                }
                return of(values);
            }
        };
    }

    static Expression length(Expression sequence) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                return Value.of(elements(sequence, f).size());
            }
        };
    }

    static Expression head(Expression sequence) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                List<Value> all = elements(sequence, f);
                if (all.isEmpty()) {
                    throw new HandOver("an empty sequence has no head");
                }
                return all.get(0);
            }
        };
    }

    static Expression tail(Expression sequence) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                List<Value> all = elements(sequence, f);
                if (all.isEmpty()) {
                    throw new HandOver("an empty sequence has no tail");
                }
                return of(all.subList(1, all.size()));
            }
        };
    }

    static Expression append(Expression sequence, Expression element) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                List<Value> longer = new ArrayList<>(elements(sequence, f));
                longer.add(element.value(f));
                return of(longer);
            }
        };
    }

    static Expression concatenation(Expression a, Expression b) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                List<Value> both = new ArrayList<>(elements(a, f));
                both.addAll(elements(b, f));
                return of(both);
            }
        };
    }

    static Expression part(Expression sequence, Expression from, Expression to) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                List<Value> all = elements(sequence, f);
                int first = from.number(f);
                int last = to.number(f);
                if (first > last) {
                    return of(List.of());
                } else if (first < 1 || last > all.size()) {
                    throw new HandOver("outside the sequence");
                }
                return of(all.subList(first - 1, last));
            }
        };
    }

    /** {@code Seq(S)}: tested for, never written out. */
    static Expression over(Expression set) {
        return new AskedSet("an infinite set") {
            @Override
            boolean contains(Frame f, Value element) {
                if (!(element instanceof Value.Seq seq)) {
                    throw new HandOver("not a sequence");
                }
                boolean all = true;
                for (Value inner : seq.elements()) {
                    all &= set.contains(f, inner);
                }
                return all;
            }
        };
    }
}
