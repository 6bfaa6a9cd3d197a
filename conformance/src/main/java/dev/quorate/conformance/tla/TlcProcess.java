package dev.quorate.conformance.tla;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs TLC on a model, in a JVM of its own: TLC exits the one that it runs in. The child has its own temporary folder,
 * since TLC unpacks standard modules there, and dies with this JVM.
 */
public final class TlcProcess {
    /** How far TLC says it is. */
    private record Counts(long generated, long distinct, long left) {
        private static final Pattern LINE = Pattern.compile(
                "([\\d,]+) states generated.*?, ([\\d,]+) distinct states found.*?, ([\\d,]+) states left on queue");

        static Optional<Counts> in(String line) {
            Matcher counts = LINE.matcher(line);
            return counts.find()
                    ? Optional.of(new Counts(number(counts.group(1)), number(counts.group(2)), number(counts.group(3))))
                    : Optional.empty();
        }

        private static long number(String digits) {
            return Long.parseLong(digits.replace(",", ""));
        }
    }

    private final Path work;
    private final int workers;

    /**
     * TLC with its own files.
     *
     * @param work a folder for what TLC writes; emptied by each run
     */
    public TlcProcess(Path work, int workers) {
        this.work = work;
        this.workers = workers;
    }

    /**
     * Runs a model to its end.
     *
     * @param progress told the number of distinct states found, whenever TLC prints it
     * @throws InterruptedException if the thread is interrupted; TLC is ended then
     */
    public ModelResult run(Model model, LongConsumer progress) throws IOException, InterruptedException {
        WorkFolder.delete(work);
        Files.createDirectories(work.resolve("tmp"));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command(model))
                .directory(model.folder().toFile())
                .redirectErrorStream(true)
                .start();
        Thread end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            process.getOutputStream().close();
            ImmutableList<String> output = read(process, progress);
            int exitCode = process.waitFor();
            return result(model, exitCode, output, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            process.destroyForcibly();
            removeHook(end);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.setName("the JVM is ending already, and the hook with it");
        }
    }

    private ImmutableList<String> command(Model model) {
        return ImmutableList.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-Djava.io.tmpdir=" + work.resolve("tmp").toAbsolutePath(),
                "-cp",
                tools().toString(),
                "tlc2.TLC",
                "-workers",
                Integer.toString(workers),
                "-metadir",
                work.resolve("states").toAbsolutePath().toString(),
                model.name());
    }

    /** The jar (or folder) that the TLA+ tools were loaded from. */
    private static Path tools() {
        try {
            return Path.of(tlc2.TLC
                    .class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ImmutableList<String> read(Process process, LongConsumer progress) throws IOException {
        ImmutableList.Builder<String> output = ImmutableList.builder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Counts.in(line).ifPresent(counts -> progress.accept(counts.distinct));
            }
        }
        return output.build();
    }

    private static ModelResult result(Model model, int exitCode, ImmutableList<String> output, Duration elapsed) {
        Counts last = output.stream()
                .flatMap(line -> Counts.in(line).stream())
                .reduce((earlier, later) -> later)
                .orElse(new Counts(0, 0, -1));
        return new ModelResult(model, exitCode, last.generated, last.distinct, last.left, elapsed, output);
    }

    /** Writes TLC's whole output to a file beside its other files, and says where. */
    public Path keep(ModelResult result) throws IOException {
        Path file = work.resolve(result.model().name() + ".out");
        MoreFiles.asCharSink(file, UTF_8).writeLines(result.output());
        return file;
    }
}
