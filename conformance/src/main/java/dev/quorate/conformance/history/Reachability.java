package dev.quorate.conformance.history;

/**
 * From the ends of which edges a path leads back to their begins. 64 edges are asked at a time: a bit for each goes along
 * the components in their order, so that each edge of the graph is looked at once for all 64.
 */
final class Reachability {
    private static final int AT_A_TIME = 64;

    private final Graph graph;
    private final int kinds;
    private final Components components;
    private final int[] nodes;

    /**
     * Asks a graph.
     *
     * @param kinds of which the edges of a path are
     */
    Reachability(Graph graph, int kinds) {
        this.graph = graph;
        this.kinds = kinds;
        this.components = Components.of(graph, kinds);
        this.nodes = components.topologicalOrder();
    }

    /**
     * Of these edges those that a path closes.
     *
     * @param froms the begins of the edges
     * @param edges the edges
     * @param enough to stop after so many, or a few more
     * @return places in the two columns
     */
    IntColumn closed(IntColumn froms, IntColumn edges, int enough) {
        IntColumn closed = new IntColumn();
        for (int begin = 0; begin < edges.size() && closed.size() < enough; begin += AT_A_TIME) {
            int end = Math.min(edges.size(), begin + AT_A_TIME);
            long[] reached = new long[components.count()];
            for (int i = begin; i < end; i++) {
                reached[components.of(graph.to(edges.get(i)))] |= 1L << (i - begin);
            }
            spread(reached);
            for (int i = begin; i < end; i++) {
                if ((reached[components.of(froms.get(i))] >> (i - begin) & 1) == 1) {
                    closed.add(i);
                }
            }
        }
        return closed;
    }

    private void spread(long[] reached) {
        for (int node : nodes) {
            long bits = reached[components.of(node)];
            if (bits != 0) {
                for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
                    if (graph.isAmong(edge, kinds)) {
                        reached[components.of(graph.to(edge))] |= bits;
                    }
                }
            }
        }
    }
}
