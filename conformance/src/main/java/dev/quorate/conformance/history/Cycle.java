package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;

/**
 * A way round that comes back to its begin.
 *
 * @param nodes each once
 * @param kinds of the edge from each node to the next, the last one's to the first node
 */
record Cycle(ImmutableIntArray nodes, ImmutableList<EdgeKind> kinds) {
    /** What cycles with these edges are called. */
    AnomalyType type() {
        int antiDependencies = 0;
        boolean areAdjacent = false;
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) == EdgeKind.RW) {
                antiDependencies++;
                areAdjacent |= kinds.get((i + 1) % kinds.size()) == EdgeKind.RW;
            }
        }
        AnomalyType plain = antiDependencies == 0
                ? kinds.contains(EdgeKind.WR) ? AnomalyType.G1C : AnomalyType.G0
                : antiDependencies == 1
                        ? AnomalyType.G_SINGLE_ITEM
                        : areAdjacent ? AnomalyType.G2_ITEM : AnomalyType.G_NONADJACENT_ITEM;
        if (kinds.contains(EdgeKind.REALTIME)) {
            return AnomalyType.valueOf(plain.name() + "_REALTIME");
        }
        return kinds.contains(EdgeKind.PROCESS) ? AnomalyType.valueOf(plain.name() + "_PROCESS") : plain;
    }

    boolean isSimple() {
        return nodes.stream().distinct().count() == nodes.length();
    }
}
