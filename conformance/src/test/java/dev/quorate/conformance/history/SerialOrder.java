package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a small history has a serial order, by trying all: an oracle that shares nothing with the checker but the
 * operations. What has an unknown outcome may be at any place after its invocation, or at none.
 */
final class SerialOrder {
    /** Which order a serial order must keep. */
    enum Kept {
        NONE,
        SESSIONS,
        REAL_TIME
    }

    private final History history;
    private final Kept kept;
    private final Map<Atom, List<Atom>> lists = new HashMap<>();
    private final boolean[] isPlaced;

    private SerialOrder(History history, Kept kept) {
        this.history = history;
        this.kept = kept;
        this.isPlaced = new boolean[history.size()];
    }

    static boolean exists(History history, Kept kept) {
        return new SerialOrder(history, kept).search();
    }

    private boolean search() {
        boolean isWhole = true;
        for (int next = 0; next < history.size(); next++) {
            if (!isPlaced[next] && history.outcome(next) != OperationType.FAIL) {
                isWhole &= history.outcome(next) != OperationType.OK;
                if (mayBeNext(next) && tryNext(next)) {
                    return true;
                }
            }
        }
        return isWhole;
    }

    private boolean tryNext(int next) {
        List<Atom> appendedTo = new ArrayList<>();
        isPlaced[next] = true;
        boolean found = run(next, appendedTo) && search();
        isPlaced[next] = false;
        appendedTo.forEach(key -> lists.get(key).remove(lists.get(key).size() - 1));
        return found;
    }

    private boolean mayBeNext(int next) {
        Operation invocation = history.invocation(next);
        for (int other = 0; other < history.size(); other++) {
            if (!isPlaced[other] && history.outcome(other) == OperationType.OK) {
                Operation before = history.last(other);
                boolean mustBeFirst =
                        switch (kept) {
                            case NONE -> false;
                            case SESSIONS ->
                                before.process() == invocation.process() && before.index() < invocation.index();
                            case REAL_TIME -> before.index() < invocation.index();
                        };
                if (mustBeFirst) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean run(int transaction, List<Atom> appendedTo) {
        for (MicroOp op : history.last(transaction).value()) {
            List<Atom> list = lists.computeIfAbsent(op.key(), key -> new ArrayList<>());
            if (op instanceof MicroOp.Append append) {
                list.add(append.value());
                appendedTo.add(op.key());
            } else if (op instanceof MicroOp.Read read) {
                Optional<ImmutableList<Atom>> known = read.list();
                if (known.isPresent() && !known.get().equals(list)) {
                    return false;
                }
            }
        }
        return true;
    }
}
