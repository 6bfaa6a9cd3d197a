package dev.quorate.conformance.history;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/** One step of a transaction: it appends a value to the list of a key, or reads the list. */
public sealed interface MicroOp {
    /** The key of the list. */
    Atom key();

    /**
     * Appends a value.
     *
     * @param value unique among all values that are ever appended to this key
     */
    record Append(Atom key, Atom value) implements MicroOp {
        @Override
        public String toString() {
            return "[:append " + key + " " + value + "]";
        }
    }

    /**
     * Reads a list.
     *
     * @param list what was read; nothing as long as it is not known, as in an invocation
     */
    record Read(Atom key, Optional<ImmutableList<Atom>> list) implements MicroOp {
        @Override
        public String toString() {
            return "[:r " + key + " "
                    + list.map(l -> "[" + Joiner.on(' ').join(l) + "]").orElse("nil") + "]";
        }
    }

    /** Appends this value to this key. */
    static MicroOp append(Atom key, Atom value) {
        return new Append(key, value);
    }

    /** The same with integers. */
    static MicroOp append(long key, long value) {
        return append(Atom.of(key), Atom.of(value));
    }

    /** Is about to read this key. */
    static MicroOp read(Atom key) {
        return new Read(key, Optional.empty());
    }

    /** The same with an integer. */
    static MicroOp read(long key) {
        return read(Atom.of(key));
    }

    /** Has read this list. */
    static MicroOp read(Atom key, List<Atom> list) {
        return new Read(key, Optional.of(ImmutableList.copyOf(list)));
    }

    /** Whether a step reads this key. */
    static boolean isReadOf(MicroOp step, Atom key) {
        return step instanceof Read && step.key().equals(key);
    }
}
