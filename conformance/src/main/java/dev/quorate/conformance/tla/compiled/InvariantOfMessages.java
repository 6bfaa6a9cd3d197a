package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.trace.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * An invariant {@code \A m \in M : P}, where M is the network or a part of it that a condition on m alone picks out,
 * and a greater network does not make P false. If only the network has grown, P is evaluated for the new messages. If P
 * reads rows of variables, it reads them all as {@code v[m.f]}; then, if row r has changed, P is evaluated for the
 * messages whose {@code m.f} is r. And if P is {@code m.g = e => Q}, with nothing of m in e but {@code m.f}, it is
 * evaluated only for those whose {@code m.g} is the value of e: of the others the premise is false.
 */
final class InvariantOfMessages implements Check {
    private final Expression formula;
    private final MessageRange range;
    private final Expression body;
    private final Reads reads;
    private final ByRow byRow;

    /**
     * How to find the messages that a row concerns.
     *
     * @param row {@code m.f}
     * @param key {@code m.g}, or {@code null}
     * @param wanted e
     */
    record Selector(Expression row, Expression key, Expression wanted) {}

    /** @param selector {@code null} if P reads no row */
    InvariantOfMessages(Expression formula, MessageRange range, Expression body, Reads reads, Selector selector) {
        this.formula = formula;
        this.range = range;
        this.body = body;
        this.reads = reads;
        this.byRow = selector == null ? null : new ByRow(selector);
    }

    @Override
    public boolean holds(Change change) {
        Frame f = change.now;
        if (reads.changedAsAWhole(change)) {
            change.sent().forEach(message -> learn(message, f));
            return formula.truth(f);
        }
        if (byRow != null && !byRow.holds(change)) {
            return false;
        }
        for (Value message : change.sent()) {
            if (range.takes(message, f)) {
                learn(message, f);
                f.slots[range.slot()] = message;
                if (!body.truth(f)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void learn(Value message, Frame f) {
        if (byRow != null && range.takes(message, f)) {
            byRow.learn(message, f);
        }
    }

    /** The messages known, by the row that they concern. */
    private final class ByRow {
        private final Selector selector;
        private final MessageIndex index = new MessageIndex();
        /** One message for each row: e has the same value for all of them. */
        private final Map<Value, Value> examples = new HashMap<>();

        ByRow(Selector selector) {
            this.selector = selector;
        }

        void learn(Value message, Frame f) {
            f.slots[range.slot()] = message;
            Value row = selector.row.value(f);
            examples.putIfAbsent(row, message);
            index.add(hash(row, selector.key == null ? null : selector.key.value(f)), message);
        }

        private int hash(Value row, Value key) {
            return 0x9E3779B9 * row.hashCode() + (key == null ? 0 : key.hashCode());
        }

        boolean holds(Change change) {
            if (!change.anyOf(reads.byRow())) {
                return true;
            }
            for (Map.Entry<Value, Value> example : examples.entrySet()) {
                if (change.isRow(reads.byRow(), example.getKey())
                        && !holds(example.getKey(), example.getValue(), change.now)) {
                    return false;
                }
            }
            return true;
        }

        private boolean holds(Value row, Value example, Frame f) {
            f.slots[range.slot()] = example;
            Value key = selector.key == null ? null : selector.wanted.value(f);
            return index.all(hash(row, key), message -> {
                f.slots[range.slot()] = message;
                return body.truth(f);
            });
        }
    }
}
