package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command writes and says; what TLC makes of it is told elsewhere. */
final class ExportTlcCommandTest {
    private static String good;

    @TempDir
    Path folder;

    @BeforeAll
    static void simulate() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.calm(1, 3, 1), "", bytes);
        List<String> lines = bytes.toString(UTF_8).lines().limit(6).toList();
        good = String.join("\n", lines) + "\n";
    }

    private Answer export(String trace, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("trace.ndjson"), trace);
        Stream<Object> args = Stream.of("export-tlc", file, "-o", folder.resolve("out"));
        return Answer.to(Stream.concat(args, Stream.of(more)).toArray());
    }

    private void assertRefused(String problem, String trace, String... more) throws IOException {
        assertEquals(
                new Answer(2, "", "quorate: " + folder.resolve("trace.ndjson") + problem + "\n"), export(trace, more));
    }

    @Test
    void folderStandsAloneWhateverTheVerdict() throws IOException {
        Answer answer = export(good.replaceFirst("(?s)(.*)\"currentTerm\":1", "$1\"currentTerm\":2"));
        assertEquals(0, answer.exitCode(), answer::toString);
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertEquals(
                    List.of("RaftElection.tla", "Trace.cfg", "Trace.tla", "TraceLines.tla"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertTrue(answer.out().contains("java -cp tla2tools.jar tlc2.TLC Trace"), answer.out());
        assertTrue(answer.out().contains("6 distinct states"), answer.out());
        assertTrue(answer.out().contains("REJECTED"), answer.out());
    }

    @Test
    void badInputIsRefused() throws IOException {
        assertRefused(":1: not JSON: the line is cut off", "{");
        assertRefused(
                ": no module Paxos comes with quorate; name the file with --spec Paxos.tla",
                good.replaceFirst("RaftElection", "Paxos"));
        assertRefused(
                ":1: holds the character U+00E9, which TLC does not read the same on every machine",
                good.replaceFirst("\"none\"", "\"n\u00e9ant\""));
    }

    @Test
    void specificationThatUsesNamesOfTheExportIsRefused() throws IOException {
        Path module = Files.writeString(folder.resolve("Odd.tla"), """
                ---- MODULE Odd ----
                EXTENDS Naturals
                CONSTANT Node
                VARIABLES x, TraceLine
                Init == x = [n \\in Node |-> 0] /\\ TraceLine = {}
                Step(n) == x' = [x EXCEPT ![n] = 1] /\\ UNCHANGED TraceLine
                Next == \\E n \\in Node : Step(n)
                Spec == Init /\\ [][Next]_<<x, TraceLine>>
                ====
                """);
        Files.writeString(folder.resolve("Odd.cfg"), "SPECIFICATION Spec\n");
        String header = """
                {"format":"quorate-trace","version":1,"specification":"Odd","sha256":"",\
                "constants":{"Node":{"#set":["a"]}},"init":{"a":{}},"network":"TraceLine"}
                """;
        assertRefused(
                ": " + module + ": has \"TraceLine\"; such names are those of the export",
                header,
                "--spec",
                module.toString());
    }
}
