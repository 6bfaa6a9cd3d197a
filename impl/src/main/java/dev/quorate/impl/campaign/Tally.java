package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.impl.sim.SimulationResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all seeds of a campaign were like, together. Thread-safe. */
final class Tally {
    private final Map<Situation, Long> situations = new EnumMap<>(Situation.class);
    private final Map<String, Long> faults = new TreeMap<>();
    private final List<FailedSeed> failures = new ArrayList<>();
    private long seeds;
    private long micros;
    private long steps;
    private long elections;

    /** A seed that is as it should be. */
    synchronized void add(long durationMicros, SimulationResult result, Situations seen) {
        seeds++;
        micros += durationMicros;
        steps += result.events();
        elections += result.elections();
        result.faults().forEach((fault, times) -> faults.merge(fault, (long) times, Long::sum));
        seen.counts().forEachEntry((situation, times) -> situations.merge(situation, (long) times, Long::sum));
    }

    /** A seed that is not. */
    synchronized void add(FailedSeed failure) {
        seeds++;
        failures.add(failure);
    }

    /** What is known so far. */
    synchronized CampaignResult soFar() {
        ImmutableSortedMap.Builder<Situation, Long> seen = ImmutableSortedMap.naturalOrder();
        for (Situation situation : Situation.values()) {
            seen.put(situation, situations.getOrDefault(situation, 0L));
        }
        return new CampaignResult(
                seeds,
                micros,
                steps,
                elections,
                ImmutableSortedMap.copyOf(faults),
                seen.buildOrThrow(),
                failures.stream()
                        .sorted((a, b) -> Long.compare(a.seed(), b.seed()))
                        .collect(ImmutableList.toImmutableList()));
    }
}
