package dev.quorate.conformance.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a list wherever it was read: garbage, aborted and intermediate reads, elements that are there twice,
 * lists of one key that do not fit together. They are found in the chains, of which there are few, and told of the first
 * transaction that read so far.
 */
final class ReadAnomalies {
    /** What is wrong at a place of a chain. */
    private record Suspect(AnomalyType type, int chain, int at) {}

    private final History history;
    private final VersionOrders orders;
    private final List<Suspect> suspects = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();

    private ReadAnomalies(History history, VersionOrders orders) {
        this.history = history;
        this.orders = orders;
    }

    static List<Anomaly> of(History history, VersionOrders orders) {
        ReadAnomalies found = new ReadAnomalies(history, orders);
        found.suspect(found.intermediate());
        if (!found.suspects.isEmpty()) {
            found.tell(new Readers(history, orders));
        }
        return found.anomalies;
    }

    /** Whether an element was followed by another of the same transaction and key. */
    private boolean[] intermediate() {
        boolean[] intermediate = new boolean[history.elements.size()];
        int[] appendedBy = new int[history.chains.keys()];
        for (int transaction = 0; transaction < history.size(); transaction++) {
            for (int step = history.end(transaction) - 1; step >= history.begin(transaction); step--) {
                if (history.isAppend(step)) {
                    intermediate[history.targets.get(step)] = appendedBy[history.key(step)] == transaction + 1;
                    appendedBy[history.key(step)] = transaction + 1;
                }
            }
        }
        return intermediate;
    }

    private void suspect(boolean[] intermediate) {
        int[] seenIn = new int[history.elements.size()];
        for (int chain = 0; chain < history.chains.size(); chain++) {
            if (history.chains.first(history.chains.key(chain)) != chain) {
                suspects.add(new Suspect(AnomalyType.INCOMPATIBLE_ORDER, chain, history.chains.length(chain) - 1));
            }
            for (int at = 0; at < history.chains.length(chain); at++) {
                int element = orders.element(chain, at);
                if (element < 0) {
                    suspects.add(new Suspect(AnomalyType.GARBAGE_READ, chain, at));
                    continue;
                }
                if (seenIn[element] == chain + 1) {
                    suspects.add(new Suspect(AnomalyType.DUPLICATE_ELEMENTS, chain, at));
                }
                seenIn[element] = chain + 1;
                if (history.isFailed(history.writers.get(element))) {
                    suspects.add(new Suspect(AnomalyType.G1A, chain, at));
                }
                if (intermediate[element]) {
                    suspects.add(new Suspect(AnomalyType.G1B, chain, at));
                }
            }
        }
    }

    /** Only the end of a list can be intermediate: what follows may be of the same transaction. */
    private void tell(Readers readers) {
        for (Suspect suspect : suspects) {
            boolean isAtEnd = suspect.type == AnomalyType.G1B;
            int reads =
                    isAtEnd ? readers.othersUpTo(suspect.chain, suspect.at) : readers.beyond(suspect.chain, suspect.at);
            if (reads > 0) {
                int reader = isAtEnd
                        ? readers.firstOtherUpTo(suspect.chain, suspect.at)
                        : readers.firstBeyond(suspect.chain, suspect.at);
                tell(suspect, reader, reads, readers);
            }
        }
    }

    private void tell(Suspect suspect, int reader, int reads, Readers readers) {
        Atom key = history.keyAtom(history.chains.key(suspect.chain));
        if (suspect.type == AnomalyType.INCOMPATIBLE_ORDER) {
            incompatible(suspect.chain, reader, key, readers);
            return;
        }
        Atom value = history.names.atom(history.chains.value(suspect.chain, suspect.at));
        String words = words(suspect.type, key, value) + (reads == 1 ? "" : " (" + reads + " reads in all)");
        if (suspect.type == AnomalyType.G1A || suspect.type == AnomalyType.G1B) {
            int writer = history.writers.get(orders.element(suspect.chain, suspect.at));
            anomalies.add(Anomaly.of(suspect.type, key, words, reader, writer));
        } else {
            anomalies.add(Anomaly.of(suspect.type, key, words, reader));
        }
    }

    private static String words(AnomalyType type, Atom key, Atom value) {
        return switch (type) {
            case GARBAGE_READ -> "T1 read " + value + " in key " + key + ", which nobody appended";
            case DUPLICATE_ELEMENTS -> "T1 read " + value + " twice in key " + key;
            case G1A -> "T1 read T2's append of " + value + " to key " + key + ", and T2 failed";
            case G1B -> "T1 read key " + key + " as T2's append of " + value + " left it, and T2 appended more to it";
            default -> throw new AssertionError(type + " is not of one value");
        };
    }

    /** Told of a reader of this chain, and one of the longest list of those that differ from it. */
    private void incompatible(int chain, int secondReader, Atom key, Readers readers) {
        int other = history.chains.longest(history.chains.key(chain));
        other = other == chain ? history.chains.first(history.chains.key(chain)) : other;
        int at = history.chains.common(chain, other);
        int firstReader = readers.firstBeyond(other, at);
        anomalies.add(Anomaly.of(
                AnomalyType.INCOMPATIBLE_ORDER,
                key,
                "T1 read " + history.names.atom(history.chains.value(other, at)) + " and T2 read "
                        + history.names.atom(history.chains.value(chain, at)) + " at place " + (at + 1) + " of key "
                        + key + ": neither list is a beginning of the other",
                firstReader,
                secondReader));
    }
}
