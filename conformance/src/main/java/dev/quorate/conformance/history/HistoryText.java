package dev.quorate.conformance.history;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.trace.OneLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * A verdict on a history for a person: what is wrong, shown by the operations that it is wrong with. An anomaly fits on a
 * screen; {@link HistoryJson} has all.
 */
public final class HistoryText {
    static final int WIDTH = 118;

    /** Anomalies of a type that are told in words; the others are counted. */
    static final int MOST = 3;
    /** Of the transactions of an anomaly, and of the steps of a cycle, so many are told. */
    private static final int MOST_OF_ANOMALY = 9;

    private final HistoryVerdict verdict;
    private final List<String> lines = new ArrayList<>();
    private final Set<Atom> tabled = new HashSet<>();

    private HistoryText(HistoryVerdict verdict) {
        this.verdict = verdict;
    }

    /**
     * The verdict in lines, of which the first begins with VALID or INVALID; one line if nothing was found.
     *
     * @param file what to call the history
     */
    public static ImmutableList<String> of(String file, HistoryVerdict verdict) {
        HistoryText text = new HistoryText(verdict);
        text.head(file);
        text.anomalies();
        return ImmutableList.copyOf(text.lines);
    }

    /** The first of these lines, those before the first anomaly: what was checked, and how many of what were found. */
    public static ImmutableList<String> head(String file, HistoryVerdict verdict) {
        HistoryText text = new HistoryText(verdict);
        text.head(file);
        return ImmutableList.copyOf(text.lines);
    }

    /** What an anomaly is, in lines: its operations, and how they contradict each other. */
    public static ImmutableList<String> of(Anomaly anomaly, HistoryVerdict verdict) {
        HistoryText text = new HistoryText(verdict);
        text.anomaly(anomaly);
        return ImmutableList.copyOf(text.lines);
    }

    /** How many transactions there are, and with which outcome. */
    public static String transactions(History history) {
        int ok = history.count(OperationType.OK);
        int failed = history.count(OperationType.FAIL);
        return String.format(
                Locale.ROOT,
                "%,d transactions (%,d ok, %,d failed, %,d unknown)",
                history.size(),
                ok,
                failed,
                history.size() - ok - failed);
    }

    /** A name in a history may hold what a terminal takes for a command. */
    private void line(String text) {
        lines.add(OneLine.of(text));
    }

    private void head(String file) {
        if (verdict.isValid()) {
            line("VALID      " + file + ": " + transactions(verdict.history()) + "; no anomaly that " + verdict.model()
                    + " forbids");
            counts();
            return;
        }
        line("INVALID    " + file + " is not " + verdict.model());
        line("  history    " + transactions(verdict.history()));
        line("  refutes    " + Joiner.on(", ").join(verdict.weakestRefuted())
                + (verdict.alsoRefuted().isEmpty() ? "" : ", and what is stronger"));
        counts();
    }

    private void anomalies() {
        for (AnomalyType type : verdict.counts().keySet()) {
            if (verdict.model().forbids(type)) {
                anomalies(type);
            }
        }
    }

    private void counts() {
        if (!verdict.anomalies().isEmpty()) {
            List<String> counts = new ArrayList<>();
            verdict.counts()
                    .forEach((type, count) -> counts.add(String.format(
                            Locale.ROOT,
                            "%,d %s%s",
                            count,
                            type,
                            verdict.model().forbids(type) ? "" : " (allowed)")));
            line("  anomalies  " + Joiner.on(", ").join(counts));
        }
    }

    private void anomalies(AnomalyType type) {
        List<Anomaly> all =
                verdict.anomalies().stream().filter(a -> a.type() == type).toList();
        for (Anomaly anomaly : all.subList(0, Math.min(MOST, all.size()))) {
            line("");
            anomaly(anomaly);
        }
        if (all.size() > MOST) {
            line("");
            line(String.format(Locale.ROOT, "%s: %,d more; --json has all", type, all.size() - MOST));
        }
    }

    private void anomaly(Anomaly anomaly) {
        line(title(anomaly));
        ImmutableMap<Integer, String> names = names(anomaly);
        ImmutableList<Map.Entry<Integer, String>> named = names.entrySet().asList();
        ImmutableSet<Atom> keys = keys(anomaly);
        some(named.size(), i -> {
            String name = "  " + named.get(i).getValue() + " = ";
            Operation operation = verdict.history().last(named.get(i).getKey());
            return name + new QuotedOperation(operation, keys).in(WIDTH - name.length());
        });
        if (!anomaly.words().isEmpty()) {
            line("  " + anomaly.words());
        }
        int last = anomaly.cycle().size() - 1;
        some(
                anomaly.cycle().size(),
                i -> "  " + anomaly.cycle().get(i).told(names) + (i == last ? CycleWords.END : ""));
        if (anomaly.type() == AnomalyType.INCOMPATIBLE_ORDER
                && tabled.add(anomaly.key().orElseThrow())) {
            ReadTable.of(verdict.history(), anomaly.key().orElseThrow(), MOST_OF_ANOMALY, WIDTH - 2)
                    .forEach(row -> line("  " + row));
        }
    }

    private static String title(Anomaly anomaly) {
        return anomaly.key()
                .map(key -> anomaly.type() + " of key " + key)
                .orElseGet(() -> anomaly.type() + ", a cycle of "
                        + anomaly.cycle().size() + " transactions: " + CycleWords.inShort(anomaly.type()));
    }

    /** Names for the transactions of an anomaly, T1 the first. */
    static ImmutableMap<Integer, String> names(Anomaly anomaly) {
        Map<Integer, String> names = new LinkedHashMap<>();
        anomaly.transactions().forEach(transaction -> names.putIfAbsent(transaction, "T" + (names.size() + 1)));
        return ImmutableMap.copyOf(names);
    }

    /** The keys that an anomaly is about. */
    private static ImmutableSet<Atom> keys(Anomaly anomaly) {
        return Stream.concat(
                        anomaly.key().stream(),
                        anomaly.cycle().stream().map(Dependency::about).flatMap(Optional::stream))
                .collect(toImmutableSet());
    }

    /** All of so many lines, or the first and the last of them. */
    private void some(int count, IntFunction<String> text) {
        int first = count <= MOST_OF_ANOMALY ? count : MOST_OF_ANOMALY - 1;
        for (int i = 0; i < first; i++) {
            line(text.apply(i));
        }
        if (first < count) {
            line(String.format(Locale.ROOT, "  ... %,d more; --json has all", count - first - 1));
            line(text.apply(count - 1));
        }
    }
}
