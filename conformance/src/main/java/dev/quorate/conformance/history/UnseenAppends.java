package dev.quorate.conformance.history;

/**
 * Appends that are in no order: they come after all that was seen, and no one knows in which order. Each that saw all
 * comes before each of them but itself, which would be many edges. So there are two rows of silent nodes, of which
 * the node of an append leads to it and to the node before, or behind.
 */
final class UnseenAppends {
    private final Graph.Builder graph;
    /** The writers of each key, ascending, each once; null if there are none. */
    private final IntColumn[] writers;
    /** The first node of each row; zero while there is none. */
    private final int[] downward;

    private final int[] upward;

    UnseenAppends(History history, VersionOrders orders, Graph.Builder graph) {
        this.graph = graph;
        int keys = history.chains.keys();
        this.writers = new IntColumn[keys];
        this.downward = new int[keys];
        this.upward = new int[keys];
        for (int element = 0; element < history.elements.size(); element++) {
            if (isUnseen(orders, element)) {
                add(history.elements.first(element), orders.writer(element));
            }
        }
    }

    private void add(int key, int writer) {
        if (writers[key] == null) {
            writers[key] = new IntColumn();
        }
        IntColumn own = writers[key];
        if (own.size() == 0 || own.get(own.size() - 1) != writer) {
            own.add(writer);
        }
    }

    private static boolean isUnseen(VersionOrders orders, int element) {
        return orders.version(element) == 0 && orders.writer(element) >= 0;
    }

    void follow(int from, int key, EdgeKind kind) {
        if (from < 0 || writers[key] == null) {
            return;
        }
        if (downward[key] == 0) {
            downward[key] = addRow(writers[key], -1);
            upward[key] = addRow(writers[key], 1);
        }
        int count = writers[key].size();
        int own = writers[key].find(from);
        if (own < 0) {
            graph.add(from, downward[key] + count - 1, kind);
            return;
        }
        if (own > 0) {
            graph.add(from, downward[key] + own - 1, kind);
        }
        if (own < count - 1) {
            graph.add(from, upward[key] + own + 1, kind);
        }
    }

    private int addRow(IntColumn members, int direction) {
        int count = members.size();
        int row = graph.addSilentNode();
        for (int i = 1; i < count; i++) {
            graph.addSilentNode();
        }
        for (int i = 0; i < count; i++) {
            graph.add(row + i, members.get(i), EdgeKind.SILENT);
            if (i + direction >= 0 && i + direction < count) {
                graph.add(row + i, row + i + direction, EdgeKind.SILENT);
            }
        }
        return row;
    }
}
