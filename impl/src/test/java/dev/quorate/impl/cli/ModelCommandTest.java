package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code quorate model}: what it prints, its exit codes, and that nothing of it stays behind. */
class ModelCommandTest {
    private static final String CLOCK = """
            ---- MODULE MCclock ----
            EXTENDS Naturals
            CONSTANT Hours
            VARIABLE hour
            Init == hour = 0
            Tick == hour < Hours /\\ hour' = hour + 1
            Any == hour' \\in {hours : hours \\in SUBSET (1..25)}
            Spec == Init /\\ [][Tick]_hour
            Wide == Init /\\ [][Any]_hour
            Endless == Init /\\ [][hour' = hour + 1]_hour
            ====
            """;

    @TempDir
    Path folder;

    @TempDir
    Path out;

    private record Answer(int exitCode, String out, String err) {
        /** The error stream without the lines that tell what is going on. */
        String complaint() {
            List<String> lines =
                    err.lines().filter(line -> !line.endsWith(" ...")).toList();
            assertEquals(1, lines.size(), err);
            return lines.get(0);
        }
    }

    @BeforeEach
    void writeTheClock() throws IOException {
        Files.writeString(folder.resolve("MCclock.tla"), CLOCK);
        config("SPECIFICATION Spec\nCONSTANT Hours = 2\n");
    }

    private void config(String text) throws IOException {
        Files.writeString(
                folder.resolve("MCclock.cfg"), "\\* Question: What time is it?\n\\* Distinct states: 3\n" + text);
    }

    private static Answer quorate(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Quorate.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Answer(exitCode, out.toString(), err.toString());
    }

    private Answer model(String... more) {
        return quorate(Stream.concat(
                        Stream.of("model", "--spec", folder.toString(), "--out", out.toString(), "--workers", "1"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void listTellsWhatEachModelAsksAndRunsNone() throws IOException {
        Files.writeString(folder.resolve("MCday.tla"), "");
        Files.writeString(folder.resolve("MCday.cfg"), "\\* Question: Is it day?\n\\* Run: deep\n");
        Answer answer = model("--list");
        assertEquals(new Answer(0, """
                        model    run    question
                        MCclock  check  What time is it?
                        MCday    deep   Is it day?
                        """, ""), answer);
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void deadlockIsToldStepByStep() {
        Answer answer = model();
        assertEquals(1, answer.exitCode(), answer::toString);
        assertTrue(answer.out().contains("""
                FAILS      MCclock: deadlock: in the state reached, no step is possible
                  at first      hour = 0
                  step 1        Tick
                                hour  0 -> 1
                """), answer::out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "--heap 2 ~ \"2\" is no size of a heap; it is a number with k, m or g, as in 2g",
                "--heap 0g ~ \"0g\" is no size of a heap; it is a number with k, m or g, as in 2g",
                "--workers 0 ~ --workers is at least 1",
                "MCwatch ~ no model MCwatch; there are MCclock",
                "--tools none.jar ~ none.jar: no such file",
                "--tools pom.xml ~ pom.xml: is no jar of the TLA+ tools",
                "--spec src ~ src: no models; one is MC<name>.tla with MC<name>.cfg beside it",
                "--spec none ~ none: no such folder",
            })
    void badUsageGetsOneLine(String options, String complaint) {
        Answer answer = quorate(Stream.concat(
                        Stream.of("model", "--out", out.toString()),
                        Stream.concat(
                                options.startsWith("--spec") ? Stream.of() : Stream.of("--spec", folder.toString()),
                                Stream.of(options.split(" "))))
                .toArray(String[]::new));
        assertEquals(new Answer(2, "", "quorate: " + complaint + "\n"), answer);
    }

    @Test
    void moduleThatDoesNotParseGetsOneLineWithThePlace() throws IOException {
        Files.writeString(folder.resolve("MCclock.tla"), CLOCK.replace("hour + 1\nAny", "hour +\nAny"));
        Answer answer = model();
        assertEquals(2, answer.exitCode());
        assertEquals("", answer.out());
        assertTrue(
                answer.complaint().startsWith("quorate: MCclock: does not parse: module MCclock, line 6, column 33: "),
                answer::err);
    }

    @Test
    void constantWithoutAValueIsNamed() throws IOException {
        config("SPECIFICATION Spec\n");
        Answer answer = model();
        assertEquals(2, answer.exitCode());
        assertEquals("quorate: MCclock: the .cfg gives the constant Hours no value", answer.complaint());
    }

    @Test
    void heapThatIsTooSmallIsSaidToBe() throws IOException {
        config("SPECIFICATION Wide\nCONSTANT Hours = 2\n");
        Answer answer = model("--heap", "24m");
        assertEquals(2, answer.exitCode());
        assertEquals(
                "quorate: MCclock: TLC ran out of memory; give it more with --heap, as in --heap 4g",
                answer.complaint());
    }

    @Test
    void toolsOfTheUserAreUsed() throws Exception {
        Path jar = Path.of(tlc2.TLC
                .class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path other = Files.copy(jar, folder.resolve("other.jar"));
        assertEquals(1, model("--tools", other.toString()).exitCode());
        assertTrue(Files.readString(out.resolve("MCclock/MCclock.out")).contains("Deadlock reached"));
    }

    // ----------------------------------------------------------------------------- a counterexample is a trace

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "RaftElection ~ MCsmall ~ s.votedFor \\in {Nil, m.from} ~ TRUE",
                "LeaderElection ~ MCalgorithm ~ votedFor[i] \\in {Nil, m.from} ~ TRUE",
            })
    void counterexampleIsAcceptedByTheMutatedSpecificationAndRejectedByTheSoundOne(
            String module, String model, String old, String replacement) throws IOException {
        Path sound = Files.createDirectory(folder.resolve("sound"));
        Path mutated = Files.createDirectory(folder.resolve("mutated"));
        copySpecification(sound);
        copySpecification(mutated);
        String text = Files.readString(mutated.resolve(module + ".tla"));
        assertTrue(text.contains(old), text);
        Files.writeString(mutated.resolve(module + ".tla"), text.replace(old, replacement));
        Answer refuted = quorate("model", "--spec", mutated.toString(), "--out", out.toString(), model);
        assertEquals(1, refuted.exitCode(), refuted::toString);
        assertTrue(refuted.out().contains("  property      VotesOnce: "), refuted::out);
        Path trace = out.resolve(model).resolve("VotesOnce.ndjson");
        Answer own =
                quorate("validate", "--spec", mutated.resolve(module + ".tla").toString(), trace.toString());
        assertEquals(0, own.exitCode(), own::toString);
        assertTrue(own.out().contains(", the last violates VotesOnce, as it claims"), own::out);
        Answer other =
                quorate("validate", "--spec", sound.resolve(module + ".tla").toString(), trace.toString());
        assertEquals(1, other.exitCode(), other::toString);
    }

    private static void copySpecification(Path to) throws IOException {
        try (SpecificationFiles files = new SpecificationFiles();
                Stream<Path> all = Files.list(files.folder())) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        if (!Files.exists(to.resolve("LeaderElection.cfg"))) {
            Files.writeString(
                    to.resolve("LeaderElection.cfg"),
                    "SPECIFICATION Spec\nINVARIANTS ElectionSafety VotesOnce\nPROPERTY VotesNeverChange\n");
        }
    }

    // ------------------------------------------------------------------------------------------- interruptions

    @Test
    void toldToEndItEndsTlcAndLeavesNothingBehind() throws Exception {
        config("SPECIFICATION Endless\nCONSTANT Hours = 2\n");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Process quorate = start(temporary);
        ProcessHandle tlc = child(quorate);
        quorate.destroy();
        assertTrue(quorate.waitFor(1, TimeUnit.MINUTES));
        tlc.onExit().get(1, TimeUnit.MINUTES);
        assertFalse(tlc.isAlive());
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void killedItTakesTlcWithIt() throws Exception {
        config("SPECIFICATION Endless\nCONSTANT Hours = 2\n");
        Process quorate = start(Files.createDirectory(folder.resolve("tmp")));
        ProcessHandle tlc = child(quorate);
        quorate.destroyForcibly();
        tlc.onExit().get(1, TimeUnit.MINUTES);
        assertFalse(tlc.isAlive());
    }

    @Test
    void tlcThatIsKilledGaveNoAnswer() throws Exception {
        config("SPECIFICATION Endless\nCONSTANT Hours = 2\n");
        Process quorate = start(Files.createDirectory(folder.resolve("tmp")));
        child(quorate).destroyForcibly();
        assertTrue(quorate.waitFor(1, TimeUnit.MINUTES));
        assertEquals(2, quorate.exitValue());
        String said = new String(quorate.getErrorStream().readAllBytes(), UTF_8);
        assertEquals("quorate: MCclock: TLC was ended half-way by signal 9", said.strip());
    }

    /** The command in a process of its own, up to its first sign of life. */
    private Process start(Path temporary) throws IOException {
        Process process = new ProcessBuilder(ImmutableList.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Quorate.class.getName(),
                        "model",
                        "--spec",
                        folder.toString(),
                        "--out",
                        out.toString()))
                .directory(new File("."))
                .start();
        StringBuilder line = new StringBuilder();
        while (!line.toString().endsWith("...\n")) {
            int next = process.getErrorStream().read();
            assertTrue(next >= 0, line::toString);
            line.append((char) next);
        }
        return process;
    }

    /** TLC's process, once TLC is at work: it unpacks the standard modules first. */
    private ProcessHandle child(Process parent) {
        Path unpacked = out.resolve("MCclock/MCclock/tmp/Naturals.tla");
        while (!Files.exists(unpacked)) {
            assertTrue(parent.isAlive());
            Thread.onSpinWait();
        }
        return parent.children().findFirst().orElseThrow();
    }
}
