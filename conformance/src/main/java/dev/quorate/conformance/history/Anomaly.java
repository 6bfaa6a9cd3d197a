package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.Optional;

/**
 * Something that is wrong with a history.
 *
 * @param type what
 * @param transactions whose, by their numbers in the history; in words the first is T1
 * @param key which list it is about, if it is no cycle
 * @param words what happened, in one sentence; empty for a cycle, whose dependencies tell
 * @param cycle why each of the transactions came before the next, and the last before the first; empty if it is none
 * @param component all transactions that lie on a cycle with these, ascending; empty if this is no cycle
 */
public record Anomaly(
        AnomalyType type,
        ImmutableIntArray transactions,
        Optional<Atom> key,
        String words,
        ImmutableList<Dependency> cycle,
        ImmutableIntArray component) {
    static Anomaly of(AnomalyType type, Atom key, String words, int... transactions) {
        return new Anomaly(
                type,
                ImmutableIntArray.copyOf(transactions),
                Optional.of(key),
                words,
                ImmutableList.of(),
                ImmutableIntArray.of());
    }

    static Anomaly of(AnomalyType type, ImmutableList<Dependency> cycle, ImmutableIntArray component) {
        ImmutableIntArray transactions = ImmutableIntArray.copyOf(cycle.stream().mapToInt(Dependency::from));
        return new Anomaly(type, transactions, Optional.empty(), "", cycle, component);
    }
}
