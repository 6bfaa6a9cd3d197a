package dev.quorate.conformance.history;

import com.google.common.base.Joiner;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is wrong inside of one transaction: {@code internal} and {@code future-read}. */
final class TransactionAnomalies {
    private static final int MOST_SHOWN = 6;

    private final History history;
    private final List<Anomaly> anomalies = new ArrayList<>();
    /** By key: the last step on it, if that belongs to the transaction in hand; else something below. */
    private final int[] lastOfKey;
    /** By step of the transaction in hand: the step before on the same key, or -1. */
    private final IntColumn before = new IntColumn();

    private TransactionAnomalies(History history) {
        this.history = history;
        this.lastOfKey = new int[history.chains.keys()];
        Arrays.fill(lastOfKey, -1);
    }

    static List<Anomaly> of(History history) {
        TransactionAnomalies found = new TransactionAnomalies(history);
        for (int transaction = 0; transaction < history.size(); transaction++) {
            if (history.isOk(transaction)) {
                found.transaction(transaction);
            }
        }
        return found.anomalies;
    }

    private void transaction(int transaction) {
        int begin = history.begin(transaction);
        before.shrinkTo(0);
        boolean isContradicted = false;
        for (int step = begin; step < history.end(transaction); step++) {
            int key = history.key(step);
            int last = lastOfKey[key] >= begin ? lastOfKey[key] : -1;
            before.add(last);
            lastOfKey[key] = step;
            if (last >= 0 && history.isAppend(step)) {
                futureRead(transaction, step, begin);
            } else if (last >= 0 && !isContradicted && !agrees(step, begin)) {
                isContradicted = true;
                contradiction(transaction, step, begin);
            }
        }
    }

    private void futureRead(int transaction, int append, int begin) {
        int element = history.targets.get(append);
        for (int step = before.get(append - begin); step >= 0; step = before.get(step - begin)) {
            if (!history.isAppend(step) && contains(step, history.elements.second(element))) {
                Atom key = history.keyAtom(history.key(step));
                String words = "T1 read " + history.elementAtom(element) + " of key " + key + " before it appended it";
                anomalies.add(Anomaly.of(AnomalyType.FUTURE_READ, key, words, transaction));
                return;
            }
        }
    }

    private boolean contains(int step, long value) {
        for (int i = history.lengths.get(step) - 1; i >= 0; i--) {
            if (history.chains.value(history.chain(step), i) == value) {
                return true;
            }
        }
        return false;
    }

    /** Whether a read is what was read before it in the transaction, and then what was appended. */
    private boolean agrees(int read, int begin) {
        int chain = history.chain(read);
        int at = history.lengths.get(read);
        int step = before.get(read - begin);
        while (step >= 0 && history.isAppend(step)) {
            at--;
            if (at < 0 || history.chains.value(chain, at) != history.elements.second(history.targets.get(step))) {
                return false;
            }
            step = before.get(step - begin);
        }
        if (step < 0) {
            return true;
        }
        int earlier = history.chain(step);
        return history.lengths.get(step) == at && (earlier == chain || history.chains.common(earlier, chain) >= at);
    }

    private void contradiction(int transaction, int read, int begin) {
        List<Atom> appended = new ArrayList<>();
        int step = before.get(read - begin);
        while (step >= 0 && history.isAppend(step)) {
            appended.add(history.elementAtom(history.targets.get(step)));
            step = before.get(step - begin);
        }
        List<Object> expected = new ArrayList<>();
        if (step < 0) {
            expected.add("...");
        } else {
            expected.addAll(endOf(step));
        }
        expected.addAll(Lists.reverse(appended));
        Atom key = history.keyAtom(history.key(read));
        String words = "T1 read " + shown(endOf(read)) + " of key " + key + ", which by its own steps before must be "
                + shown(expected);
        anomalies.add(Anomaly.of(AnomalyType.INTERNAL, key, words, transaction));
    }

    /** What was read, or of a long list one element more than is shown. */
    private List<Object> endOf(int read) {
        List<Object> end = new ArrayList<>();
        int length = history.lengths.get(read);
        for (int at = Math.max(0, length - MOST_SHOWN - 1); at < length; at++) {
            end.add(history.names.atom(history.chains.value(history.chain(read), at)));
        }
        return end;
    }

    /** A list in brackets; of a long one the end. */
    private static String shown(List<Object> list) {
        return list.size() <= MOST_SHOWN
                ? "[" + Joiner.on(' ').join(list) + "]"
                : "[... " + Joiner.on(' ').join(list.subList(list.size() - MOST_SHOWN, list.size())) + "]";
    }
}
