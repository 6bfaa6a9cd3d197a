package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.Value;

/** What a step changed: of each variable the rows, and what was sent. */
final class Change {
    /** Too many rows to tell, or no rows at all. */
    private static final long ALL = -1;

    final Frame now;
    final Frame step;
    private final long[] rows;
    private ImmutableList<Value> sent = ImmutableList.of();

    /** @param slots of the frames in which formulas are evaluated */
    Change(int variables, int slots) {
        this.rows = new long[variables];
        this.now = new Frame(slots);
        this.step = new Frame(slots);
    }

    /** Looks at another step. @return whether it changed anything */
    boolean look(CompiledState before, CompiledState after, ImmutableList<Value> messages) {
        now.look(after);
        step.look(before, after);
        sent = messages;
        boolean any = !sent.isEmpty();
        for (int n = 0; n < rows.length; n++) {
            rows[n] = changed(before.values()[n], after.values()[n]);
            any |= rows[n] != 0;
        }
        return any;
    }

    private static long changed(Value before, Value after) {
        if (before == after) {
            return 0;
        } else if (before instanceof Value.Rec a
                && after instanceof Value.Rec b
                && a.fields().shape() == b.fields().shape()
                && a.fields().size() < Long.SIZE) {
            return changed(a.fields(), b.fields());
        }
        return before.equals(after) ? 0 : ALL;
    }

    private static long changed(Fields a, Fields b) {
        long rows = 0;
        for (int n = 0; n < a.size(); n++) {
            if (a.at(n) != b.at(n) && !a.at(n).equals(b.at(n))) {
                rows |= 1L << n;
            }
        }
        return rows;
    }

    ImmutableList<Value> sent() {
        return sent;
    }

    boolean anyOf(int[] variables) {
        return rowsOf(variables) != 0;
    }

    /** The places of the rows that changed in any of these variables, as bits. */
    long rowsOf(int[] variables) {
        long changed = 0;
        for (int variable : variables) {
            changed |= rows[variable];
        }
        return changed;
    }

    /** Whether the row of this name has changed in any of these variables. */
    boolean isRow(int[] variables, Value name) {
        for (int variable : variables) {
            int place = name instanceof Value.Str node && now.before[variable] instanceof Value.Rec rec
                    ? rec.fields().shape().indexOf(node.value())
                    : -1;
            if (place < 0 || (rows[variable] >> place & 1) == 1) {
                return true;
            }
        }
        return false;
    }

    static boolean isAll(long rows) {
        return rows == ALL;
    }
}
