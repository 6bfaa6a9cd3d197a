package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.Fault.Kind;
import dev.quorate.impl.world.FaultPlan;
import dev.quorate.impl.world.FaultPlan.Rates;
import dev.quorate.impl.world.MessageRates;
import dev.quorate.impl.world.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Looks for a mistake in how elections go on average, next to those of a sound core in the same plans: a mistake in a
 * timer is no step that Raft forbids, and yet elections take longer, or more terms, or more messages.
 *
 * <p>The plans have servers cut off one after another, in a network in which a round trip takes up to 40 ms: so
 * candidates meet.
 */
final class FiguresSearch implements Search {
    private static final int SECONDS = 60;
    private static final int LEAST_RUNS = 10;
    private static final long MILLISECOND = 1_000;
    /** So many standard errors are not chance: less than once in a hundred million looks. */
    private static final double ERRORS = 6;
    /** And so much of the sound figure matters. */
    private static final double LEAST_DIFFERENCE = 0.03;

    /** What is measured of a run. */
    enum Figure {
        SILENCE("ms without a leader's heartbeat before an election ended"),
        TERMS("terms per election"),
        ELECTIONS("elections in a minute"),
        MESSAGES("messages in a minute");

        private final String title;

        Figure(String title) {
            this.title = title;
        }
    }

    private final ImmutableList<SimulationPlan> plans;
    /** The figures of the sound core in these plans. */
    private final ImmutableList<ImmutableSortedMap<Figure, Double>> sound;

    /** Runs a sound core in so many plans, to compare with. */
    FiguresSearch(int runs) {
        plans = LongStream.rangeClosed(1, runs).mapToObj(FiguresSearch::plan).collect(ImmutableList.toImmutableList());
        sound = plans.stream().map(plan -> figures(Variant.SOUND, plan)).collect(ImmutableList.toImmutableList());
    }

    private static SimulationPlan plan(long seed) {
        SimulationPlan drawn = SimulationPlan.drawn(seed, 5, SECONDS);
        Randomness chance = Randomness.seeded(seed, "figures");
        List<Fault> schedule = new ArrayList<>();
        long at = 1_000 * MILLISECOND;
        while (at < drawn.durationMicros()) {
            Kind kind = chance.chance(0.5) ? Kind.PARTITION : Kind.ONE_WAY_PARTITION;
            List<String> servers = new ArrayList<>(drawn.servers());
            String one = servers.remove((int) chance.between(0, servers.size() - 1));
            long lasts = chance.between(400 * MILLISECOND, 1_200 * MILLISECOND);
            schedule.add(new Fault(at, lasts, kind, chance.chance(0.7) ? List.of(one) : servers));
            at += lasts;
            at += chance.between(100 * MILLISECOND, 600 * MILLISECOND);
        }
        Rates rates = new Rates(10, 0, 0, 20 * MILLISECOND, MILLISECOND, 20 * MILLISECOND);
        return drawn.withFaults(
                FaultPlan.none().withRates(new MessageRates(rates, rates, 0, 1)).withSchedule(schedule));
    }

    private static ImmutableSortedMap<Figure, Double> figures(Variant variant, SimulationPlan plan) {
        ImmutableList.Builder<TraceEvent> events = ImmutableList.builder();
        Simulation.run(plan, variant.servers(), new StepLimit().andThen(events::add));
        Elections elections = Elections.of(events.build());
        int wins = elections.wins().size();
        double silence = elections.wins().stream()
                .mapToLong(Elections.Win::silence)
                .average()
                .orElse((double) plan.durationMicros());
        return ImmutableSortedMap.of(
                Figure.SILENCE,
                silence / MILLISECOND,
                Figure.TERMS,
                elections.terms() / (double) Math.max(1, wins),
                Figure.ELECTIONS,
                (double) wins,
                Figure.MESSAGES,
                (double) elections.messages());
    }

    @Override
    public Optional<Find> in(Variant variant) {
        List<ImmutableSortedMap<Figure, Double>> figures = new ArrayList<>();
        for (SimulationPlan plan : plans) {
            try {
                figures.add(figures(variant, plan));
            } catch (RuntimeException | AssertionError e) {
                return Optional.empty(); // nothing can be compared with a run that was ended early
            }
            Optional<String> difference = difference(figures);
            if (difference.isPresent()) {
                return Optional.of(new Find(Detector.FIGURES, figures.size(), difference.get()));
            }
        }
        return Optional.empty();
    }

    /** That of a figure, if it is not by chance. */
    private Optional<String> difference(List<ImmutableSortedMap<Figure, Double>> figures) {
        int runs = figures.size();
        if (runs < LEAST_RUNS) {
            return Optional.empty();
        }
        for (Figure figure : Figure.values()) {
            double expected = mean(sound.subList(0, runs), figure);
            double measured = mean(figures, figure);
            double difference = measured - expected;
            double squares = 0;
            for (int n = 0; n < runs; n++) {
                double deviation = figures.get(n).get(figure) - sound.get(n).get(figure) - difference;
                squares += deviation * deviation;
            }
            double error = Math.sqrt(squares / (runs - 1) / runs);
            if (Math.abs(difference) > ERRORS * error && Math.abs(difference) > LEAST_DIFFERENCE * expected) {
                return Optional.of(String.format(
                        Locale.ROOT, "%s: %.2f, and %.2f with a sound core", figure.title, measured, expected));
            }
        }
        return Optional.empty();
    }

    private static double mean(List<ImmutableSortedMap<Figure, Double>> runs, Figure figure) {
        return runs.stream().mapToDouble(run -> run.get(figure)).average().orElseThrow();
    }
}
