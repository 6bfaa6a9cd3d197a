package dev.quorate.conformance.history;

import com.google.errorprone.annotations.Immutable;

/**
 * Which cycles are of a type. There is one exactly if from the end of some edge of the first kind a path leads back to
 * its begin, by edges of the kinds of the path and under the rule, provided that the component has no cycle of a type that
 * implies this one: those are looked for before.
 *
 * @param path the bits of the kinds that lead back
 * @param first a kind of which the cycle has at least one edge
 * @param rule for anti-dependencies
 */
@Immutable
record CycleShape(int path, EdgeKind first, Rule rule) {
    static final int WRITES = EdgeKind.WW.bit() | EdgeKind.SILENT.bit();
    static final int DEPENDENCIES = WRITES | EdgeKind.WR.bit();
    static final int ALL = DEPENDENCIES | EdgeKind.RW.bit();

    /** Where anti-dependencies may be. */
    enum Rule {
        /** Wherever the kinds have them. */
        ANY,
        /** Any number of which no two follow each other. */
        NONADJACENT_RW
    }

    /** Whether the path may have edges of the first kind too, so that a cycle is any that lies in one component. */
    boolean isClosedByComponents() {
        return (path & first.bit()) != 0;
    }

    /** The same with edges of one more kind on the path. */
    CycleShape with(EdgeKind kind) {
        return new CycleShape(path | kind.bit(), first, rule);
    }
}
