package dev.quorate.impl.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.Engine;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.world.FaultPlan;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast traces are judged, next to trace validation as it is practised and next to reading the trace alone. All in
 * one go, the subjects in turn; what a thread or a process used of the processor is what counts, as machines are shared.
 *
 * <p>Warm means in one JVM that has done it before, cold is a process of its own, from its start. TLC is always a
 * process of its own, as it is in practice; its time has its start in it.
 */
public final class ConformanceBenchmark {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String COLD = "./quorate validate, cold";
    private static final int REPETITIONS = 5;
    private static final long TLC_SECONDS = 100;
    /** Its steps cost more the more messages there are. */
    private static final int MOST_FOR_THE_REFERENCE = 10_000;

    private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};

    private final Path work;
    private final Path spec;
    private final Path launcher;
    private final BenchmarkReport report = new BenchmarkReport("conformance");

    /** @param servers of the run */
    private record Trace(String name, int servers, int events, Path file) {}

    private ConformanceBenchmark(Path work, Path spec, Path launcher) {
        this.work = work;
        this.spec = spec;
        this.launcher = launcher.toAbsolutePath();
    }

    public static void main(String[] args) throws Exception {
        Path out = Path.of(args[0]);
        Path work = Files.createTempDirectory("quorate-bench");
        ConformanceBenchmark benchmark = new ConformanceBenchmark(work, Path.of(args[1]), Path.of(args[2]));
        try {
            benchmark.run();
        } finally {
            MoreFiles.deleteRecursively(work, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        benchmark.report.finish(out);
    }

    private void run() throws Exception {
        for (int servers : new int[] {5, 3}) {
            List<Trace> heartbeats = traces("heartbeats", servers, FaultPlan.none());
            List<Trace> elections = traces(
                    "elections",
                    servers,
                    new FaultPlan(new FaultPlan.Rates(350, 50, 50, 400_000, 500, 40_000), List.of()));
            for (List<Trace> kind : List.of(heartbeats, elections)) {
                for (Trace trace : kind) {
                    warm(trace);
                }
            }
            if (servers == 5) {
                tlc(elections.get(0), true);
                tlc(elections.get(1), true);
                tlc(elections.get(2), false);
                tlc(elections.get(3), false);
                tlc(heartbeats.get(1), true);
                tlc(heartbeats.get(3), false);
                cold(elections.get(0));
                cold(elections.get(1));
                smallHeap(heartbeats.get(3));
                smallHeap(elections.get(3));
            }
        }
        judge();
    }

    /** The traces of one kind: the shorter ones are the beginning of the longest. */
    private List<Trace> traces(String kind, int servers, FaultPlan faults) throws IOException {
        Path whole = work.resolve(kind + servers + ".whole");
        int most = servers == 5 ? SIZES[3] : SIZES[2];
        for (int seconds = 1_000; Files.notExists(whole) || lines(whole) <= most; seconds *= 2) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole))) {
                Simulation.run(
                        SimulationPlan.calm(1, servers, seconds * most / 100_000)
                                .withFaults(faults),
                        "",
                        out);
            }
        }
        List<Trace> traces = new ArrayList<>();
        for (int size : SIZES) {
            if (size <= most) {
                Path file = work.resolve(kind + servers + "-" + size + ".ndjson");
                copy(whole, file, size + 1);
                traces.add(new Trace(kind + ", " + servers + " servers, " + count(size), servers, size, file));
            }
        }
        Files.delete(whole);
        return traces;
    }

    private static long lines(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return in.lines().count();
        }
    }

    private static void copy(Path from, Path to, int lines) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(from);
                BufferedWriter out = Files.newBufferedWriter(to)) {
            for (int n = 0; n < lines; n++) {
                out.write(in.readLine());
                out.write('\n');
            }
        }
    }

    private static String count(int events) {
        return events >= 1_000_000 ? events / 1_000_000 + "M" : events / 1_000 + "k";
    }

    /** Something to do with a trace. */
    private interface Work {
        void on(Trace trace) throws Exception;
    }

    private void warm(Trace trace) throws Exception {
        try (SpecificationShelf compiled = new SpecificationShelf(spec, Engine.COMPILED);
                SpecificationShelf reference = new SpecificationShelf(spec, Engine.REFERENCE)) {
            Map<String, Work> subjects = new LinkedHashMap<>();
            subjects.put("JSON tokens alone", t -> tokens(t.file));
            subjects.put("trace reader alone", t -> read(t.file));
            subjects.put("compiled", t -> validate(t, compiled));
            if (trace.events <= MOST_FOR_THE_REFERENCE) {
                subjects.put("reference", t -> validate(t, reference));
            }
            int repetitions = trace.events > 100_000 ? 3 : REPETITIONS;
            Map<String, List<Double>> times = new LinkedHashMap<>();
            for (int n = -Math.max(2, 200_000 / trace.events / 4); n < repetitions; n++) {
                for (Map.Entry<String, Work> subject : subjects.entrySet()) {
                    if (n < 0 && subject.getKey().equals("reference") && n < -2) {
                        continue;
                    }
                    double seconds = seconds(subject.getValue(), trace);
                    if (n >= 0) {
                        times.computeIfAbsent(subject.getKey(), s -> new ArrayList<>())
                                .add(seconds);
                    }
                }
            }
            times.forEach((subject, all) -> add(trace, subject, Measured.of(all)));
        }
    }

    private static double seconds(Work work, Trace trace) throws Exception {
        long begin = CpuTime.ofThisThread();
        work.on(trace);
        return (CpuTime.ofThisThread() - begin) / 1e9;
    }

    private void add(Trace trace, String subject, Measured times) {
        report.row(trace.name, subject, "events/s", trace.events / times.median(), times.spread());
    }

    private static void tokens(Path file) throws IOException {
        long characters = 0;
        try (JsonParser json = new JsonFactory().createParser(Files.newInputStream(file))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                characters += token == JsonToken.VALUE_NUMBER_INT
                        ? json.getLongValue()
                        : token.isScalarValue() || token == JsonToken.FIELD_NAME
                                ? json.getText().length()
                                : 0;
            }
        }
        if (characters == 0) {
            throw new IllegalStateException("nothing was read");
        }
    }

    private static void read(Path file) throws Exception {
        try (TraceReader reader = new TraceReader(file)) {
            while (reader.next().isPresent()) {
                // each line is made into an event
            }
        }
    }

    private static void validate(Trace trace, SpecificationShelf shelf) throws Exception {
        try (TraceReader reader = new TraceReader(trace.file)) {
            Verdict verdict = TraceChecker.check(reader, shelf);
            if (verdict.outcome() != Verdict.Outcome.ACCEPTED || verdict.events() != trace.events) {
                throw new IllegalStateException(trace.name + " is " + verdict.outcome());
            }
        }
    }

    /** TLC with the best-tuned trace specification, and with one as the public ones are. */
    private void tlc(Trace trace, boolean publicToo) throws Exception {
        for (boolean tuned : publicToo ? new boolean[] {false, true} : new boolean[] {true}) {
            Path folder = Files.createDirectories(work.resolve("tlc"));
            String module = TraceSpecifications.write(folder, tuned, trace.servers);
            ChildProcess child = ChildProcess.run(
                    folder,
                    TLC_SECONDS,
                    List.of(
                            JAVA,
                            "-Xss64m",
                            "-Xmx4g",
                            "-Dtrace.file=" + trace.file,
                            "-Djava.io.tmpdir=" + folder,
                            "-cp",
                            ChildProcess.classPath(),
                            "tlc2.TLC",
                            "-lncheck",
                            "final",
                            "-metadir",
                            folder.resolve("states").toString(),
                            module));
            String subject = tuned ? "TLC, best-tuned" : "TLC, public style";
            if (child.seconds() < 0) {
                report.row(
                        trace.name, subject + " (stopped)", "events/s at most", trace.events / (double) TLC_SECONDS, 0);
            } else if (!child.output().contains("No error has been found")) {
                throw new IllegalStateException(child.output());
            } else {
                add(trace, subject, Measured.of(List.of(child.seconds())));
            }
        }
    }

    /** By the command that people call, and by the JVM without its options. */
    private void cold(Trace trace) throws Exception {
        List<Double> launched = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int n = 0; n < REPETITIONS; n++) {
            launched.add(validate(trace, List.of(launcher.toString())));
            plain.add(validate(trace, List.of(JAVA, "-jar", jar())));
        }
        coldly(trace, COLD, Measured.of(launched));
        coldly(trace, "java -jar validate, cold", Measured.of(plain));
    }

    private void coldly(Trace trace, String subject, Measured times) {
        report.row(trace.name, subject, "CPU seconds", times.median(), times.spread());
    }

    private String jar() {
        return launcher.resolveSibling("impl/target/quorate.jar").toString();
    }

    /** In a process of its own; how many seconds of the processor it took. */
    private double validate(Trace trace, List<String> program) throws Exception {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("validate", trace.file.toString()));
        ChildProcess child = ChildProcess.run(Files.createDirectories(work.resolve("cold")), TLC_SECONDS, command);
        if (!child.output().startsWith("ACCEPTED")) {
            throw new IllegalStateException(child.output());
        }
        return child.seconds();
    }

    private void smallHeap(Trace trace) throws Exception {
        double seconds = validate(trace, List.of(JAVA, "-Xmx256m", "-jar", jar()));
        report.row(trace.name, "java -jar validate, cold, 256 MB heap", "CPU seconds", seconds, 0);
    }

    private void judge() {
        for (String kind : new String[] {"heartbeats", "elections"}) {
            String at100k = kind + ", 5 servers, 100k";
            String at1m = kind + ", 5 servers, 1M";
            String at10k = kind + ", 5 servers, 10k";
            report.atMost(
                    "decoding alone / compiled, " + at100k,
                    report.value(at100k, "JSON tokens alone") / report.value(at100k, "compiled"),
                    4);
            report.atLeast(
                    "compiled at 1M / at 100k, " + kind,
                    report.value(at1m, "compiled") / report.value(at100k, "compiled"),
                    0.7);
            // Of a TLC that was stopped there is the most that it can have been.
            report.atLeast(
                    "compiled, warm / TLC public style, " + at10k,
                    report.value(at10k, "compiled") / report.value(at10k, "TLC, public style"),
                    100);
            report.atLeast(
                    "compiled, warm / TLC best-tuned, " + at1m,
                    report.value(at1m, "compiled") / report.value(at1m, "TLC, best-tuned"),
                    10);
        }
        report.atMost(
                "CPU seconds of a cold validate, elections, 5 servers, 1k",
                report.value("elections, 5 servers, 1k", COLD),
                1);
    }
}
