package dev.quorate.impl.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.impl.bench.LeaderCrash.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How often and how long the leader crashes.
 *
 * @param trials of each choice of timeouts
 * @param trialsWithoutChance of timeouts that are all the same, as those take long
 * @param patience after which a trial is given up, in microseconds
 * @param seed of all trials together
 */
record Experiment(int trials, int trialsWithoutChance, long patience, long seed) {
    private static final int MOST_TRIALS = 1_000_000;
    private static final int SEEDS = 10;

    /** In order, whatever core ran which. */
    Downtimes measure(ElectionTimeouts timeouts, Conditions conditions) {
        List<Outcome> outcomes = seeds(timeouts)
                .parallel()
                .mapToObj(s -> new LeaderCrash(timeouts.timing(), conditions, s, event -> {}).run(patience))
                .toList();
        return Downtimes.of(outcomes, patience);
    }

    /** All choices of timeouts, in their order. */
    ImmutableMap<ElectionTimeouts, Downtimes> measureAll(
            ImmutableList<ElectionTimeouts> choices, Conditions conditions) {
        ImmutableMap.Builder<ElectionTimeouts, Downtimes> measured = ImmutableMap.builder();
        choices.forEach(timeouts -> measured.put(timeouts, measure(timeouts, conditions)));
        return measured.buildOrThrow();
    }

    /** The same with this seed and the nine after it: how much of a figure is chance. */
    ImmutableList<Downtimes> bySeed(ElectionTimeouts timeouts) {
        return LongStream.range(seed, seed + SEEDS)
                .mapToObj(s -> new Experiment(trials, trialsWithoutChance, patience, s))
                .map(other -> other.measure(timeouts, Conditions.DRAWN))
                .collect(ImmutableList.toImmutableList());
    }

    /** The broadcast time, in microseconds, on average. */
    double broadcast(Conditions conditions) {
        return LongStream.rangeClosed(1, trials)
                .map(n -> LeaderCrash.broadcast(conditions, seed * MOST_TRIALS + n))
                .average()
                .orElseThrow();
    }

    private LongStream seeds(ElectionTimeouts timeouts) {
        return LongStream.rangeClosed(1, timeouts.leavesNothingToChance() ? trialsWithoutChance : trials)
                .map(n -> seed * MOST_TRIALS + n);
    }

    /** What the specification says of some of the trials. */
    record Sample(int trials, long steps) {}

    /**
     * Runs every so many trials again and holds each of their steps against the specification.
     *
     * @throws IllegalStateException if one is not accepted
     */
    Sample judge(ImmutableList<ElectionTimeouts> choices, Conditions conditions, int every, SpecificationShelf shelf)
            throws TraceException, SpecificationException {
        int judged = 0;
        long steps = 0;
        for (ElectionTimeouts timeouts : choices) {
            for (long s : seeds(timeouts).filter(n -> n % every == 0).toArray()) {
                Verdict verdict = judge(timeouts, conditions, s, shelf);
                if (verdict.outcome() != Verdict.Outcome.ACCEPTED) {
                    throw new IllegalStateException(timeouts.label() + ", seed " + s + ": " + verdict);
                }
                judged++;
                steps += verdict.events();
            }
        }
        return new Sample(judged, steps);
    }

    private Verdict judge(ElectionTimeouts timeouts, Conditions conditions, long s, SpecificationShelf shelf)
            throws TraceException, SpecificationException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TraceWriter trace = new TraceWriter(bytes, LeaderCrash.header(conditions, "", s))) {
            new LeaderCrash(timeouts.timing(), conditions, s, trace::write).run(patience);
        }
        try (TraceReader trace = new TraceReader("trial", new ByteArrayInputStream(bytes.toByteArray()))) {
            return TraceChecker.check(trace, shelf);
        }
    }
}
