package dev.quorate.conformance.history;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong between the updates of one key: {@code lost-update} and {@code dirty-update}. */
final class UpdateAnomalies {
    private final History history;
    private final VersionOrders orders;
    private final List<Anomaly> anomalies = new ArrayList<>();

    private UpdateAnomalies(History history, VersionOrders orders) {
        this.history = history;
        this.orders = orders;
    }

    static List<Anomaly> of(History history, VersionOrders orders) {
        UpdateAnomalies found = new UpdateAnomalies(history, orders);
        found.lostUpdates();
        for (int key = 0; key < history.chains.keys(); key++) {
            found.dirtyUpdates(key);
        }
        return found.anomalies;
    }

    private void lostUpdates() {
        Updaters updaters = new Updaters();
        for (int transaction = 0; transaction < history.size(); transaction++) {
            if (history.isOk(transaction)) {
                updaters.add(transaction);
            }
        }
        updaters.several.forEach(
                (list, all) -> tellLostUpdate(updaters.lists.first(list), (int) updaters.lists.second(list), all));
    }

    /** Who read a list, a pair of chain and length, first on its key and then appended to it. */
    private final class Updaters {
        private final PairIndex lists = new PairIndex();
        private final IntColumn first = new IntColumn();
        /** All updaters of a list, if they are several. */
        private final Map<Integer, List<Integer>> several = new TreeMap<>();
        /** By key: the first step on it, if that belongs to the transaction in hand; else something below. */
        private final int[] firstStep = new int[history.chains.keys()];

        private Updaters() {
            Arrays.fill(firstStep, -1);
        }

        private void add(int transaction) {
            int begin = history.begin(transaction);
            for (int step = begin; step < history.end(transaction); step++) {
                int key = history.key(step);
                if (firstStep[key] < begin) {
                    firstStep[key] = step;
                } else if (history.isAppend(step) && !history.isAppend(firstStep[key])) {
                    int read = firstStep[key];
                    add(transaction, lists.add(history.chain(read), history.lengths.get(read)));
                }
            }
        }

        /** A transaction that appends more than once is there once. */
        private void add(int transaction, int list) {
            if (list == first.size()) {
                first.add(transaction);
            } else if (first.get(list) != transaction) {
                List<Integer> all = several.computeIfAbsent(list, l -> new ArrayList<>(List.of(first.get(l))));
                if (all.get(all.size() - 1) != transaction) {
                    all.add(transaction);
                }
            }
        }
    }

    private void tellLostUpdate(int chain, int length, List<Integer> updaters) {
        Atom key = history.keyAtom(history.chains.key(chain));
        String list = length == 0 ? "as empty" : "up to " + history.names.atom(history.chains.value(chain, length - 1));
        String words = (updaters.size() == 2 ? "T1 and T2" : "T1 to T" + updaters.size()) + " each read key " + key
                + " " + list + " and then appended to it, as if the others had not";
        anomalies.add(Anomaly.of(AnomalyType.LOST_UPDATE, key, words, Ints.toArray(updaters)));
    }

    /** An outcome that is unknown says nothing on what lies round it. */
    private void dirtyUpdates(int key) {
        int aborted = -1;
        for (int version = 1; version <= orders.versions(key); version++) {
            int element = orders.version(key, version);
            OperationType outcome = element < 0 ? OperationType.INFO : history.outcome(history.writers.get(element));
            if (outcome == OperationType.FAIL && aborted < 0) {
                aborted = element;
            } else if (outcome == OperationType.OK) {
                if (aborted >= 0) {
                    tellDirtyUpdate(key, aborted, element);
                }
                aborted = -1;
            }
        }
    }

    private void tellDirtyUpdate(int key, int aborted, int element) {
        Atom keyAtom = history.keyAtom(key);
        String words = "T2 appended " + history.elementAtom(element) + " to key " + keyAtom + " after T1's append of "
                + history.elementAtom(aborted) + ", and T1 failed";
        anomalies.add(Anomaly.of(
                AnomalyType.DIRTY_UPDATE, keyAtom, words, history.writers.get(aborted), history.writers.get(element)));
    }
}
