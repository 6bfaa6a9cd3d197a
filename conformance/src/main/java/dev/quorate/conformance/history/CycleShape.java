package dev.quorate.conformance.history;

import com.google.errorprone.annotations.Immutable;

/**
 * Which cycles are of a type. There is one exactly if from the end of some edge of the first kind a path leads back to
 * its begin, by edges of the allowed kinds and under the rule, provided that the component has no cycle of a type that
 * implies this one: those are looked for before.
 *
 * @param allowed the bits of kinds
 * @param first a kind of which the cycle has at least one edge
 * @param rule for anti-dependencies
 */
@Immutable
record CycleShape(int allowed, EdgeKind first, Rule rule) {
    static final int WRITES = EdgeKind.WW.bit() | EdgeKind.SILENT.bit();
    static final int DEPENDENCIES = WRITES | EdgeKind.WR.bit();
    static final int ALL = DEPENDENCIES | EdgeKind.RW.bit();

    /** How many anti-dependencies there may be, and where. */
    enum Rule {
        /** As the allowed kinds have it. */
        ANY,
        /** Exactly one. */
        ONE_RW,
        /** Any number of which no two follow each other. */
        NONADJACENT_RW
    }

    /** The same with edges of one more kind. */
    CycleShape with(EdgeKind kind) {
        return new CycleShape(allowed | kind.bit(), first, rule);
    }
}
