package dev.quorate.impl.bench;

import dev.quorate.impl.campaign.Campaign;
import dev.quorate.impl.campaign.CampaignResult;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How many times faster than real time a campaign is on one core: 5 servers, heartbeats every 100 ms, all kinds of
 * fault, every step judged by the specification with its invariants, who led and that a leader comes. Beside it the
 * same seeds without anybody to judge them. What the process used of the processor is what counts, its compiler and its
 * garbage collector included, as machines are shared.
 *
 * <p>A campaign runs for hours. So one is measured a thousand seeds after another, and the first thousands, in which
 * most code is compiled, do not count.
 */
public final class SimulationBenchmark {
    private static final int SERVERS = 5;
    private static final int SECONDS = 60;
    private static final int BLOCK = 1_000;
    private static final int WARM_UP = 3;
    private static final int BLOCKS = 10;
    private static final String CASE = "5 servers, 60 s of faults";
    private static final String JUDGED = "simulated and judged";
    private static final String ALONE = "simulated alone";
    private static final double SECONDS_OF_HOUR = 3600;

    private final BenchmarkReport report = new BenchmarkReport("simulation");
    private final Path module;

    private SimulationBenchmark(Path module) {
        this.module = module;
    }

    /**
     * Runs it.
     *
     * @param args the file for the report, and the specification
     */
    public static void main(String[] args) throws Exception {
        SimulationBenchmark benchmark = new SimulationBenchmark(Path.of(args[1]));
        benchmark.run();
        benchmark.report.finish(Path.of(args[0]));
    }

    /** How far it is, and what the process has used of the processor until then. */
    private record Milestone(long seeds, double seconds, long steps, double cpu) {
        static Milestone of(long seeds, long micros, long steps) {
            return new Milestone(seeds, micros / 1e6, steps, CpuTime.ofProcess() / 1e9);
        }

        Milestone since(Milestone before) {
            return new Milestone(
                    seeds - before.seeds, seconds - before.seconds, steps - before.steps, cpu - before.cpu);
        }
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("quorate-bench");
        Campaign.Order order = new Campaign.Order(1, BLOCKS * BLOCK, SERVERS, SECONDS);
        Campaign campaign = new Campaign(order, Server.with(new ElectionCore()), module, "", folder);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            show(JUDGED, milestones(campaign, other.submit(() -> campaign.run(() -> false))));
        } finally {
            other.shutdown();
        }
        Files.delete(folder); // nothing failed, so it is empty
        show(ALONE, milestones(order));
        report.atLeast("simulated and judged on one core / real time", report.value(CASE, JUDGED), 5_000);
    }

    private static List<Milestone> milestones(Campaign campaign, Future<CampaignResult> end) throws Exception {
        List<Milestone> milestones = new ArrayList<>();
        while (!end.isDone()) {
            CampaignResult soFar = campaign.soFar();
            if (milestones.size() < BLOCKS && soFar.seeds() >= (long) BLOCK * milestones.size()) {
                milestones.add(Milestone.of(soFar.seeds(), soFar.micros(), soFar.steps()));
            }
            try {
                end.get(10, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // then it goes on
            }
        }
        milestones.add(
                Milestone.of(end.get().seeds(), end.get().micros(), end.get().steps()));
        return milestones;
    }

    private static List<Milestone> milestones(Campaign.Order order) {
        List<Milestone> milestones = new ArrayList<>();
        long micros = 0;
        long steps = 0;
        for (long seed = order.first(); seed <= order.last(); seed++) {
            if ((seed - order.first()) % BLOCK == 0) {
                milestones.add(Milestone.of(seed - order.first(), micros, steps));
            }
            SimulationResult result = Simulation.run(order.plan(seed), Server.with(new ElectionCore()), step -> {});
            micros += result.simulatedMicros();
            steps += result.events();
        }
        milestones.add(Milestone.of(order.last() - order.first() + 1, micros, steps));
        return milestones;
    }

    private void show(String subject, List<Milestone> milestones) {
        List<Double> realTimes = new ArrayList<>();
        List<Double> steps = new ArrayList<>();
        List<Double> seeds = new ArrayList<>();
        for (int n = WARM_UP; n + 1 < milestones.size(); n++) {
            Milestone block = milestones.get(n + 1).since(milestones.get(n));
            realTimes.add(block.seconds / block.cpu);
            steps.add(block.steps / block.cpu);
            seeds.add(SECONDS_OF_HOUR * block.seeds / block.cpu);
        }
        row(subject, "x real time", realTimes);
        row(subject, "seeds/h and core", seeds);
        row(subject, "steps/s", steps);
    }

    private void row(String subject, String metric, List<Double> values) {
        Measured measured = Measured.of(values);
        report.row(CASE, subject, metric, measured.median(), measured.spread());
    }
}
