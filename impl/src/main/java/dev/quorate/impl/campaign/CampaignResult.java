package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.conformance.tla.Coverage;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a campaign was like, or the part of it that was run.
 *
 * @param seeds how many
 * @param micros simulated, of the seeds that did not fail
 * @param steps of all servers, each of them judged
 * @param elections how often a server became leader
 * @param ledSoon seeds in which the healed majority had a leader within ten maximal election timeouts
 * @param faults what did go wrong, by name; zero for what was planned and never came about
 * @param situations each situation, and how often it was seen
 * @param actions each action of the specification that can be taken, and how often it was
 * @param coverage what of the specification was exercised
 * @param failures in the order of their seeds
 */
public record CampaignResult(
        long seeds,
        long micros,
        long steps,
        long elections,
        long ledSoon,
        ImmutableSortedMap<String, Long> faults,
        ImmutableSortedMap<Situation, Long> situations,
        ImmutableMap<String, Long> actions,
        Coverage coverage,
        ImmutableList<FailedSeed> failures) {

    private static final double SOON_AT_LEAST = 0.999;

    /** What could have come about in clusters of this size, and did not: faults, situations and actions. */
    public ImmutableList<String> missed(int servers) {
        return Stream.of(
                        never(faults),
                        never(situations)
                                .filter(situation -> situation.isPossibleWith(servers))
                                .map(Situation::title),
                        never(actions).map("action "::concat))
                .flatMap(names -> names)
                .collect(ImmutableList.toImmutableList());
    }

    private static <T> Stream<T> never(Map<T, Long> times) {
        return times.entrySet().stream().filter(entry -> entry.getValue() == 0).map(Map.Entry::getKey);
    }

    /** Whether enough of the healed majorities had a leader soon. */
    public boolean isLedSoon() {
        return ledSoon >= SOON_AT_LEAST * (seeds - failures.size());
    }
}
