package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.campaign.Campaign;
import dev.quorate.impl.campaign.CampaignResult;
import dev.quorate.impl.server.RaftTrace;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A campaign for people.
 *
 * @param options with which it is run
 * @param command that runs it again
 * @param start when it began, in nanoseconds of {@link System#nanoTime}
 */
record CampaignReport(Campaign.Order order, CampaignOptions options, String command, long start) {
    private static final String NEVER = "NEVER";
    private static final double MICROS_OF_HOUR = 3600e6;

    /** What was met. */
    ImmutableList<String> lines(CampaignResult result) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        Table faults = new Table("fault", "times");
        result.faults().forEach((fault, times) -> faults.add(fault, times(times)));
        Table situations = new Table("situation", "times");
        result.situations().forEach((situation, times) -> {
            if (situation.isPossibleWith(order.servers())) {
                situations.add(situation.title(), times(times));
            }
        });
        Table actions = new Table("action of " + RaftTrace.SPECIFICATION, "times");
        result.actions().forEach((action, times) -> actions.add(action, times(times)));
        return lines.addAll(faults.lines())
                .add("")
                .addAll(situations.lines())
                .add("")
                .addAll(actions.lines())
                .add("")
                .addAll(CoverageText.of(result.actions(), result.coverage()))
                .add("")
                .add(String.format(
                        Locale.ROOT,
                        "a leader within ten maximal election timeouts of the healing: in %,d of %,d seeds",
                        result.ledSoon(),
                        result.seeds()))
                .add(speed(result))
                .build();
    }

    /** How far it came, and how fast. */
    String speed(CampaignResult result) {
        double seconds = elapsedSeconds();
        return String.format(
                Locale.ROOT,
                "%,d of %,d seeds, %,.1f simulated hours in %,.1f s: %,.2f hours per second, %,.0f x real time",
                result.seeds(),
                order.seeds(),
                result.micros() / MICROS_OF_HOUR,
                seconds,
                result.micros() / MICROS_OF_HOUR / seconds,
                result.micros() / 1e6 / seconds);
    }

    double elapsedSeconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    boolean isGreen(CampaignResult result) {
        return result.failures().isEmpty()
                && result.elections() > 0
                && result.isLedSoon()
                && result.missed(order.servers()).isEmpty();
    }

    /** Whether all is well; if not, why. */
    String sentence(CampaignResult result) {
        String counts = String.format(
                Locale.ROOT,
                "%,d of %,d seeds, %,d elections and %,d steps, conform to %s",
                result.seeds() - result.failures().size(),
                result.seeds(),
                result.elections(),
                result.steps(),
                RaftTrace.SPECIFICATION);
        if (isGreen(result)) {
            return "OK: " + counts + ".";
        } else if (!result.failures().isEmpty()) {
            return "NOT OK: " + counts + "; failed: "
                    + result.failures().stream()
                            .limit(10)
                            .map(failed -> Long.toString(failed.seed()))
                            .collect(Collectors.joining(", "))
                    + (result.failures().size() > 10 ? " ..." : "") + ".";
        } else if (result.elections() == 0) {
            return "VOID: no leader was ever elected, so nothing was tested.";
        } else if (!result.isLedSoon()) {
            return "NOT GREEN: " + counts + ", but a healed majority had a leader soon in "
                    + Table.number(result.ledSoon()) + " seeds only.";
        }
        return "NOT GREEN: " + counts + ", but never seen: "
                + String.join("; ", result.missed(order.servers()))
                + ". More seeds may show it.";
    }

    private static String times(long times) {
        return times == 0 ? NEVER : Table.number(times);
    }
}
