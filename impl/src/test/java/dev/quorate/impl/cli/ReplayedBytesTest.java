package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seed is a run: its bytes are the same in every process, on every JVM, at every time. */
class ReplayedBytesTest {
    private static final int SEED = 7;
    private static final int OLDEST = 17;

    /**
     * Of the steps of the seed, without the header, which has the specification's text in it. It changes with the
     * faults that are drawn, the code and the trace format; whoever means that change puts the new one here.
     */
    private static final String STEPS = "12a955a285c6e44ff75e41952732121a5b5b39f3a8f5d1acfb9baf009e77060a";

    @TempDir
    Path folder;

    /** What one replay writes, by a process of its own. */
    private String replayed(Path home, String name) throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        Process process = OwnProcess.start(
                home, folder, "replay", Integer.toString(SEED), "--servers", "3", "--out", out.toString());
        process.inputReader(UTF_8).lines().forEach(line -> {});
        assertEquals(
                0,
                process.waitFor(),
                () -> name + ": " + process.errorReader(UTF_8).lines().toList());
        return trace(out);
    }

    private static String trace(Path out) throws IOException {
        return Files.readString(out.resolve("seed-" + SEED + ".ndjson"));
    }

    private static ImmutableList<Path> jdks() throws IOException {
        Path here = OwnProcess.home().toRealPath();
        try (Stream<Path> beside = Files.list(here.resolveSibling(""))) {
            return beside.filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
                    .filter(home -> version(home) >= OLDEST && version(home) != version(here))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        }
    }

    /** The first number of it; zero if the folder does not tell. */
    private static int version(Path home) {
        Properties release = new Properties();
        try (var file = Files.newBufferedReader(home.resolve("release"))) {
            release.load(file);
        } catch (IOException e) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.matches("\\d{1,4}\\b.*") ? Integer.parseInt(version.replaceFirst("\\D.*", "")) : 0;
    }

    @Test
    void stepsAreThoseThatEveryJvmHasHad() throws IOException {
        StringWriter err = new StringWriter();
        assertEquals(
                0,
                Quorate.run(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err, true),
                        "replay",
                        Integer.toString(SEED),
                        "--servers",
                        "3",
                        "--out",
                        folder.toString()),
                err::toString);
        String trace = trace(folder);
        String steps = trace.substring(trace.indexOf('\n') + 1);
        assertEquals(STEPS, Hashing.sha256().hashString(steps, UTF_8).toString());
    }

    @Test
    void processesOfAnyJdkWriteTheSameBytes() throws Exception {
        String first = replayed(OwnProcess.home(), "first");
        assertEquals(first, replayed(OwnProcess.home(), "second"));
        ImmutableList<Path> others = jdks();
        if (others.isEmpty()) {
            System.out.println("No other JDK beside " + OwnProcess.home() + ": the bytes of a seed are compared with"
                    + " those of other JVMs by their pinned hash alone.");
        }
        for (Path other : others) {
            assertEquals(first, replayed(other, other.getFileName().toString()), other::toString);
        }
    }
}
