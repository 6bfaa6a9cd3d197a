package dev.quorate.conformance.tla.compiled;

import com.google.common.primitives.Ints;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * An action as code: it finds the next values of the variables, conjunct by conjunct, and goes on to the code of what
 * stands behind it; at the end of that chain a successor is complete. Where an action leaves a choice it goes on once
 * for each, and takes back what it has set in between. So does TLC.
 */
abstract class ActionCode {
    abstract void run(Frame frame);

    static ActionCode guard(Expression condition, ActionCode then) {
        return new ActionCode() {
            @Override
            void run(Frame f) {
                if (condition.truth(f)) {
                    then.run(f);
                }
            }
        };
    }

    static ActionCode either(List<ActionCode> alternatives) {
        return new ActionCode() {
            @Override
            void run(Frame f) {
                for (ActionCode alternative : alternatives) {
                    alternative.run(f);
                }
            }
        };
    }

    static ActionCode choice(Expression condition, ActionCode then, ActionCode otherwise) {
        return new ActionCode() {
            @Override
            void run(Frame f) {
                (condition.truth(f) ? then : otherwise).run(f);
            }
        };
    }

    static ActionCode exists(List<Integer> symbols, List<Expression> sets, ActionCode body) {
        int[] slots = Ints.toArray(symbols);
        Expression[] ranges = sets.toArray(Expression[]::new);
        return new ActionCode() {
            @Override
            void run(Frame f) {
                from(0, f);
            }

            private boolean from(int n, Frame f) {
                if (n == slots.length) {
                    body.run(f);
                    return true;
                }
                return ranges[n].all(f, element -> {
                    f.slots[slots[n]] = element;
                    return from(n + 1, f);
                });
            }
        };
    }

    /** Forgets what was evaluated before in these slots. */
    static ActionCode cleared(List<Integer> memos, ActionCode body) {
        if (memos.isEmpty()) {
            return body;
        }
        int[] slots = Ints.toArray(memos);
        return new ActionCode() {
            @Override
            void run(Frame f) {
                for (int slot : slots) {
                    f.slots[slot] = null;
                }
                body.run(f);
            }
        };
    }

    /** {@code v' = value}. */
    static ActionCode assign(int variable, Expression value, ActionCode then) {
        return new ActionCode() {
            @Override
            void run(Frame f) {
                set(variable, value.value(f), f, then);
            }
        };
    }

    /** {@code v' \in range}. */
    static ActionCode assignOneOf(int variable, Expression range, ActionCode then) {
        return new ActionCode() {
            @Override
            void run(Frame f) {
                range.all(f, value -> {
                    set(variable, value, f, then);
                    return true;
                });
            }
        };
    }

    private static void set(int variable, Value value, Frame f, ActionCode then) {
        Value known = f.after[variable];
        if (known == null) {
            f.after[variable] = value;
            then.run(f);
            f.after[variable] = null;
        } else if (Comparison.equal(known, value)) {
            then.run(f);
        }
    }

    static ActionCode keep(int variable, ActionCode then) {
        return new ActionCode() {
            @Override
            void run(Frame f) {
                set(variable, f.before[variable], f, then);
            }
        };
    }

    static ActionCode keepNetwork(ActionCode then) {
        return new ActionCode() {
            @Override
            void run(Frame f) {
                setNetwork(f.sentBefore, f, then);
            }
        };
    }

    /** {@code network' = network \cup added}. */
    static ActionCode send(Expression added, ActionCode then) {
        return new ActionCode() {
            @Override
            void run(Frame f) {
                List<Value> messages = new ArrayList<>();
                added.all(f, messages::add);
                setNetwork(f.sentBefore.and(messages), f, then);
            }
        };
    }

    /** {@code network' = messages}. */
    static ActionCode assignNetwork(Expression messages, ActionCode then) {
        return new ActionCode() {
            @Override
            void run(Frame f) {
                setNetwork(MessageSet.of(messages.set(f).elements()), f, then);
            }
        };
    }

    private static void setNetwork(MessageSet messages, Frame f, ActionCode then) {
        if (f.sentAfter == null) {
            f.sentAfter = messages;
            then.run(f);
            f.sentAfter = null;
        } else if (f.sentAfter.isSameAs(messages)) {
            then.run(f);
        }
    }
}
