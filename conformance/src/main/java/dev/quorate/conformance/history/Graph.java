package dev.quorate.conformance.history;

/**
 * A directed graph in three arrays. Its first nodes are transactions; the others are silent: they stand for many edges,
 * as one moment stands between all transactions that had completed and all that were invoked later. An edge into a silent
 * node has its kind, an edge out of it has none. No transaction reaches itself through silent nodes alone.
 */
final class Graph {
    private static final int KIND_BITS = 3;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;
    private static final EdgeKind[] KINDS = EdgeKind.values();

    private final int transactions;
    private final int[] firsts;
    private final int[] edges;

    private Graph(int transactions, int[] firsts, int[] edges) {
        this.transactions = transactions;
        this.firsts = firsts;
        this.edges = edges;
    }

    /** Collects edges, in any order. */
    static final class Builder {
        private final IntColumn froms = new IntColumn();
        private final IntColumn edges = new IntColumn();
        private final int transactions;
        private int nodes;

        Builder(int transactions) {
            this.transactions = transactions;
            this.nodes = transactions;
        }

        int addSilentNode() {
            return nodes++;
        }

        void add(int from, int to, EdgeKind kind) {
            froms.add(from);
            edges.add(to << KIND_BITS | kind.code());
        }

        /** The edges of a node keep the order in which they came. */
        Graph build() {
            int[] firsts = new int[nodes + 1];
            for (int i = 0; i < froms.size(); i++) {
                firsts[froms.get(i) + 1]++;
            }
            for (int node = 0; node < nodes; node++) {
                firsts[node + 1] += firsts[node];
            }
            int[] next = firsts.clone();
            int[] sorted = new int[edges.size()];
            for (int i = 0; i < froms.size(); i++) {
                sorted[next[froms.get(i)]++] = edges.get(i);
            }
            return new Graph(transactions, firsts, sorted);
        }
    }

    int transactions() {
        return transactions;
    }

    int nodes() {
        return firsts.length - 1;
    }

    /** The first edge of a node; its edges end before the first of the next node. */
    int first(int node) {
        return firsts[node];
    }

    int to(int edge) {
        return edges[edge] >>> KIND_BITS;
    }

    EdgeKind kind(int edge) {
        return KINDS[edges[edge] & KIND_MASK];
    }

    /** Whether the edge is of one of these kinds. */
    boolean isAmong(int edge, int kinds) {
        return (kinds >> (edges[edge] & KIND_MASK) & 1) == 1;
    }

    /**
     * The graph of some nodes and the edges between them.
     *
     * @param members ascending; the new nodes have this order
     * @param places room for a number for each node of this graph, all -1, as they are again afterwards
     */
    Graph induced(int[] members, int[] places) {
        int among = 0;
        for (int i = 0; i < members.length; i++) {
            places[members[i]] = i;
            among += members[i] < transactions ? 1 : 0;
        }
        Builder builder = new Builder(among);
        builder.nodes = members.length;
        for (int i = 0; i < members.length; i++) {
            for (int edge = first(members[i]); edge < first(members[i] + 1); edge++) {
                if (places[to(edge)] >= 0) {
                    builder.add(i, places[to(edge)], kind(edge));
                }
            }
        }
        for (int member : members) {
            places[member] = -1;
        }
        return builder.build();
    }
}
