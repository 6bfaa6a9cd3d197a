package dev.quorate.impl.bench;

import dev.quorate.impl.bench.ObservedCluster.Failover;
import dev.quorate.impl.lab.ClientEnd;
import dev.quorate.impl.lab.Handlers;
import dev.quorate.impl.lab.LabNetwork;
import dev.quorate.impl.lab.Wire;
import dev.quorate.impl.time.RealTime;
import dev.quorate.impl.time.VirtualTime;
import dev.quorate.impl.world.CallRates;
import dev.quorate.impl.world.FaultPlan.Rates;
import dev.quorate.impl.world.Randomness;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How soon a lost leader is replaced, in how many terms, and what a cluster costs that has nothing to do: election
 * timeouts of 150 to 300 ms, heartbeats every 50 ms.
 *
 * <p>How long a failover takes is drawn: it cannot end before the first follower's timeout does. So what is measured
 * is how much later than that a leader is there.
 */
public final class ElectionBenchmark {
    private static final int[] SIZES = {3, 5};
    private static final int TRIALS = 30;
    private static final int VIRTUAL_TRIALS = 1_000;
    private static final int PERIODS = 1_000;
    private static final int CALLS = 100_000;
    private static final int IDLE_SECONDS = 15;
    private static final String REAL = "quorate, real time";
    private static final String VIRTUAL = "quorate, virtual time";

    /** A message takes 0.5 to 5 ms: in a network that takes no time, votes would never split. */
    private static final CallRates SOME_DELAY = new CallRates(Rates.NONE, Rates.NONE, 0, 7_000_000);

    private final BenchmarkReport report = new BenchmarkReport("election");

    private ElectionBenchmark() {}

    public static void main(String[] args) throws IOException {
        ElectionBenchmark benchmark = new ElectionBenchmark();
        for (int servers : SIZES) {
            benchmark.terms(servers);
            benchmark.idleMessages(servers);
        }
        benchmark.calls();
        benchmark.failovers();
        for (int servers : SIZES) {
            benchmark.idleCost(servers);
        }
        benchmark.report.finish(Path.of(args[0]));
    }

    /** What the network answers. */
    public record Call(int number) {
        /** The same. */
        public Call echo(Call call) {
            return call;
        }
    }

    /** The course's benchmark of its network: one caller, one call after another. */
    private void calls() {
        try (RealTime time = new RealTime();
                LabNetwork network = new LabNetwork(time, Randomness.seeded(1), Wire.UNWATCHED)) {
            network.addServer("server", Handlers.ofQuick("server", new Call(0)));
            ClientEnd end = network.makeEnd("end", "client");
            network.connect("end", "server");
            network.enable("end", true);
            long begin = time.micros();
            for (int n = 0; n < CALLS; n++) {
                if (end.call("echo", new Call(n), Call.class).isEmpty()) {
                    throw new IllegalStateException("call " + n + " was lost");
                }
            }
            report.row("network, 100k calls", REAL, "calls/s", CALLS / ((time.micros() - begin) / 1e6), 0);
        }
    }

    private static String servers(String of, int servers) {
        return of + ", " + servers + " servers";
    }

    private void terms(int servers) {
        String of = servers("failover", servers);
        Map<Long, Integer> trials = new LinkedHashMap<>();
        long terms = 0;
        try (VirtualTime time = new VirtualTime();
                ObservedCluster cluster = new ObservedCluster(servers, true, servers, time)) {
            cluster.tester().network().rates(SOME_DELAY);
            for (int n = 0; n < VIRTUAL_TRIALS; n++) {
                Failover failover = cluster.failover();
                trials.merge(failover.terms(), 1, Integer::sum);
                terms += failover.terms();
            }
            double votes = cluster.votesAsked() / (double) cluster.elections();
            report.row(of, VIRTUAL, "vote requests per term", votes, 0);
            report.exactly(servers("vote requests per term", servers), votes, servers - 1);
        }
        trials.forEach((n, count) -> report.keep(of, VIRTUAL, "trials of " + n + " terms", count));
        double mean = terms / (double) VIRTUAL_TRIALS;
        report.row(of, VIRTUAL, "terms, mean", mean, 0);
        report.atMost("terms per failover, mean of 1,000, " + servers + " servers", mean, 1.1);
    }

    private void idleMessages(int servers) {
        try (VirtualTime time = new VirtualTime();
                ObservedCluster cluster = new ObservedCluster(servers, true, servers, time)) {
            time.sleep(ObservedCluster.TIMING.electionMax());
            long before = cluster.heartbeats();
            long votes = cluster.votesAsked();
            time.sleep(PERIODS * ObservedCluster.TIMING.heartbeat());
            double perPeriod = (cluster.heartbeats() - before) / (double) PERIODS;
            report.row(servers("idle", servers), VIRTUAL, "heartbeats per period", perPeriod, 0);
            report.exactly(servers("heartbeats per period", servers), perPeriod, servers - 1);
            report.exactly(
                    servers("vote requests of an idle cluster", servers), (double) (cluster.votesAsked() - votes), 0);
        }
    }

    /**
     * What a cluster costs in the long run, so after all else, when its code is compiled: the processor time of all
     * Java threads, second by second. The process has some more of its own, for its compiler above all.
     */
    private void idleCost(int servers) {
        String of = servers("idle", servers);
        int without = ManagementFactory.getThreadMXBean().getThreadCount();
        try (RealTime time = new RealTime();
                ObservedCluster cluster = new ObservedCluster(servers, true, servers, time)) {
            long heartbeats = cluster.heartbeats();
            List<Double> ofThreads = new ArrayList<>();
            List<Double> ofProcess = new ArrayList<>();
            for (int second = 0; second < IDLE_SECONDS; second++) {
                long begin = time.micros();
                long threads = CpuTime.ofThreads();
                long process = CpuTime.ofProcess();
                time.sleep(1_000_000);
                double nanos = 1e3 * (time.micros() - begin);
                ofThreads.add(100 * (CpuTime.ofThreads() - threads) / nanos);
                ofProcess.add(100 * (CpuTime.ofProcess() - process) / nanos);
            }
            Measured used = Measured.of(ofThreads);
            Measured process = Measured.of(ofProcess);
            int threads = ManagementFactory.getThreadMXBean().getThreadCount() - without;
            report.row(of, REAL, "% of a core, threads", used.median(), used.spread());
            report.row(of, REAL, "% of a core, process", process.median(), process.spread());
            report.row(of, REAL, "heartbeats/s", (cluster.heartbeats() - heartbeats) / (double) IDLE_SECONDS, 0);
            report.row(of, REAL, "threads", threads, 0);
            report.atMost("% of a core per server, idle, " + servers + " servers", used.median() / servers, 0.25);
            report.atMost("threads per server, " + servers + " servers", threads / (double) servers, 1);
        }
    }

    /** All cases in turn, so that what else the machine does meets all of them. */
    private void failovers() {
        Map<String, List<Failover>> cases = new LinkedHashMap<>();
        for (int trial = 1; trial <= TRIALS; trial++) {
            for (int servers : SIZES) {
                for (boolean aligned : new boolean[] {false, true}) {
                    String of = servers("failover", servers) + (aligned ? ", aligned" : ", spread") + " start";
                    try (RealTime time = new RealTime();
                            ObservedCluster cluster = new ObservedCluster(servers, aligned, trial, time)) {
                        Failover failover = cluster.failover();
                        cases.computeIfAbsent(of, c -> new ArrayList<>()).add(failover);
                        String one = String.format(Locale.ROOT, "%s, trial %d", of, trial);
                        report.keep(one, REAL, "ms", failover.took() / 1e3);
                        report.keep(one, REAL, "ms, floor", failover.floor() / 1e3);
                        report.keep(one, REAL, "terms", (double) failover.terms());
                    }
                }
            }
        }
        cases.forEach(this::report);
    }

    private void report(String of, List<Failover> trials) {
        Measured took = Measured.of(trials.stream().map(f -> f.took() / 1e3).toList());
        Measured over =
                Measured.of(trials.stream().map(f -> f.overTheFloor() / 1e3).toList());
        report.row(of, REAL, "ms, median", took.median(), took.spread());
        report.row(of, REAL, "ms over the floor, median", over.median(), over.spread());
        report.atMost("ms over the floor, median of 30, " + of, over.median(), 10);
    }
}
