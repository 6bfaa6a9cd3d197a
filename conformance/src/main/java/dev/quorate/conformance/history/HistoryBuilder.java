package dev.quorate.conformance.history;

import java.util.HashMap;
import java.util.Map;

/** Makes a history of operations as they come, and refuses those of which no history can be made. Not thread-safe. */
final class HistoryBuilder {
    private final String file;
    private final History history = new History();
    /** The open transaction of each process. */
    private final Map<Integer, Integer> open = new HashMap<>();

    private long lastIndex = -1;

    /** What to call the source in messages. */
    HistoryBuilder(String file) {
        this.file = file;
    }

    Names names() {
        return history.names;
    }

    /** Adds an operation; one of something that is no client, as of what injects faults, is passed over. */
    void add(RawOperation raw) throws HistoryException {
        try {
            addIfClient(raw);
        } catch (Malformed e) {
            throw new HistoryException(file, raw.line, raw.index, e.getMessage());
        }
    }

    /** Whatever is open now has an unknown outcome. */
    History build() {
        return history;
    }

    private void addIfClient(RawOperation raw) throws Malformed {
        if (!raw.hasProcess) {
            throw new Malformed("has no process");
        }
        if (!raw.isClient) {
            return;
        }
        if (raw.type == null) {
            throw new Malformed("has no type");
        }
        if (!raw.problem.isEmpty()) {
            throw new Malformed(raw.problem);
        }
        index(raw);
        Integer transaction = open.get(raw.process);
        if (raw.type == OperationType.INVOKE) {
            if (transaction != null) {
                throw new Malformed("process " + raw.process + " invokes while its transaction of index "
                        + history.indices.get(history.invoked.get(transaction)) + " is open");
            }
            invoke(raw);
        } else {
            if (transaction == null) {
                throw new Malformed(raw.type.word() + " of process " + raw.process + ", which has invoked nothing");
            }
            complete(raw, transaction);
        }
    }

    private void index(RawOperation raw) throws Malformed {
        if (raw.index < 0) {
            raw.index = lastIndex + 1;
        } else if (raw.index <= lastIndex) {
            throw new Malformed("stands after index " + lastIndex + "; indices must grow");
        }
        lastIndex = raw.index;
    }

    private void event(RawOperation raw, int transaction, int completion) {
        history.events.add(transaction << 1 | completion);
        history.indices.add(raw.index);
        history.times.add(raw.time);
    }

    private void invoke(RawOperation raw) throws Malformed {
        if (!raw.hasValue) {
            throw new Malformed("invokes nothing: there is no value");
        }
        int transaction = history.size();
        for (int step = 0; step < raw.size(); step++) {
            int key = key(raw.key(step));
            if (raw.isAppend(step)) {
                append(key, raw.values.get(raw.begin(step)), transaction);
            } else {
                history.targets.add(~history.chains.first(key));
            }
            history.lengths.add(-1);
        }
        history.ends.add(history.targets.size());
        history.invoked.add(history.events.size());
        history.completed.add(-1);
        history.processes.add(raw.process);
        history.fs.add(raw.f);
        history.outcomes.add(OperationType.INFO);
        open.put(raw.process, transaction);
        event(raw, transaction, 0);
    }

    private int key(long code) {
        int key = history.keys.add(0, code);
        if (key == history.chains.keys()) {
            history.chains.addKey();
        }
        return key;
    }

    private void append(int key, long value, int transaction) throws Malformed {
        int element = history.elements.add(key, value);
        if (element < history.writers.size()) {
            int writer = history.writers.get(element);
            String where = writer == transaction
                    ? "twice"
                    : "as index " + history.indices.get(history.invoked.get(writer)) + " did; values must be unique";
            throw new Malformed(
                    "appends " + history.elementAtom(element) + " to key " + history.keyAtom(key) + " " + where);
        }
        history.writers.add(transaction);
        history.targets.add(element);
    }

    private void complete(RawOperation raw, int transaction) throws Malformed {
        if (raw.hasValue) {
            compare(raw, transaction);
        } else if (raw.type == OperationType.OK) {
            throw new Malformed("is ok and has no value");
        }
        if (raw.type == OperationType.OK) {
            for (int step = 0; step < raw.size(); step++) {
                if (!raw.isAppend(step)) {
                    read(raw, step, history.begin(transaction) + step);
                }
            }
        }
        history.outcomes.set(transaction, raw.type);
        history.completed.set(transaction, history.events.size());
        open.remove(raw.process);
        event(raw, transaction, 1);
    }

    private void compare(RawOperation raw, int transaction) throws Malformed {
        int begin = history.begin(transaction);
        boolean same = raw.size() == history.end(transaction) - begin;
        for (int step = 0; same && step < raw.size(); step++) {
            int target = history.targets.get(begin + step);
            same = raw.isAppend(step) == target >= 0
                    && raw.key(step) == history.keys.second(history.key(begin + step))
                    && (target < 0 || raw.values.get(raw.begin(step)) == history.elements.second(target));
        }
        if (!same) {
            throw new Malformed("completes another transaction than process " + raw.process + " invoked at index "
                    + history.indices.get(history.invoked.get(transaction)));
        }
    }

    /** No list is an empty one: in what is ok, nil is the initial state. */
    private void read(RawOperation raw, int step, int at) {
        int begin = raw.begin(step);
        int end = raw.end(step);
        int chain = history.chains.chainOf(history.key(at), raw.values, begin, end);
        history.targets.set(at, ~chain);
        history.lengths.set(at, end - begin);
    }
}
