package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.campaign.AllCores;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Simulates seeds and validates the trace of each, on all cores.
 *
 * @param servers cluster sizes; the seeds take them in turn
 * @param seconds of simulated time for each
 * @param module to judge by
 * @param folder for the traces
 */
record SimulationRuns(List<Long> seeds, List<Integer> servers, int seconds, Path module, String sha256, Path folder) {

    /** All rows, in the order of the seeds. */
    ImmutableList<RunRow> run(Progress progress) throws InterruptedException, SpecificationException, IOException {
        AtomicInteger next = new AtomicInteger();
        RunRow[] rows = new RunRow[seeds.size()];
        AllCores.run(goOn -> {
            try (SpecificationShelf shelf = new SpecificationShelf(module)) {
                for (int n = next.getAndIncrement();
                        n < rows.length && goOn.getAsBoolean();
                        n = next.getAndIncrement()) {
                    rows[n] = row(seeds.get(n), servers.get(n % servers.size()), shelf);
                    progress.step();
                }
            }
        });
        return ImmutableList.copyOf(rows);
    }

    /** The file of the trace of a seed. */
    static Path trace(Path folder, int servers, long seed) {
        return folder.resolve("sim-" + servers + "-servers-seed-" + seed + ".ndjson");
    }

    private RunRow row(long seed, int size, SpecificationShelf shelf) {
        Path file = trace(folder, size, seed);
        String simulate = ShellWords.line(List.of(
                "quorate",
                "simulate",
                "--seed",
                Long.toString(seed),
                "--servers",
                Integer.toString(size),
                "--seconds",
                Integer.toString(seconds),
                "--out",
                file.toString()));
        String name = "simulation, " + seconds + " s";
        try {
            SimulationResult result;
            try (OutputStream trace = new BufferedOutputStream(Files.newOutputStream(file))) {
                result = Simulation.run(SimulationPlan.drawn(seed, size, seconds), sha256, trace);
            }
            Verdict verdict = TraceChecker.check(file, shelf);
            LeadershipJudgement leadership = LeadershipJudgement.of(name + ", seed " + seed, result.leadership());
            long faults = result.faults().values().stream().mapToLong(n -> n).sum();
            boolean good = verdict.outcome() == Outcome.ACCEPTED && leadership.isValid();
            return new RunRow(
                    name,
                    size,
                    Long.toString(seed),
                    result.elections(),
                    faults,
                    result.events(),
                    Optional.of(verdict),
                    Optional.of(leadership),
                    Optional.empty(),
                    good ? Optional.empty() : PageBeside.write(file, shelf),
                    again(simulate, file, leadership));
        } catch (IOException | RuntimeException | AssertionError | TraceException | SpecificationException e) {
            return new RunRow(
                    name,
                    size,
                    Long.toString(seed),
                    0,
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(e.getMessage()),
                    Optional.empty(),
                    simulate);
        }
    }

    private String again(String simulate, Path file, LeadershipJudgement leadership) {
        if (leadership.isValid()) {
            return simulate + " && " + ShellWords.line(List.of("quorate", "validate", file.toString()));
        }
        String history = file.toString().replaceFirst("\\.ndjson$", ".edn");
        return simulate + " " + ShellWords.line(List.of("--history", history)) + " && "
                + ShellWords.line(List.of("quorate", "history", "check", history));
    }
}
