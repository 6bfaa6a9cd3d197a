package dev.quorate.impl.bench;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationRequest;
import dev.quorate.conformance.tla.Specifications;
import dev.quorate.conformance.tla.TlcSettings;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.impl.explore.Bound;
import dev.quorate.impl.explore.Exploration;
import dev.quorate.impl.explore.Explored;
import dev.quorate.impl.raft.ElectionCore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How fast transitions are judged when every state is explored, next to how fast TLC generates states under the same
 * bound, without a VIEW, without symmetry and without anything to check. One thread each, in turn in one run; what a
 * process used of the processor is what counts, as machines are shared.
 *
 * <p>TLC explores every set of messages, so it does not come to an end here. It is stopped twice, early and late, and
 * what it did between is measured; its start is in neither. An exploration is measured from the loaded specification to
 * the comparison of both sides, while only the transitions of the code are counted.
 */
public final class ExplorationBenchmark {
    private static final String CASE = "3 servers, 3 terms, empty logs";
    private static final int REPETITIONS = 3;
    private static final int EARLY_SECONDS = 10;
    private static final int LATE_SECONDS = 40;
    private static final int MOST_SECONDS = 1_800;
    private static final String CONFIG = """
            SPECIFICATION Spec
            CONSTANTS
                Server = {"n1", "n2", "n3"}
                Nil = "none"
                MaxTerm = 3
                LogPosition <- EmptyLogs
            CONSTRAINT TermBound
            """;
    private static final Pattern GENERATED = Pattern.compile("(?m)^(\\d+) states generated, (\\d+) distinct");

    private final BenchmarkReport report = new BenchmarkReport("exploration");
    private final Path work;
    private final Path spec;

    private ExplorationBenchmark(Path work, Path spec) {
        this.work = work;
        this.spec = spec;
    }

    /**
     * Runs it.
     *
     * @param args the file for the report, and the folder of the specification
     */
    public static void main(String[] args) throws Exception {
        Path work = Files.createTempDirectory("quorate-bench");
        ExplorationBenchmark benchmark = new ExplorationBenchmark(work, Path.of(args[1]));
        try {
            benchmark.run();
        } finally {
            MoreFiles.deleteRecursively(work, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        benchmark.report.finish(Path.of(args[0]));
    }

    private void run() throws Exception {
        try (Stream<Path> files = Files.list(spec)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".tla")).toList()) {
                Files.copy(file, work.resolve(file.getFileName()));
            }
        }
        Files.writeString(work.resolve("Bound.cfg"), CONFIG);
        Bound bound = Bound.of(3, 3).get(0);
        TraceHeader header = bound.header();
        List<Double> explored = new ArrayList<>();
        List<Double> generated = new ArrayList<>();
        try (Specification specification = Specifications.load(
                new SpecificationRequest(spec.resolve("RaftElection.tla"), header.constants(), header.network()))) {
            // Once for nothing, until the code is compiled.
            keep(explore(bound, specification, new ArrayList<>()));
            for (int n = 0; n < REPETITIONS; n++) {
                explore(bound, specification, explored);
                generated.add(tlc());
            }
        }
        judge(Measured.of(explored), Measured.of(generated));
    }

    /** What is the same each time. */
    private void keep(Explored result) {
        double transitions = result.code().transitions();
        report.row(CASE, "explore, the code", "transitions", transitions, 0);
        report.row(CASE, "explore, the code", "of them distinct and judged", (double) result.judged(), 0);
        report.row(CASE, "explore, the code", "states", (double) result.code().states(), 0);
        report.row(CASE, "explore, the code", "rows", (double) result.code().rows(), 0);
        report.atLeast("transitions of the code", transitions, 1_000_000);
    }

    private static Explored explore(Bound bound, Specification specification, List<Double> rates) throws Exception {
        long begin = CpuTime.ofProcess();
        Explored result = new Exploration(bound, new ElectionCore(), specification).run(transitions -> true);
        rates.add(result.code().transitions() / ((CpuTime.ofProcess() - begin) / 1e9));
        if (!result.isEqual()) {
            throw new IllegalStateException("a difference: " + result);
        }
        return result;
    }

    /** States generated in a second of processor time. */
    private double tlc() throws Exception {
        Tlc early = tlc(EARLY_SECONDS);
        Tlc late = tlc(LATE_SECONDS);
        return (late.generated - early.generated) / (late.seconds - early.seconds);
    }

    /** @param seconds of processor time, from its start to its end */
    private record Tlc(long generated, double seconds) {}

    private Tlc tlc(int stopAfter) throws Exception {
        Path states = Files.createTempDirectory(work, "states");
        ChildProcess tlc = ChildProcess.run(
                work,
                MOST_SECONDS,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Dtlc2.TLC.stopAfter=" + stopAfter,
                        "-Djava.io.tmpdir=" + work,
                        "-cp",
                        new File(TlcSettings.of(1).tools().toString()).getAbsolutePath(),
                        "tlc2.TLC",
                        "-workers",
                        "1",
                        "-metadir",
                        states.toString(),
                        "-config",
                        "Bound.cfg",
                        "MCRaftElection"));
        Matcher generated = GENERATED.matcher(tlc.output());
        if (!generated.find()) {
            throw new IOException(tlc.output());
        }
        return new Tlc(Long.parseLong(generated.group(1)), tlc.seconds());
    }

    private void judge(Measured explored, Measured generated) {
        report.row(CASE, "explore, both sides, one thread", "transitions/s", explored.median(), explored.spread());
        report.row(CASE, "TLC, one worker", "states/s", generated.median(), generated.spread());
        report.atLeast(
                "transitions judged in a second / states that TLC generates",
                explored.median() / generated.median(),
                3);
    }
}
