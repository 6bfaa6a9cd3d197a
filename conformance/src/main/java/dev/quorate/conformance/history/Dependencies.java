package dev.quorate.conformance.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which transaction came before which, as a graph. Failed transactions have no part in it. One of unknown outcome has
 * what shows that it took effect, but its reads mean nothing and nothing comes after its end.
 */
final class Dependencies {
    private final History history;
    private final VersionOrders orders;
    private final Graph.Builder graph;
    private final UnseenAppends unseen;

    private Dependencies(History history, VersionOrders orders) {
        this.history = history;
        this.orders = orders;
        this.graph = new Graph.Builder(history.size());
        this.unseen = new UnseenAppends(history, orders, graph);
    }

    /** The graph of what was read and appended, and of one more order if it is asked for. */
    static Graph of(History history, VersionOrders orders, Optional<EdgeKind> order) {
        Dependencies dependencies = new Dependencies(history, orders);
        dependencies.writes();
        dependencies.reads();
        if (order.equals(Optional.of(EdgeKind.PROCESS))) {
            dependencies.processes();
        } else if (order.equals(Optional.of(EdgeKind.REALTIME))) {
            dependencies.realtime();
        }
        return dependencies.graph.build();
    }

    private void add(int from, int to, EdgeKind kind) {
        if (from >= 0 && to >= 0 && from != to) {
            graph.add(from, to, kind);
        }
    }

    private void writes() {
        for (int key = 0; key < history.chains.keys(); key++) {
            int versions = orders.versions(key);
            for (int version = 2; version <= versions; version++) {
                add(orders.writer(key, version - 1), orders.writer(key, version), EdgeKind.WW);
            }
            if (versions > 0) {
                unseen.follow(orders.writer(key, versions), key, EdgeKind.WW);
            }
        }
    }

    private void reads() {
        for (int transaction = 0; transaction < history.size(); transaction++) {
            if (history.isOk(transaction)) {
                for (int step = history.begin(transaction); step < history.end(transaction); step++) {
                    if (!history.isAppend(step)) {
                        read(transaction, step);
                    }
                }
            }
        }
    }

    private void read(int reader, int step) {
        int element = orders.lastElement(step);
        if (element >= 0) {
            add(orders.writer(element), reader, EdgeKind.WR);
        }
        int key = history.key(step);
        int version = orders.versionRead(step);
        if (version >= 0 && version < orders.versions(key)) {
            add(reader, orders.writer(key, version + 1), EdgeKind.RW);
        } else if (version >= 0) {
            unseen.follow(reader, key, EdgeKind.RW);
        }
    }

    private void processes() {
        Map<Integer, Integer> last = new HashMap<>();
        for (int transaction = 0; transaction < history.size(); transaction++) {
            if (!history.isFailed(transaction)) {
                int process = history.processes.get(transaction);
                add(last.getOrDefault(process, -1), transaction, EdgeKind.PROCESS);
                if (history.isOk(transaction)) {
                    last.put(process, transaction);
                }
            }
        }
    }

    /**
     * A moment for each time that an invocation follows a completion: from each that had completed there is one edge to
     * its moment, from the moment to the next, and from the last moment to each that is invoked. So the edges are as many
     * as the operations, however many run at a time.
     */
    private void realtime() {
        int moment = -1;
        boolean isSeen = true;
        for (int at = 0; at < history.events.size(); at++) {
            int transaction = history.events.get(at) >> 1;
            if ((history.events.get(at) & 1) == 0) {
                if (moment >= 0 && !history.isFailed(transaction)) {
                    graph.add(moment, transaction, EdgeKind.SILENT);
                    isSeen = true;
                }
            } else if (history.isOk(transaction)) {
                if (isSeen) {
                    int next = graph.addSilentNode();
                    add(moment, next, EdgeKind.SILENT);
                    moment = next;
                    isSeen = false;
                }
                graph.add(transaction, moment, EdgeKind.REALTIME);
            }
        }
    }
}
