package dev.quorate.impl.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.primitives.Longs;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.bench.Experiment.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Figure 16 of the Raft paper (section 9.3): the time to detect and replace a crashed leader, in the simulator. Draws
 * both of its plots, puts the figures beside the paper's, and tells by experiment where a difference comes from.
 *
 * @param measured of each choice of timeouts under {@link Conditions#DRAWN}
 * @param compared what some choices give under each other conditions, and under these
 * @param broadcasts the broadcast time under each of those, in microseconds, on average
 * @param bySeed what the published choices but the first give with this seed and the nine after it
 * @param judged by the specification
 */
record Figure16(
        Experiment experiment,
        ImmutableMap<ElectionTimeouts, Downtimes> measured,
        ImmutableMap<Conditions, ImmutableMap<ElectionTimeouts, Downtimes>> compared,
        ImmutableMap<Conditions, Double> broadcasts,
        ImmutableMap<ElectionTimeouts, ImmutableList<Downtimes>> bySeed,
        Sample judged) {
    static final ElectionTimeouts NO_CHANCE = new ElectionTimeouts(150, 150);
    static final ElectionTimeouts FIVE_MILLIS = new ElectionTimeouts(150, 155);
    static final ElectionTimeouts FIFTY_MILLIS = new ElectionTimeouts(150, 200);
    static final ElectionTimeouts SHORTEST = new ElectionTimeouts(12, 24);
    static final ElectionTimeouts PROPOSED = new ElectionTimeouts(150, 300);

    /** The top plot varies how much is left to chance. */
    static final ImmutableList<ElectionTimeouts> TOP = ImmutableList.of(
            NO_CHANCE,
            new ElectionTimeouts(150, 151),
            FIVE_MILLIS,
            new ElectionTimeouts(150, 175),
            FIFTY_MILLIS,
            PROPOSED);

    /** The bottom plot scales the least timeout. */
    static final ImmutableList<ElectionTimeouts> BOTTOM = ImmutableList.of(
            SHORTEST,
            new ElectionTimeouts(25, 50),
            new ElectionTimeouts(50, 100),
            new ElectionTimeouts(100, 200),
            PROPOSED);

    static final ImmutableList<ElectionTimeouts> ALL = ImmutableSet.<ElectionTimeouts>builder()
            .addAll(TOP)
            .addAll(BOTTOM)
            .build()
            .asList();

    /** Those that the paper gives figures of. */
    static final ImmutableList<ElectionTimeouts> PUBLISHED =
            ImmutableList.of(NO_CHANCE, FIVE_MILLIS, FIFTY_MILLIS, SHORTEST);

    private static final int JUDGED_EVERY = 10;

    /** Runs all of it. */
    static Figure16 run(Experiment experiment, SpecificationShelf shelf) throws TraceException, SpecificationException {
        ImmutableMap<ElectionTimeouts, Downtimes> measured = experiment.measureAll(ALL, Conditions.DRAWN);
        ImmutableMap.Builder<Conditions, ImmutableMap<ElectionTimeouts, Downtimes>> compared = ImmutableMap.builder();
        compared.put(Conditions.DRAWN, measured);
        Conditions.others().forEach(other -> compared.put(other, experiment.measureAll(PUBLISHED, other)));
        ImmutableMap<Conditions, ImmutableMap<ElectionTimeouts, Downtimes>> all = compared.buildOrThrow();
        return new Figure16(
                experiment,
                measured,
                all,
                Maps.toMap(all.keySet(), experiment::broadcast),
                Maps.toMap(PUBLISHED.subList(1, PUBLISHED.size()), experiment::bySeed),
                experiment.judge(ALL, Conditions.DRAWN, JUDGED_EVERY, shelf));
    }

    /** What the paper says of its trials with such timeouts (section 9.3). */
    static String published(ElectionTimeouts timeouts) {
        if (timeouts.equals(NO_CHANCE)) {
            return "consistently over 10,000";
        } else if (timeouts.equals(FIVE_MILLIS)) {
            return "median 287";
        } else if (timeouts.equals(FIFTY_MILLIS)) {
            return "worst 513";
        }
        return timeouts.equals(SHORTEST) ? "mean 35, worst 152" : "";
    }

    /** Both plots. */
    String svg() {
        String top = "Election timeouts of 150 ms, and more by chance";
        String bottom = "Election timeouts of once to twice the least one";
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns='http://www.w3.org/2000/svg' class='figure' viewBox='0 0 %1$d %2$d' width='%1$d' height='%2$d' \
                font-family='sans-serif' font-size='13'>
                <title>The time to detect and replace a crashed leader</title>
                <style>
                %6$s</style>
                <rect class='paper' width='100%%' height='100%%' fill='#fff'/>
                <g>
                %3$s</g>
                <g transform='translate(0 %4$d)'>
                %5$s</g>
                </svg>
                """,
                CumulativePlot.WIDTH,
                2 * CumulativePlot.HEIGHT,
                CumulativePlot.draw(top, Axis.logarithmic(100, 1_000, 10_000, 100_000), of(TOP)),
                CumulativePlot.HEIGHT,
                CumulativePlot.draw(bottom, Axis.linear(0, 100, 200, 300, 400, 500, 600), of(BOTTOM)),
                CumulativePlot.STYLE);
    }

    private ImmutableMap<ElectionTimeouts, Downtimes> of(ImmutableList<ElectionTimeouts> choices) {
        return Maps.toMap(choices, measured::get);
    }

    /** For the terminal. */
    String table() {
        String row = "%-12s %6s %9s %9s %9s %9s %7s   %s%n";
        StringBuilder table = new StringBuilder(
                String.format(row, "timeouts", "trials", "mean", "median", "90 %", "worst", "terms", "the paper, ms"));
        measured.forEach((timeouts, d) -> table.append(String.format(
                Locale.ROOT,
                row,
                timeouts.label(),
                d.trials(),
                d.meanText(),
                d.medianText(),
                d.ninetiethText(),
                d.worstText(),
                String.format(Locale.ROOT, "%.2f", d.terms()),
                published(timeouts))));
        return table.append(String.format(
                        Locale.ROOT,
                        "%nAll in ms without a leader. %,d of the trials, %,d steps, conform to RaftElection.%n",
                        judged.trials(),
                        judged.steps()))
                .toString();
    }

    /** Arguments: the folder for the page and the picture, the specification, the seed. */
    public static void main(String[] args) throws IOException, TraceException, SpecificationException {
        Path folder = Path.of(args[0]);
        Optional<Long> seed = Optional.ofNullable(Longs.tryParse(args[2]));
        if (seed.isEmpty()) {
            System.err.println("figure16: the seed must be a whole number, not " + args[2]);
            System.exit(2);
        }
        try (SpecificationShelf shelf = new SpecificationShelf(Path.of(args[1]))) {
            Experiment experiment = new Experiment(1_000, 100, 100_000_000, seed.get());
            Figure16 figure = run(experiment, shelf);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("figure16.svg"), figure.svg());
            Files.writeString(folder.resolve("index.html"), Figure16Page.of(figure));
            Figure16Json.write(figure, folder.resolve("figure16.json"));
            System.out.print(figure.table());
            System.out.println("Both plots, and why figures differ: " + folder.resolve("index.html"));
        }
    }
}
