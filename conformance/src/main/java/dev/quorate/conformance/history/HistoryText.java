package dev.quorate.conformance.history;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A verdict on a history for a person: what is wrong, shown by the operations that it is wrong with. */
public final class HistoryText {
    /** Anomalies of a type that are told in words; the others are counted. {@link HistoryJson} has all. */
    static final int MOST = 3;
    /** Transactions of an anomaly that are quoted. */
    private static final int MOST_QUOTED = 24;

    private final HistoryVerdict verdict;
    private final List<String> lines = new ArrayList<>();

    private HistoryText(HistoryVerdict verdict) {
        this.verdict = verdict;
    }

    /**
     * The verdict in lines.
     *
     * @param file what to call the history
     */
    public static ImmutableList<String> of(String file, HistoryVerdict verdict) {
        HistoryText text = new HistoryText(verdict);
        text.headline(file);
        for (AnomalyType type : verdict.counts().keySet()) {
            text.anomalies(type);
        }
        return ImmutableList.copyOf(text.lines);
    }

    /** What an anomaly is, in lines: its operations, and how they contradict each other. */
    public static ImmutableList<String> of(Anomaly anomaly, HistoryVerdict verdict) {
        HistoryText text = new HistoryText(verdict);
        text.anomaly(anomaly);
        return ImmutableList.copyOf(text.lines);
    }

    private void headline(String file) {
        History history = verdict.history();
        if (verdict.isValid()) {
            lines.add("VALID      " + file + ": " + transactions(history) + " show no anomaly that " + verdict.model()
                    + " forbids");
        } else {
            lines.add("INVALID    " + file + ": " + transactions(history) + " are not " + verdict.model()
                    + "; the weakest refuted: " + Joiner.on(", ").join(verdict.weakestRefuted()));
        }
        if (!verdict.anomalies().isEmpty()) {
            List<String> counts = new ArrayList<>();
            verdict.counts().forEach((type, count) -> counts.add(count + " " + type + allowed(type)));
            lines.add("anomalies  " + Joiner.on(", ").join(counts));
        }
    }

    private String allowed(AnomalyType type) {
        return verdict.model().forbids(type) ? "" : " (allowed)";
    }

    private static String transactions(History history) {
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

    private void anomalies(AnomalyType type) {
        List<Anomaly> all =
                verdict.anomalies().stream().filter(a -> a.type() == type).toList();
        for (Anomaly anomaly : all.subList(0, Math.min(MOST, all.size()))) {
            lines.add("");
            anomaly(anomaly);
        }
        if (all.size() > MOST) {
            lines.add("");
            lines.add(String.format(Locale.ROOT, "%s: %,d more; --json has all", type, all.size() - MOST));
        }
    }

    private void anomaly(Anomaly anomaly) {
        ImmutableMap<Integer, String> names = names(anomaly);
        lines.add(anomaly.type()
                + anomaly.key().map(key -> " of key " + key).orElse("")
                + (anomaly.cycle().isEmpty()
                        ? ""
                        : ", a cycle of " + anomaly.cycle().size() + " transactions"));
        names.entrySet().stream()
                .limit(MOST_QUOTED)
                .forEach(named -> lines.add(
                        "  " + named.getValue() + " = " + verdict.history().last(named.getKey())));
        if (names.size() > MOST_QUOTED) {
            lines.add("  ... " + (names.size() - MOST_QUOTED) + " more");
        }
        if (!anomaly.words().isEmpty()) {
            lines.add("  " + anomaly.words());
        }
        dependencies(anomaly.cycle(), names);
        if (anomaly.type() == AnomalyType.INCOMPATIBLE_ORDER) {
            ReadTable.of(verdict.history(), anomaly.key().orElseThrow()).forEach(line -> lines.add("  " + line));
        }
    }

    /** Names for the transactions of an anomaly, T1 the first. */
    static ImmutableMap<Integer, String> names(Anomaly anomaly) {
        Map<Integer, String> names = new LinkedHashMap<>();
        anomaly.transactions().forEach(transaction -> names.putIfAbsent(transaction, "T" + (names.size() + 1)));
        return ImmutableMap.copyOf(names);
    }

    private void dependencies(List<Dependency> cycle, Map<Integer, String> names) {
        for (int i = 0; i < cycle.size(); i++) {
            Dependency dependency = cycle.get(i);
            String from = names.get(dependency.from());
            String to = names.get(dependency.to());
            lines.add("  " + from + " < " + to + ", because " + dependency.because(from, to)
                    + (i < cycle.size() - 1 ? "" : ": a contradiction"));
        }
    }
}
