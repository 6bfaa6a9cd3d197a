package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.trace.Shape;
import dev.quorate.conformance.trace.Value;

/**
 * A formula that has to hold after each step, or in each step. It held so far, and a check evaluates no more of it than
 * can have become false; why that is enough stands at each kind. Formulas are compiled for one {@link Change}, whose
 * frames they are evaluated in.
 */
interface Check {
    /** Whether it still holds. @throws HandOver if TLC must say */
    boolean holds(Change change);

    /** The variables that a formula reads, as far as it matters whether they have changed. */
    final class Reads {
        private final int[] byRow;
        private final int[] whole;
        private final boolean network;

        /**
         * Variables by number.
         *
         * @param byRow of which one row is read
         * @param network whether the messages matter too
         */
        Reads(int[] byRow, int[] whole, boolean network) {
            this.byRow = byRow;
            this.whole = whole;
            this.network = network;
        }

        int[] byRow() {
            return byRow;
        }

        int[] whole() {
            return whole;
        }

        boolean changedAsAWhole(Change change) {
            return change.anyOf(whole) || (network && !change.sent().isEmpty());
        }

        boolean changed(Change change) {
            return changedAsAWhole(change) || change.anyOf(byRow);
        }
    }

    /** An invariant: its value cannot have changed if nothing that it reads has. */
    record Invariant(Expression formula, Reads reads) implements Check {
        @Override
        public boolean holds(Change change) {
            return !reads.changed(change) || formula.truth(change.now);
        }
    }

    /**
     * An invariant {@code \A i \in S : P} whose P reads of some variables only row i: for each i its value cannot have
     * changed if neither that row nor anything else that it reads has.
     */
    record InvariantOfRows(Expression formula, Rows rows, Reads reads) implements Check {
        @Override
        public boolean holds(Change change) {
            long changed = change.rowsOf(reads.byRow);
            if (changed == 0 && !reads.changedAsAWhole(change)) {
                return true;
            } else if (reads.changedAsAWhole(change) || !rows.areAt(change.now, changed)) {
                return formula.truth(change.now);
            }
            return rows.hold(change.now, changed);
        }
    }

    /**
     * A property of steps: it holds of a step that changes nothing that it reads if it held of the last such step, and
     * nothing that it reads has changed in between.
     */
    final class StepProperty implements Check {
        private final Expression formula;
        private final Reads reads;
        private boolean holdsOfNoChange;

        StepProperty(Expression formula, Reads reads) {
            this.formula = formula;
            this.reads = reads;
        }

        @Override
        public boolean holds(Change change) {
            boolean changed = reads.changed(change);
            if (!changed && holdsOfNoChange) {
                return true;
            }
            holdsOfNoChange = !changed;
            return formula.truth(change.step);
        }
    }

    /** A property of steps {@code \A i \in S : P}, by rows: what {@link StepProperty} says, said of each i. */
    final class StepPropertyOfRows implements Check {
        private final Expression formula;
        private final Rows rows;
        private final Reads reads;
        /** Of these rows P holds if they do not change. */
        private long holdsOfNoChange;

        StepPropertyOfRows(Expression formula, Rows rows, Reads reads) {
            this.formula = formula;
            this.rows = rows;
            this.reads = reads;
        }

        @Override
        public boolean holds(Change change) {
            long changed = change.rowsOf(reads.byRow);
            long all = rows.all(change.now);
            if (reads.changedAsAWhole(change) || all == 0 || !rows.areAt(change.now, changed)) {
                holdsOfNoChange = 0;
                return formula.truth(change.step);
            }
            long evaluate = all & ~(holdsOfNoChange & ~changed);
            holdsOfNoChange = all & ~changed;
            return rows.hold(change.step, evaluate);
        }
    }

    /** The formula P for one row, with the symbol's slot. */
    final class Rows {
        private final int slot;
        private final Expression range;
        private final Expression formula;
        private final int[] variables;
        private Shape shape = Shape.EMPTY;
        private Value[] nodes = new Value[0];

        /**
         * Rows of variables.
         *
         * @param range S, which reads nothing
         * @param variables of which the formula reads one row
         */
        Rows(int slot, Expression range, Expression formula, int[] variables) {
            this.slot = slot;
            this.range = range;
            this.formula = formula;
            this.variables = variables;
        }

        /** Whether the bits stand for rows that are in S, which must have no others. */
        boolean areAt(Frame frame, long changed) {
            return all(frame) != 0 && !Change.isAll(changed);
        }

        /** All rows, or zero if they are not those of a record. */
        long all(Frame frame) {
            for (int variable : variables) {
                if (!(frame.before[variable] instanceof Value.Rec rec)
                        || (rec.fields().shape() != shape && !learn(rec.fields().shape(), frame))) {
                    return 0;
                }
            }
            return (1L << nodes.length) - 1;
        }

        private boolean learn(Shape other, Frame frame) {
            if (shape.size() > 0 || other.size() >= Long.SIZE) {
                return false; // the rows of two variables stand in different orders
            }
            Value[] named = new Value[other.size()];
            for (int n = 0; n < named.length; n++) {
                named[n] = Value.of(other.name(n));
                if (!range.contains(frame, named[n])) {
                    return false;
                }
            }
            if (range.set(frame).elements().size() != named.length) {
                return false;
            }
            shape = other;
            nodes = named;
            return true;
        }

        boolean hold(Frame frame, long places) {
            for (long rest = places; rest != 0; rest &= rest - 1) {
                frame.slots[slot] = nodes[Long.numberOfTrailingZeros(rest)];
                if (!formula.truth(frame)) {
                    return false;
                }
            }
            return true;
        }
    }
}
