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
    void add(Draft draft) throws HistoryException {
        try {
            addIfClient(draft);
        } catch (Malformed e) {
            throw new HistoryException(file, draft.line, draft.index, e.getMessage());
        }
    }

    /** Whatever is open now has an unknown outcome. */
    History build() {
        return history;
    }

    private void addIfClient(Draft draft) throws Malformed {
        if (!draft.hasProcess) {
            throw new Malformed("has no process");
        }
        if (!draft.isClient) {
            return;
        }
        if (draft.type == null) {
            throw new Malformed("has no type");
        }
        if (!draft.problem.isEmpty()) {
            throw new Malformed(draft.problem);
        }
        index(draft);
        Integer transaction = open.get(draft.process);
        if (draft.type == OperationType.INVOKE) {
            if (transaction != null) {
                throw new Malformed("process " + draft.process + " invokes while its transaction of index "
                        + history.indices.get(history.invoked.get(transaction)) + " is open");
            }
            invoke(draft);
        } else {
            if (transaction == null) {
                throw new Malformed(draft.type.word() + " of process " + draft.process + ", which has invoked nothing");
            }
            complete(draft, transaction);
        }
    }

    private void index(Draft draft) throws Malformed {
        if (draft.index < 0) {
            draft.index = lastIndex + 1;
        } else if (draft.index <= lastIndex) {
            throw new Malformed("stands after index " + lastIndex + "; indices must grow");
        }
        lastIndex = draft.index;
    }

    private void event(Draft draft, int transaction, int completion) {
        history.events.add(transaction << 1 | completion);
        history.indices.add(draft.index);
        history.times.add(draft.time);
    }

    private void invoke(Draft draft) throws Malformed {
        if (!draft.hasValue) {
            throw new Malformed("invokes nothing: there is no value");
        }
        int transaction = history.size();
        for (int step = 0; step < draft.size(); step++) {
            int key = key(draft.key(step));
            if (draft.isAppend(step)) {
                append(key, draft.values.get(draft.begin(step)), transaction);
            } else {
                history.targets.add(~history.chains.first(key));
            }
            history.lengths.add(-1);
        }
        history.ends.add(history.targets.size());
        history.invoked.add(history.events.size());
        history.completed.add(-1);
        history.processes.add(draft.process);
        history.fs.add(draft.f);
        history.outcomes.add(OperationType.INFO);
        open.put(draft.process, transaction);
        event(draft, transaction, 0);
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

    private void complete(Draft draft, int transaction) throws Malformed {
        if (draft.hasValue) {
            compare(draft, transaction);
        } else if (draft.type == OperationType.OK) {
            throw new Malformed("is ok and has no value");
        }
        if (draft.type == OperationType.OK) {
            for (int step = 0; step < draft.size(); step++) {
                if (!draft.isAppend(step)) {
                    read(draft, step, history.begin(transaction) + step);
                }
            }
        }
        history.outcomes.set(transaction, draft.type);
        history.completed.set(transaction, history.events.size());
        open.remove(draft.process);
        event(draft, transaction, 1);
    }

    private void compare(Draft draft, int transaction) throws Malformed {
        int begin = history.begin(transaction);
        boolean same = draft.size() == history.end(transaction) - begin;
        for (int step = 0; same && step < draft.size(); step++) {
            int target = history.targets.get(begin + step);
            same = draft.isAppend(step) == target >= 0
                    && draft.key(step) == history.keys.second(history.key(begin + step))
                    && (target < 0 || draft.values.get(draft.begin(step)) == history.elements.second(target));
        }
        if (!same) {
            throw new Malformed("completes another transaction than process " + draft.process + " invoked at index "
                    + history.indices.get(history.invoked.get(transaction)));
        }
    }

    /** No list is an empty one: in what is ok, nil is the initial state. */
    private void read(Draft draft, int step, int at) {
        int begin = draft.begin(step);
        int end = draft.end(step);
        int chain = history.chains.chainOf(history.key(at), draft.values, begin, end);
        history.targets.set(at, ~chain);
        history.lengths.set(at, end - begin);
    }
}
