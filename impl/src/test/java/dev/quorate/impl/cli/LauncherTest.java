package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code quorate}, in a checkout of its own with a jar that leads to the classes under test. */
class LauncherTest {
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private Path home;
    private Path elsewhere;
    private final Map<String, String> environment = new HashMap<>();

    private record Answer(int exitCode, String out, String err) {}

    @BeforeEach
    void checkOut() throws IOException {
        home = Files.createDirectories(folder.resolve("a check out"));
        elsewhere = Files.createDirectories(folder.resolve("somewhere else"));
        Files.copy(Path.of("..", "quorate"), home.resolve("quorate"));
        assertTrue(home.resolve("quorate").toFile().setExecutable(true));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    private void build() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Quorate.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Splitter.on(File.pathSeparatorChar)
                        .splitToStream(System.getProperty("java.class.path"))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        Files.createDirectories(target());
        new JarOutputStream(Files.newOutputStream(target().resolve("quorate.jar")), manifest).close();
    }

    private Path target() {
        return home.resolve("impl").resolve("target");
    }

    private Path archive() {
        return target().resolve("quorate.jsa");
    }

    private Answer quorate(String... arguments) throws IOException, InterruptedException {
        return run(home.resolve("quorate"), arguments);
    }

    private Answer run(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return new Answer(builder.start().waitFor(), Files.readString(out), Files.readString(err));
    }

    private void trace(String name, String role) throws IOException {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.calm(1, 3, 1), "", trace);
        Files.writeString(elsewhere.resolve(name), trace.toString(UTF_8).replace("Candidate", role));
    }

    @Test
    void exitCodesPassThroughAndArgumentsStayWhole() throws Exception {
        build();
        trace("a good *.ndjson", "Candidate");
        trace("a bad one.ndjson", "Leader");

        Answer accepted = quorate("validate", "a good *.ndjson");
        assertEquals(0, accepted.exitCode(), accepted::toString);
        assertTrue(accepted.out().startsWith("ACCEPTED   a good *.ndjson"), accepted.out());
        assertEquals("", accepted.err());
        Answer rejected = quorate("validate", "a bad one.ndjson");
        assertEquals(1, rejected.exitCode(), rejected::toString);
        Answer missing = quorate("validate", "no such one.ndjson");
        assertEquals(2, missing.exitCode(), missing::toString);
        assertEquals(1, missing.err().lines().count(), missing.err());
    }

    @Test
    void isFoundBehindASymbolicLink() throws Exception {
        build();
        Path link = Files.createSymbolicLink(folder.resolve("q"), home.resolve("quorate"));
        assertEquals(new Answer(0, "quorate 0.1.0\n", ""), run(link, "--version"));
    }

    @Test
    void archiveThatDoesNotFitIsPassedOverInSilence() throws Exception {
        build();
        Files.writeString(archive(), "written by another JVM");
        assertEquals(new Answer(0, "quorate 0.1.0\n", ""), quorate("--version"));
    }

    @Test
    void withoutAJarOrAJdkOneLineSaysWhatToDo() throws Exception {
        Answer notBuilt = quorate("--version");
        build();
        environment.put("JAVA_HOME", elsewhere.toString());
        Answer noJdk = quorate("--version");
        for (Answer answer : List.of(notBuilt, noJdk)) {
            assertEquals(2, answer.exitCode());
            assertEquals(1, answer.err().lines().count(), answer.err());
        }
        assertTrue(notBuilt.err().contains("run make build"), notBuilt.err());
        assertTrue(noJdk.err().contains("JDK, 17 or newer"), noJdk.err());
    }

    /** What the launcher tells the JVM, by a JVM that only repeats it. */
    private boolean isQuick(String... arguments) throws Exception {
        build();
        Files.writeString(archive(), "");
        Path java =
                Files.createDirectories(folder.resolve("jdk").resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertTrue(java.toFile().setExecutable(true));
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
        List<String> told = quorate(arguments).out().lines().toList();
        assertEquals(List.of(arguments), told.subList(told.size() - arguments.length, told.size()));
        boolean quick = told.contains(QUICK);
        assertEquals(quick, told.contains("-XX:SharedArchiveFile=" + archive()), told::toString);
        return quick;
    }

    private String file(String name, long bytes) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(elsewhere.resolve(name).toFile(), "rw")) {
            file.setLength(bytes);
        }
        return name;
    }

    @Test
    void shortRunsAreCompiledQuickly() throws Exception {
        assertTrue(isQuick());
        assertTrue(isQuick("--version"));
        assertTrue(isQuick("validate", "--json", file("small.ndjson", 40 * MIB), "missing.ndjson", "-"));
        assertTrue(isQuick("validate", file("packed.ndjson.gz", 6 * MIB)));
    }

    @Test
    void longRunsAreCompiledWell() throws Exception {
        assertFalse(isQuick("validate", file("large.ndjson", 65 * MIB)));
        assertFalse(isQuick("validate", file("one.ndjson", 40 * MIB), file("two.ndjson", 40 * MIB)));
        assertFalse(isQuick("validate", file("packed.ndjson.gz", 7 * MIB)));
        assertFalse(isQuick("validate", elsewhere.toString()));
        assertFalse(isQuick("simulate", "--out", "new.ndjson"));
        assertFalse(isQuick("check"));
    }

    @Test
    void whoSetsOptionsOfTheJvmDecides() throws Exception {
        environment.put("JDK_JAVA_OPTIONS", "-Xmx1g");
        assertFalse(isQuick("--version"));
    }
}
