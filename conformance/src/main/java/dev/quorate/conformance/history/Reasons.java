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

    Dependency of(int from, int to, EdgeKind kind) {
        return switch (kind) {
            case WW -> appendAfter(from, to);
            case WR -> readOf(from, to);
            case RW -> readBefore(from, to);
            case PROCESS -> new Dependency.SameProcess(from, to, history.processes.get(from));
            case REALTIME ->
                new Dependency.CompletedBefore(
                        from,
                        to,
                        history.indices.get(history.completed.get(from)),
                        history.indices.get(history.invoked.get(to)));
            case SILENT -> throw new AssertionError("between silent nodes");
        };
    }

    private Dependency appendAfter(int from, int to) {
        for (int step = history.begin(to); step < history.end(to); step++) {
            if (history.isAppend(step)) {
                int key = history.key(step);
                int before = versionBefore(step);
                if (before > 0 && orders.writer(key, before) == from) {
                    int element = orders.version(key, before);
                    return new Dependency.AppendAfter(
                            from,
                            to,
                            history.keyAtom(key),
                            history.elementAtom(element),
                            history.elementAtom(history.targets.get(step)));
                }
            }
        }
        throw new AssertionError("no append of " + to + " follows one of " + from);
    }

    private Dependency readOf(int from, int to) {
        for (int step = history.begin(to); step < history.end(to); step++) {
            int element = history.isAppend(step) ? -1 : orders.lastElement(step);
            if (element >= 0 && orders.writer(element) == from) {
                return new Dependency.ReadOf(
                        from, to, history.keyAtom(history.key(step)), history.elementAtom(element));
            }
        }
        throw new AssertionError("no read of " + to + " ends with an append of " + from);
    }

    private Dependency readBefore(int from, int to) {
        for (int read = history.begin(from); read < history.end(from); read++) {
            int version = history.isAppend(read) ? -1 : orders.versionRead(read);
            for (int step = history.begin(to); version >= 0 && step < history.end(to); step++) {
                if (history.isAppend(step)
                        && history.key(step) == history.key(read)
                        && versionBefore(step) == version) {
                    int last = orders.lastElement(read);
                    return new Dependency.ReadBefore(
                            from,
                            to,
                            history.keyAtom(history.key(read)),
                            last < 0 ? Optional.empty() : Optional.of(history.elementAtom(last)),
                            history.elementAtom(history.targets.get(step)));
                }
            }
        }
        throw new AssertionError("no append of " + to + " follows a read of " + from);
    }

    /** The version to which an append was added; the last one if nobody saw the append. */
    private int versionBefore(int step) {
        int version = orders.version(history.targets.get(step));
        return version > 0 ? version - 1 : orders.versions(history.key(step));
    }
}
