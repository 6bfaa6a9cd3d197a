package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.history.Anomaly;
import dev.quorate.conformance.history.History;
import dev.quorate.conformance.history.HistoryText;
import dev.quorate.conformance.history.HistoryVerdict;
import dev.quorate.impl.server.LeadershipHistory;

/**
 * What can be said of who led in a run, by its {@link LeadershipHistory}.
 *
 * @param isValid whether the history is strict-serializable
 * @param text what is wrong, a line each; nothing if it is valid
 */
record LeadershipJudgement(boolean isValid, ImmutableList<String> text) {
    private static final String LEGEND =
            "  where a key is a term, and its list the servers that lead in it: at most one may (section 5.2)";

    /** @param run what to call it */
    static LeadershipJudgement of(String run, History history) {
        HistoryVerdict verdict = LeadershipHistory.verdict(history);
        return new LeadershipJudgement(
                verdict.isValid(), verdict.isValid() ? ImmutableList.of() : text("leadership of " + run, verdict));
    }

    /** One anomaly is enough to see it; one of a single term tells more plainly than a cycle. */
    private static ImmutableList<String> text(String name, HistoryVerdict verdict) {
        Anomaly plainest = verdict.anomalies().stream()
                .filter(anomaly -> anomaly.key().isPresent())
                .findFirst()
                .orElse(verdict.anomalies().get(0));
        return ImmutableList.<String>builder()
                .addAll(HistoryText.head(name, verdict))
                .add(LEGEND)
                .addAll(HistoryText.of(plainest, verdict).stream()
                        .map(line -> "  " + line)
                        .iterator())
                .build();
    }
}
