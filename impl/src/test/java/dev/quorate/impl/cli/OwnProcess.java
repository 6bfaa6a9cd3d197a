package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command as a process of its own. */
final class OwnProcess {
    private static final int INTERRUPT = 2;
    private static final int TERMINATE = 15;

    private OwnProcess() {}

    /** @param home of the JDK that runs it */
    static Process start(Path home, Path folder, String... args) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                home.resolve("bin").resolve("java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Quorate.class.getName()));
        line.addAll(List.of(args));
        return new ProcessBuilder(line).directory(folder.toFile()).start();
    }

    /** This JVM's JDK. */
    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /**
     * What a process prints that Ctrl-C ends.
     *
     * @param begun the line of the error stream that tells that it has begun
     */
    static List<String> interrupted(String begun, Path folder, String... args)
            throws IOException, InterruptedException {
        Process process = start(home(), folder, args);
        try (BufferedReader err = process.errorReader(UTF_8)) {
            assertEquals(begun, err.readLine());
            int signal = isInterruptIgnored() ? TERMINATE : INTERRUPT;
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
            assertEquals(128 + signal, process.exitValue());
            return process.inputReader(UTF_8).lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    /** A shell lets what runs in its background ignore Ctrl-C, and whatever that starts inherits it. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> new BigInteger(
                                line.substring("SigIgn:".length()).strip(), 16))
                        .anyMatch(ignored -> ignored.testBit(INTERRUPT - 1));
    }
}
