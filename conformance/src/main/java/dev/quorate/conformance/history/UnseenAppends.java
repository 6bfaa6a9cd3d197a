package dev.quorate.conformance.history;

import java.util.Arrays;

/**
 * Appends that are in no order: they come after all that was seen, and no one knows in which order. Each that saw all
 * comes before each of them but itself, which would be many edges. So there are two rows of silent nodes, of which
 * the node of an append leads to it and to the node before, or behind.
 */
final class UnseenAppends {
    private final Graph.Builder graph;
    /** The writers of each key, ascending, each once. */
    private final int[] begins;

    private final int[] writers;
    /** The first node of each row; zero while there is none. */
    private final int[] downward;

    private final int[] upward;

    UnseenAppends(History history, VersionOrders orders, Graph.Builder graph) {
        this.graph = graph;
        int keys = history.chains.keys();
        this.begins = new int[keys + 1];
        this.downward = new int[keys];
        this.upward = new int[keys];
        int[] last = new int[keys];
        Arrays.fill(last, -1);
        count(history, orders, last);
        this.writers = new int[begins[keys]];
        Arrays.fill(last, -1);
        fill(history, orders, last);
    }

    private void count(History history, VersionOrders orders, int[] last) {
        for (int element = 0; element < history.elements.size(); element++) {
            int key = history.elements.first(element);
            if (isUnseen(orders, element) && last[key] != orders.writer(element)) {
                last[key] = orders.writer(element);
                begins[key + 1]++;
            }
        }
        for (int key = 0; key < last.length; key++) {
            begins[key + 1] += begins[key];
        }
    }

    private void fill(History history, VersionOrders orders, int[] last) {
        int[] next = begins.clone();
        for (int element = 0; element < history.elements.size(); element++) {
            int key = history.elements.first(element);
            if (isUnseen(orders, element) && last[key] != orders.writer(element)) {
                last[key] = orders.writer(element);
                writers[next[key]++] = last[key];
            }
        }
    }

    private static boolean isUnseen(VersionOrders orders, int element) {
        return orders.version(element) == 0 && orders.writer(element) >= 0;
    }

    void follow(int from, int key, EdgeKind kind) {
        int count = begins[key + 1] - begins[key];
        if (from < 0 || count == 0) {
            return;
        }
        if (downward[key] == 0) {
            addRows(key, count);
        }
        int own = Arrays.binarySearch(writers, begins[key], begins[key + 1], from) - begins[key];
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

    private void addRows(int key, int count) {
        downward[key] = addRow(key, count, -1);
        upward[key] = addRow(key, count, 1);
    }

    private int addRow(int key, int count, int direction) {
        int row = graph.addSilentNode();
        for (int i = 1; i < count; i++) {
            graph.addSilentNode();
        }
        for (int i = 0; i < count; i++) {
            graph.add(row + i, writers[begins[key] + i], EdgeKind.SILENT);
            if (i + direction >= 0 && i + direction < count) {
                graph.add(row + i, row + i + direction, EdgeKind.SILENT);
            }
        }
        return row;
    }
}
