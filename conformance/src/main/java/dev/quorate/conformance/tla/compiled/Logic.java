package dev.quorate.conformance.tla.compiled;

import com.google.common.primitives.Ints;
import dev.quorate.conformance.tla.compiled.Expression.Formula;
import dev.quorate.conformance.trace.Value;
import java.util.List;

/** The operators of logic, which evaluate from left to right and no further than needed. */
final class Logic {
    private Logic() {}

    static Expression and(List<Expression> parts) {
        Expression[] all = parts.toArray(Expression[]::new);
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                for (Expression part : all) {
                    if (!part.truth(f)) {
                        return false;
                    }
                }
                return true;
            }
        };
    }

    static Expression or(List<Expression> parts) {
        Expression[] all = parts.toArray(Expression[]::new);
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                for (Expression part : all) {
                    if (part.truth(f)) {
                        return true;
                    }
                }
                return false;
            }
        };
    }

    static Expression not(Expression a) {
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                return !a.truth(f);
            }
        };
    }

    static Expression implies(Expression a, Expression b) {
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                return !a.truth(f) || b.truth(f);
            }
        };
    }

    static Expression equivalent(Expression a, Expression b) {
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                return a.truth(f) == b.truth(f);
            }
        };
    }

    static Expression equal(Expression a, Expression b) {
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                return Comparison.equal(a.value(f), b.value(f));
            }
        };
    }

    static Expression in(Expression a, Expression set) {
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                return set.contains(f, a.value(f));
            }
        };
    }

    static Expression subsetOf(Expression a, Expression b) {
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                return a.all(f, element -> b.contains(f, element));
            }
        };
    }

    /** IF a THEN b ELSE c, whatever b and c are. */
    static Expression choice(Expression condition, Expression then, Expression otherwise) {
        return new Delegate() {
            @Override
            Expression chosen(Frame f) {
                return condition.truth(f) ? then : otherwise;
            }
        };
    }

    /** The value beside the first guard that is true; {@code OTHER} is a guard that is. */
    static Expression cases(List<Expression> guards, List<Expression> values) {
        return new Delegate() {
            @Override
            Expression chosen(Frame f) {
                for (int n = 0; n < guards.size(); n++) {
                    if (guards.get(n).truth(f)) {
                        return values.get(n);
                    }
                }
                throw new HandOver("no case is true");
            }
        };
    }

    /** For all elements of the ranges, each bound to its slot. */
    static Expression forAll(List<Integer> symbols, List<Expression> sets, Expression body) {
        int[] slots = Ints.toArray(symbols);
        Expression[] ranges = sets.toArray(Expression[]::new);
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                return from(0, f);
            }

            private boolean from(int n, Frame f) {
                if (n == slots.length) {
                    return body.truth(f);
                }
                return ranges[n].all(f, element -> {
                    f.slots[slots[n]] = element;
                    return from(n + 1, f);
                });
            }
        };
    }

    static Expression exists(List<Integer> slots, List<Expression> ranges, Expression body) {
        return not(forAll(slots, ranges, not(body)));
    }

    /** CHOOSE, where only one element fits; which of several TLC takes is for TLC to say. */
    static Expression choose(int slot, Expression range, Expression body) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                Value[] found = new Value[1];
                range.all(f, element -> {
                    f.slots[slot] = element;
                    if (body.truth(f)) {
                        if (found[0] != null) {
                            throw new HandOver("several elements to choose from");
                        }
                        found[0] = element;
                    }
                    return true;
                });
                if (found[0] == null) {
                    throw new HandOver("no element to choose");
                }
                return found[0];
            }
        };
    }
}
