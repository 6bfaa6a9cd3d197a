package dev.quorate.conformance.tla.compiled;

import com.google.common.primitives.Ints;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.Shape;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The operators of sets. */
final class Sets {
    /** Of more elements no set of all subsets is written out. */
    private static final int MOST_FOR_SUBSETS = 12;

    private Sets() {}

    /** A set that is given by its elements, which are at hand without making the set. */
    private abstract static class Listed extends Expression {
        /** Gives each element, some perhaps twice; ends with the first for which the test does not hold. */
        abstract boolean each(Frame f, Predicate<Value> test);

        @Override
        final Value value(Frame f) {
            List<Value> values = new ArrayList<>();
            each(f, values::add);
            return Comparison.set(values);
        }

        @Override
        final boolean all(Frame f, Predicate<Value> test) {
            Value[] last = new Value[1];
            return each(f, element -> {
                if (last[0] != null) {
                    Comparison.sameKind(last[0], element);
                }
                last[0] = element;
                return test.test(element);
            });
        }
    }

    static Expression enumerated(List<Expression> elements) {
        Expression[] all = elements.toArray(Expression[]::new);
        return new Listed() {
            @Override
            boolean each(Frame f, Predicate<Value> test) {
                for (Expression element : all) {
                    if (!test.test(element.value(f))) {
                        return false;
                    }
                }
                return true;
            }

            @Override
            boolean contains(Frame f, Value element) {
                boolean found = false;
                for (Expression other : all) {
                    found |= Comparison.equal(other.value(f), element);
                }
                return found;
            }
        };
    }

    static Expression union(Expression a, Expression b) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                Value.SetOf left = a.set(f);
                Value.SetOf right = b.set(f);
                if (right.elements().isEmpty()) {
                    return left;
                }
                List<Value> both = new ArrayList<>(left.elements());
                both.addAll(right.elements());
                Value.SetOf union = Comparison.set(both);
                return union.elements().size() == left.elements().size() ? left : union;
            }

            @Override
            boolean contains(Frame f, Value element) {
                return a.contains(f, element) || b.contains(f, element);
            }
        };
    }

    static Expression intersection(Expression a, Expression b) {
        return filtered(a, (f, element) -> b.contains(f, element));
    }

    static Expression difference(Expression a, Expression b) {
        return filtered(a, (f, element) -> !b.contains(f, element));
    }

    /** A condition on an element. */
    interface Condition {
        boolean holds(Frame frame, Value element);
    }

    static Expression filtered(Expression range, Condition condition) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                List<Value> passed = new ArrayList<>();
                all(f, element -> {
                    passed.add(element);
                    return true;
                });
                return new Value.SetOf(passed);
            }

            @Override
            boolean contains(Frame f, Value element) {
                return range.contains(f, element) && condition.holds(f, element);
            }

            @Override
            boolean all(Frame f, Predicate<Value> test) {
                return range.all(f, element -> !condition.holds(f, element) || test.test(element));
            }
        };
    }

    /** {@code {x \in range : condition}}. */
    static Expression filter(int slot, Expression range, Expression condition) {
        return filtered(range, (f, element) -> {
            f.slots[slot] = element;
            return condition.truth(f);
        });
    }

    /** {@code {element : x \in X, y \in Y}}. */
    static Expression image(List<Integer> symbols, List<Expression> sets, Expression element) {
        int[] slots = Ints.toArray(symbols);
        Expression[] ranges = sets.toArray(Expression[]::new);
        return new Listed() {
            @Override
            boolean each(Frame f, Predicate<Value> test) {
                return from(0, f, test);
            }

            private boolean from(int n, Frame f, Predicate<Value> test) {
                if (n == slots.length) {
                    return test.test(element.value(f));
                }
                return ranges[n].all(f, bound -> {
                    f.slots[slots[n]] = bound;
                    return from(n + 1, f, test);
                });
            }
        };
    }

    /** {@code SUBSET set}. */
    static Expression subsets(Expression set) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                List<Value> elements = set.set(f).elements();
                if (elements.size() > MOST_FOR_SUBSETS) {
                    throw new HandOver("many subsets");
                }
                List<Value> subsets = new ArrayList<>();
                for (int bits = 0; bits < 1 << elements.size(); bits++) {
                    List<Value> subset = new ArrayList<>();
                    for (int n = 0; n < elements.size(); n++) {
                        if ((bits >> n & 1) == 1) {
                            subset.add(elements.get(n));
                        }
                    }
                    subsets.add(Value.set(subset));
                }
                return new Value.SetOf(subsets);
            }

            @Override
            boolean contains(Frame f, Value element) {
                if (!(element instanceof Value.SetOf subset)) {
                    throw new HandOver("not a set");
                }
                for (Value inner : subset.elements()) {
                    if (!set.contains(f, inner)) {
                        return false;
                    }
                }
                return true;
            }
        };
    }

    /** {@code UNION sets}. */
    static Expression unionOfAll(Expression sets) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                List<Value> all = new ArrayList<>();
                for (Value set : sets.set(f).elements()) {
                    if (!(set instanceof Value.SetOf inner)) {
                        throw new HandOver("not a set");
                    }
                    all.addAll(inner.elements());
                }
                return Comparison.set(all);
            }
        };
    }

    /** {@code [name : range, ...]}: the records whose fields are from these sets. */
    static Expression records(Shape shape, List<Expression> ranges) {
        return new Expression() {
            /** The last shape with other names, so that one comparison of references tells the next like it. */
            private Shape other = Shape.EMPTY;

            @Override
            Value value(Frame f) {
                List<Value[]> rows = products(ranges, f);
                List<Value> records = new ArrayList<>(rows.size());
                rows.forEach(row -> records.add(new Value.Rec(Fields.of(shape, row))));
                return Comparison.set(records);
            }

            @Override
            boolean contains(Frame f, Value element) {
                if (!(element instanceof Value.Rec rec)) {
                    throw new HandOver("not a record");
                }
                Fields fields = rec.fields();
                boolean sameShape = fields.shape() == shape;
                if (!sameShape && (fields.shape() == other || !shape.hasSameNames(fields.shape()))) {
                    other = fields.shape();
                    return false;
                }
                boolean all = true;
                for (int n = 0; n < ranges.size(); n++) {
                    Value field = sameShape ? fields.at(n) : fields.get(shape.name(n));
                    all &= ranges.get(n).contains(f, field);
                }
                return all;
            }
        };
    }

    /** {@code A \X B \X ...}: tuples. */
    static Expression product(List<Expression> ranges) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                List<Value> tuples = new ArrayList<>();
                products(ranges, f).forEach(row -> tuples.add(Sequences.of(List.of(row))));
                return Comparison.set(tuples);
            }

            @Override
            boolean contains(Frame f, Value element) {
                if (!(element instanceof Value.Seq tuple) || tuple.elements().size() != ranges.size()) {
                    throw new HandOver("not such a tuple");
                }
                boolean all = true;
                for (int n = 0; n < ranges.size(); n++) {
                    all &= ranges.get(n).contains(f, tuple.elements().get(n));
                }
                return all;
            }
        };
    }

    private static List<Value[]> products(List<Expression> ranges, Frame f) {
        List<Value[]> rows = new ArrayList<>();
        rows.add(new Value[ranges.size()]);
        for (int n = 0; n < ranges.size(); n++) {
            List<Value[]> longer = new ArrayList<>();
            for (Value element : ranges.get(n).set(f).elements()) {
                for (Value[] row : rows) {
                    Value[] copy = row.clone();
                    copy[n] = element;
                    longer.add(copy);
                }
            }
            if (longer.size() > 1 << MOST_FOR_SUBSETS) {
                throw new HandOver("a large product");
            }
            rows = longer;
        }
        return rows;
    }

    /** {@code [domain -> range]}: tested for, never written out. */
    static Expression functions(Expression domain, Expression range) {
        return new AskedSet("a set of functions") {
            @Override
            boolean contains(Frame f, Value element) {
                if (!Comparison.equal(Functions.domain(element), domain.value(f))) {
                    return false;
                }
                boolean all = true;
                for (Value result : Functions.results(element)) {
                    all &= range.contains(f, result);
                }
                return all;
            }
        };
    }

    /** {@code BOOLEAN} and {@code STRING}, as sets that are only asked. */
    static Expression ofKind(Class<? extends Value> kind) {
        return new AskedSet("an infinite set") {
            @Override
            boolean contains(Frame f, Value element) {
                if (!kind.isInstance(element)) {
                    throw new HandOver("of another kind");
                }
                return true;
            }
        };
    }

    static Expression cardinality(Expression set) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                return Value.of(set.set(f).elements().size());
            }
        };
    }
}
