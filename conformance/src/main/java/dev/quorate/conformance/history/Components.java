package dev.quorate.conformance.history;

import java.util.ArrayList;
import java.util.List;

/**
 * Strongly connected components, by Tarjan's algorithm without recursion. They are numbered against the direction of the
 * edges: an edge leads into the same component or into one with a lower number.
 */
final class Components {
    private final Graph graph;
    private final int kinds;
    /** While a node is on the stack, the lowest order it reaches; afterwards the complement of its component. */
    private final int[] low;

    private final int[] stack;
    private final int[] path;
    /** The order of the nodes on the path. */
    private final int[] entered;

    private final int[] nextEdge;
    private int stacked;
    private int order;
    private int count;

    private Components(Graph graph, int kinds) {
        this.graph = graph;
        this.kinds = kinds;
        this.low = new int[graph.nodes()];
        this.stack = new int[graph.nodes()];
        this.path = new int[graph.nodes()];
        this.entered = new int[graph.nodes()];
        this.nextEdge = new int[graph.nodes()];
        for (int node = 0; node < graph.nodes(); node++) {
            if (low[node] == 0) {
                visit(node);
            }
        }
    }

    /** The components of the graph that has only edges of these kinds. */
    static Components of(Graph graph, int kinds) {
        return new Components(graph, kinds);
    }

    int count() {
        return count;
    }

    int of(int node) {
        return ~low[node];
    }

    /** The components of more than one node, each ascending, in the order of their first nodes. */
    List<int[]> large() {
        int[] sizes = new int[count];
        for (int node = 0; node < low.length; node++) {
            sizes[of(node)]++;
        }
        int[][] members = new int[count][];
        List<int[]> large = new ArrayList<>();
        int[] filled = new int[count];
        for (int node = 0; node < low.length; node++) {
            int component = of(node);
            if (sizes[component] > 1) {
                if (members[component] == null) {
                    members[component] = new int[sizes[component]];
                    large.add(members[component]);
                }
                members[component][filled[component]++] = node;
            }
        }
        return large;
    }

    /** The nodes in the direction of the edges: a component comes after those from which edges lead into it. */
    int[] topologicalOrder() {
        int[] ends = new int[count + 1];
        for (int node = 0; node < low.length; node++) {
            ends[count - of(node)]++;
        }
        for (int i = 0; i < count; i++) {
            ends[i + 1] += ends[i];
        }
        int[] nodes = new int[low.length];
        for (int node = low.length - 1; node >= 0; node--) {
            nodes[--ends[count - of(node)]] = node;
        }
        return nodes;
    }

    private void visit(int root) {
        int depth = 0;
        path[0] = root;
        enter(root, 0);
        while (depth >= 0) {
            int node = path[depth];
            int child = nextChild(node);
            if (child >= 0) {
                path[++depth] = child;
                enter(child, depth);
            } else {
                leave(node, entered[depth]);
                depth--;
                if (depth >= 0 && low[node] > 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[node]);
                }
            }
        }
    }

    /** Orders count from one. */
    private void enter(int node, int depth) {
        low[node] = ++order;
        entered[depth] = order;
        stack[stacked++] = node;
        nextEdge[node] = graph.first(node);
    }

    /** The next node that was not visited; on the way to it, what the others reach is taken over. */
    private int nextChild(int node) {
        int end = graph.first(node + 1);
        for (int edge = nextEdge[node]; edge < end; edge++) {
            if (graph.isAmong(edge, kinds)) {
                int to = graph.to(edge);
                if (low[to] == 0) {
                    nextEdge[node] = edge + 1;
                    return to;
                }
                if (low[to] > 0 && low[to] < low[node]) {
                    low[node] = low[to];
                }
            }
        }
        nextEdge[node] = end;
        return -1;
    }

    /** A node that reaches nothing older is the first of its component, which lies above it on the stack. */
    private void leave(int node, int ownOrder) {
        if (low[node] < ownOrder) {
            return;
        }
        int member;
        do {
            member = stack[--stacked];
            low[member] = ~count;
        } while (member != node);
        count++;
    }
}
