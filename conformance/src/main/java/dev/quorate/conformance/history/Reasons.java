package dev.quorate.conformance.history;

import java.util.Optional;

/** Finds again why one transaction came before another: an edge of the graph knows its kind only. */
final class Reasons {
    private final History history;
    private final VersionOrders orders;

    Reasons(History history, VersionOrders orders) {
        this.history = history;
        this.orders = orders;
    }

    /** The reason for an edge of the graph. */
    Dependency of(int from, int to, EdgeKind kind) {
        return find(from, to, kind)
                .orElseThrow(() -> new AssertionError("no " + kind + " leads from " + from + " to " + to));
    }

    /** The first reason of this kind for two transactions of which none has failed, if there is one. */
    Optional<Dependency> find(int from, int to, EdgeKind kind) {
        return switch (kind) {
            case WW -> appendAfter(from, to);
            case WR -> readOf(from, to);
            case RW -> readBefore(from, to);
            case PROCESS -> sameProcess(from, to);
            case REALTIME -> completedBefore(from, to);
            case SILENT -> Optional.empty();
        };
    }

    private Optional<Dependency> appendAfter(int from, int to) {
        for (int step = history.begin(to); step < history.end(to); step++) {
            if (history.isAppend(step)) {
                int key = history.key(step);
                int before = versionBefore(step);
                if (before > 0 && orders.writer(key, before) == from) {
                    int element = orders.version(key, before);
                    return Optional.of(new Dependency.AppendAfter(
                            from,
                            to,
                            history.keyAtom(key),
                            history.elementAtom(element),
                            history.elementAtom(history.targets.get(step))));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Dependency> readOf(int from, int to) {
        for (int step = history.begin(to); step < history.end(to); step++) {
            int element = history.isAppend(step) ? -1 : orders.lastElement(step);
            if (element >= 0 && orders.writer(element) == from) {
                return Optional.of(new Dependency.ReadOf(
                        from, to, history.keyAtom(history.key(step)), history.elementAtom(element)));
            }
        }
        return Optional.empty();
    }

    private Optional<Dependency> readBefore(int from, int to) {
        for (int read = history.begin(from); read < history.end(from); read++) {
            int version = history.isAppend(read) ? -1 : orders.versionRead(read);
            for (int step = history.begin(to); version >= 0 && step < history.end(to); step++) {
                if (history.isAppend(step)
                        && history.key(step) == history.key(read)
                        && versionBefore(step) == version) {
                    int last = orders.lastElement(read);
                    return Optional.of(new Dependency.ReadBefore(
                            from,
                            to,
                            history.keyAtom(history.key(read)),
                            last < 0 ? Optional.empty() : Optional.of(history.elementAtom(last)),
                            history.elementAtom(history.targets.get(step))));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Dependency> sameProcess(int from, int to) {
        int process = history.processes.get(from);
        return history.isOk(from) && from < to && history.processes.get(to) == process
                ? Optional.of(new Dependency.SameProcess(from, to, process))
                : Optional.empty();
    }

    private Optional<Dependency> completedBefore(int from, int to) {
        int completed = history.completed.get(from);
        int invoked = history.invoked.get(to);
        return history.isOk(from) && completed < invoked
                ? Optional.of(new Dependency.CompletedBefore(
                        from, to, history.indices.get(completed), history.indices.get(invoked)))
                : Optional.empty();
    }

    /** The version to which an append was added; the last one if nobody saw the append. */
    private int versionBefore(int step) {
        int version = orders.version(history.targets.get(step));
        return version > 0 ? version - 1 : orders.versions(history.key(step));
    }
}
