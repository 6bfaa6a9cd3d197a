package dev.quorate.conformance.history;

import java.util.ArrayList;
import java.util.List;

/** Lists by key, with the number of the commit that each value came with. */
final class SimulatedStore {
    private final List<LongColumn> values = new ArrayList<>();
    private final List<IntColumn> commits = new ArrayList<>();
    private int commit;

    /** A store of its own, which has of these keys what this one has, and nothing else. */
    SimulatedStore fork(int[] keys) {
        SimulatedStore fork = new SimulatedStore();
        fork.commit = commit;
        for (int key : keys) {
            require(key);
            fork.require(key);
            fork.values.set(key, values.get(key).copy());
            fork.commits.set(key, commits.get(key).copy());
        }
        return fork;
    }

    /** The number of the last commit. */
    int now() {
        return commit;
    }

    /** What is appended from here on comes with a new number. */
    void begin() {
        commit++;
    }

    void append(int key, long value) {
        require(key);
        values.get(key).add(value);
        commits.get(key).add(commit);
    }

    /** Adds the list of this key as it was after this commit. */
    void read(int key, int asOf, LongColumn into) {
        require(key);
        into.addAll(values.get(key), 0, length(key, asOf));
    }

    /** Forgets what was appended to this key after this commit. */
    void revert(int key, int asOf) {
        require(key);
        int length = length(key, asOf);
        values.get(key).shrinkTo(length);
        commits.get(key).shrinkTo(length);
    }

    boolean isChangedSince(int key, int asOf) {
        require(key);
        return length(key, asOf) < values.get(key).size();
    }

    private int length(int key, int asOf) {
        IntColumn column = commits.get(key);
        int length = column.size();
        while (length > 0 && column.get(length - 1) > asOf) {
            length--;
        }
        return length;
    }

    private void require(int key) {
        while (values.size() <= key) {
            values.add(new LongColumn());
            commits.add(new IntColumn());
        }
    }
}
