package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Multiset;
import dev.quorate.conformance.tla.Coverage;
import dev.quorate.impl.sim.Recovery;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What all seeds of a campaign were like, together. Thread-safe. */
final class Tally {
    private final Map<Situation, Long> situations = new EnumMap<>(Situation.class);
    private final Map<String, Long> actions = new LinkedHashMap<>();
    private final Map<String, Long> faults = new TreeMap<>();
    private final List<FailedSeed> failures = new ArrayList<>();
    private Coverage coverage = Coverage.NONE;
    private long seeds;
    private long ledSoon;
    private long micros;
    private long steps;
    private long elections;

    /** Counts these actions from now on, in this order. */
    synchronized void expect(Set<String> possible) {
        possible.forEach(action -> actions.putIfAbsent(action, 0L));
    }

    /** What a worker has exercised. */
    synchronized void add(Coverage exercised) {
        coverage = coverage.and(exercised);
    }

    /** A seed that is as it should be. */
    synchronized void add(SimulationPlan plan, SimulationResult result, Multiset<String> taken, Situations seen) {
        seeds++;
        micros += result.simulatedMicros();
        steps += result.events();
        elections += result.elections();
        plan.faults()
                .schedule()
                .forEach(fault -> faults.putIfAbsent(fault.kind().title(), 0L));
        if (result.recovery().filter(Recovery::isSoon).isPresent()) {
            ledSoon++;
        }
        result.faults().forEach((fault, times) -> faults.merge(fault, (long) times, Long::sum));
        taken.forEachEntry((action, times) -> actions.merge(action, (long) times, Long::sum));
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
                ledSoon,
                ImmutableSortedMap.copyOf(faults),
                seen.buildOrThrow(),
                ImmutableMap.copyOf(actions),
                coverage,
                failures.stream()
                        .sorted((a, b) -> Long.compare(a.seed(), b.seed()))
                        .collect(ImmutableList.toImmutableList()));
    }
}
