package dev.quorate.impl.bench;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.quorate.conformance.history.Anomaly;
import dev.quorate.conformance.history.Flaw;
import dev.quorate.conformance.history.History;
import dev.quorate.conformance.history.HistoryGenerator;
import dev.quorate.conformance.history.HistoryGenerator.Settings;
import dev.quorate.conformance.history.HistoryReader;
import dev.quorate.conformance.history.HistoryVerdict;
import dev.quorate.conformance.history.HistoryWriter;
import dev.quorate.conformance.history.ListAppend;
import dev.quorate.conformance.history.Model;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast histories are read and checked for strict serializability. They are made as those on which Elle was measured:
 * 10 keys, 1 to 4 steps, half of them reads, up to 256 appends to a key, 2 % failed, 0.05 % of unknown outcome. Time is
 * what the whole process used of the processor, with the JVM's own work.
 *
 * <p>Warm is the median of checks in a JVM that has done it before; first is the only one of a new JVM, which has read
 * the history from a file. The bars are for warm checks: ten times what Elle does on such a machine, warm too.
 */
public final class HistoryBenchmark {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final int[] SIZES = {10_000, 100_000, 1_000_000};
    private static final int[] CLIENTS = {10, 100};
    private static final int REPETITIONS = 5;
    /** A measurement has so many transactions, as processor time is counted in steps of 10 ms. */
    private static final int AT_LEAST = 1_000_000;

    private static final int MOST_SEEDS = 8;
    private static final int MOST_SECONDS = 120;
    private static final String RATE = "transactions/CPU s";
    private static final String SECONDS = "CPU seconds";
    private static final String SOUND = "check of a valid one, warm";
    private static final String FLAWED = "check of one with an anomaly, warm";
    private static final String FIRST = "check, first of a JVM";
    private static final String SMALL_HEAP = "start, read and check, 2 GB heap";
    private static final String COMPONENT = "check, warm, with witnesses";
    private static final String COLD = "./quorate history check, cold";

    private static final String EIGHT_OPERATIONS = """
            {:type :invoke, :f :txn, :value [[:append 1 1] [:r 2 nil]], :process 0, :index 0}
            {:type :invoke, :f :txn, :value [[:append 2 1] [:r 1 nil]], :process 1, :index 1}
            {:type :ok, :f :txn, :value [[:append 1 1] [:r 2 []]], :process 0, :index 2}
            {:type :ok, :f :txn, :value [[:append 2 1] [:r 1 []]], :process 1, :index 3}
            {:type :invoke, :f :txn, :value [[:r 1 nil]], :process 0, :index 4}
            {:type :ok, :f :txn, :value [[:r 1 [1]]], :process 0, :index 5}
            {:type :invoke, :f :txn, :value [[:r 2 nil]], :process 1, :index 6}
            {:type :ok, :f :txn, :value [[:r 2 [1]]], :process 1, :index 7}
            """;

    private final Path work;
    private final Path launcher;
    private final BenchmarkReport report = new BenchmarkReport("history");

    private HistoryBenchmark(Path work, Path launcher) {
        this.work = work;
        this.launcher = launcher.toAbsolutePath();
    }

    /** The report and the quorate script; or {@code first} and a history, for the process that checks only that. */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("first")) {
            checkFirst(Path.of(args[1]));
            return;
        }
        Path work = Files.createTempDirectory("quorate-bench");
        HistoryBenchmark benchmark = new HistoryBenchmark(work, Path.of(args[1]));
        try {
            benchmark.run();
        } finally {
            MoreFiles.deleteRecursively(work, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        benchmark.report.finish(Path.of(args[0]));
    }

    private static void checkFirst(Path file) throws Exception {
        History history = HistoryReader.read(file);
        long begin = CpuTime.ofProcess();
        boolean isValid = check(history).isValid();
        System.out.println("valid " + isValid + " seconds " + (CpuTime.ofProcess() - begin) / 1e9 + " ");
    }

    private static HistoryVerdict check(History history) {
        return ListAppend.check(history, Model.STRICT_SERIALIZABLE);
    }

    private void run() throws Exception {
        cold();
        for (int size : SIZES) {
            for (int clients : CLIENTS) {
                warm(size, clients);
            }
        }
        for (int size : SIZES) {
            files(size);
        }
        component(12_000);
        component(36_000);
        judge();
    }

    private static String named(int size, int clients) {
        return (size >= 1_000_000 ? size / 1_000_000 + "M" : size / 1_000 + "k") + " transactions, " + clients
                + " clients";
    }

    /** Something to do with a history. */
    private interface Work {
        void run() throws Exception;
    }

    /** The subjects in turn; two rounds are not counted. */
    private void measure(String of, int size, int repetitions, Map<String, Work> subjects) throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        int times = Math.max(1, AT_LEAST / size);
        for (int n = -2; n < repetitions; n++) {
            for (Map.Entry<String, Work> subject : subjects.entrySet()) {
                long begin = CpuTime.ofProcess();
                for (int i = 0; i < times; i++) {
                    subject.getValue().run();
                }
                double seconds = (CpuTime.ofProcess() - begin) / 1e9;
                if (n >= 0) {
                    rates.computeIfAbsent(subject.getKey(), s -> new ArrayList<>())
                            .add((double) size * times / seconds);
                }
            }
        }
        rates.forEach((subject, all) -> report.row(
                of, subject, RATE, Measured.of(all).median(), Measured.of(all).spread()));
    }

    private void warm(int size, int clients) throws Exception {
        History sound = HistoryGenerator.generate(Settings.sound(1, size, clients));
        History flawed = flawed(size, clients);
        Map<String, Work> subjects = new LinkedHashMap<>();
        subjects.put(SOUND, () -> require(check(sound).isValid(), "a valid history is called invalid"));
        subjects.put(FLAWED, () -> require(!check(flawed).isValid(), "the anomaly was not found"));
        measure(named(size, clients), size, REPETITIONS, subjects);
    }

    /** A lost update among the last hundredth; of the first seed whose transaction appends, and so has one to lose. */
    private static History flawed(int size, int clients) {
        for (int seed = 1; seed <= MOST_SEEDS; seed++) {
            History history = HistoryGenerator.generate(
                    Settings.sound(seed, size, clients).withFlaw(Flaw.LOST_UPDATE, 1, size - size / 100));
            if (!check(history).isValid()) {
                return history;
            }
        }
        throw new IllegalStateException("the anomaly is not found");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** What begins with a file: reading alone, and the first check of a JVM. */
    private void files(int size) throws Exception {
        String of = named(size, CLIENTS[0]);
        History history = HistoryGenerator.generate(Settings.sound(1, size, CLIENTS[0]));
        Path edn = work.resolve("history.edn");
        Path json = work.resolve("history.json");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(edn))) {
            HistoryWriter.edn(history, out);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(json))) {
            HistoryWriter.json(history, out);
        }
        Map<String, Work> subjects = new LinkedHashMap<>();
        subjects.put("EDN, read alone, warm", () -> HistoryReader.read(edn));
        subjects.put("JSON, read alone, warm", () -> HistoryReader.read(json));
        measure(of, size, size == 1_000_000 ? 1 : 3, subjects);
        first(of, size, edn);
        Files.delete(edn);
        Files.delete(json);
    }

    /** The only check of a JVM, which has 2 GB. */
    private void first(String of, int size, Path file) throws Exception {
        List<String> command = List.of(
                JAVA,
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-cp",
                ChildProcess.classPath(),
                HistoryBenchmark.class.getName(),
                "first",
                file.toString());
        List<Double> rates = new ArrayList<>();
        List<Double> wholes = new ArrayList<>();
        for (int n = 0; n < (size == 1_000_000 ? 1 : REPETITIONS); n++) {
            ChildProcess child = ChildProcess.run(work, MOST_SECONDS, command);
            String output = child.output();
            require(output.startsWith("valid true"), output);
            int seconds = output.indexOf("seconds ") + 8;
            rates.add(size / Double.parseDouble(output.substring(seconds, output.indexOf(' ', seconds))));
            wholes.add(child.seconds());
        }
        Measured rate = Measured.of(rates);
        Measured whole = Measured.of(wholes);
        report.row(of, FIRST, RATE, rate.median(), rate.spread());
        report.row(of, SMALL_HEAP, SECONDS, whole.median(), whole.spread());
    }

    /** One write is lost early, and nearly all that come later lie on circles with it and real time. */
    private void component(int size) throws Exception {
        History history = null;
        List<Anomaly> cycles = List.of();
        for (int seed = 1; cycles.isEmpty() || cycles.get(0).component().length() < size * 5 / 6; seed++) {
            history = HistoryGenerator.generate(Settings.sound(seed, size, CLIENTS[0])
                    .withSizes(10, 4, size)
                    .withFlaw(Flaw.LOST_WRITE, 1, 0));
            cycles = cycles(history);
        }
        int component = cycles.get(0).component().length();
        String of = String.format(Locale.ROOT, "a component of %,d transactions", component);
        List<Double> times = new ArrayList<>();
        for (int n = 0; n < REPETITIONS; n++) {
            long begin = CpuTime.ofProcess();
            require(cycles(history).equals(cycles), "the same history has another verdict");
            times.add((CpuTime.ofProcess() - begin) / 1e9);
        }
        Measured seconds = Measured.of(times);
        report.row(of, COMPONENT, SECONDS, seconds.median(), seconds.spread());
        report.atMost("CPU seconds of a check, " + of, seconds.median(), 20);
        report.atLeast("types of cycles with a witness, " + of, cycles.size(), 1);
    }

    private static List<Anomaly> cycles(History history) {
        return check(history).anomalies().stream()
                .filter(anomaly -> !anomaly.cycle().isEmpty())
                .toList();
    }

    /** The command that people call. */
    private void cold() throws Exception {
        Path file = Files.writeString(work.resolve("eight.edn"), EIGHT_OPERATIONS);
        List<Double> times = new ArrayList<>();
        for (int n = 0; n < REPETITIONS; n++) {
            ChildProcess child = ChildProcess.run(
                    work, MOST_SECONDS, List.of(launcher.toString(), "history", "check", file.toString()));
            if (child.exitCode() == 2) {
                System.out.println("SKIPPED: " + COLD + ": "
                        + child.output().lines().findFirst().orElse(""));
                return;
            }
            require(child.output().startsWith("INVALID"), child.output());
            times.add(child.seconds());
        }
        Measured seconds = Measured.of(times);
        report.row("8 operations", COLD, SECONDS, seconds.median(), seconds.spread());
        report.atMost("CPU seconds of a cold check, 8 operations", seconds.median(), 0.6);
    }

    private void judge() {
        for (int clients : CLIENTS) {
            String at100k = named(100_000, clients);
            String at1m = named(1_000_000, clients);
            for (String subject : List.of(SOUND, FLAWED)) {
                report.atLeast(subject + ", " + at100k, report.value(at100k, subject), 236_000);
                report.atLeast(subject + ", " + at1m, report.value(at1m, subject), 167_000);
            }
            report.atLeast(
                    "rate at 1M / at 100k, by n log n 5/6, " + clients + " clients",
                    report.value(at1m, SOUND) / report.value(at100k, SOUND),
                    0.83);
        }
        // A JVM whose heap is too small would have ended the run.
        report.atMost("GB of heap that read and checked 1M transactions", 2, 2);
    }
}
