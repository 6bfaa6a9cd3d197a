package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quorate view}: what it writes, says and refuses. What the page shows is told elsewhere. */
final class ViewCommandTest {
    private static String good;

    @TempDir
    Path folder;

    @BeforeAll
    static void simulate() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.calm(1, 3, 1), "", bytes);
        good = bytes.toString(UTF_8);
    }

    private Path trace(String text) throws IOException {
        return Files.writeString(folder.resolve("run.ndjson"), text);
    }

    @Test
    void thePageStandsBesideTheTrace() throws IOException {
        Answer answer = Answer.to("view", trace(good));
        assertEquals(0, answer.exitCode(), answer::toString);
        assertTrue(answer.out().startsWith("ACCEPTED   "), answer.out());
        assertTrue(answer.out().contains(folder.resolve("run.html") + ": "), answer.out());
        String page = Files.readString(folder.resolve("run.html"));
        assertFalse(page.contains("{{"), "something was not filled in");
        assertTrue(page.contains("\"verdict\":\"accepted\""));
        assertTrue(page.contains("\"hidden\":{"), "the description that comes with quorate is not there");
    }

    @Test
    void aRejectedRunIsDrawnTooAndTheLinesAfterIt() throws IOException {
        String bad = good.replaceFirst("\"currentTerm\":1", "\"currentTerm\":2") + "{\"seq\":";
        Answer answer =
                Answer.to("view", trace(bad), "-o", folder.resolve("pages").resolve("bad.html"));
        assertEquals(0, answer.exitCode(), answer::toString);
        assertTrue(answer.out().startsWith("REJECTED   "), answer.out());
        String page = Files.readString(folder.resolve("pages").resolve("bad.html"));
        assertTrue(page.contains("the last line is torn"), "what cannot be read is not told");
    }

    @Test
    void whatQuorateModelWroteIsDrawn() throws IOException {
        Path spec = Files.createDirectory(folder.resolve("spec"));
        for (String file : List.of(
                "RaftElection.tla", "RaftElection.cfg", "MCRaftElection.tla", "MCevenOne.tla", "MCevenOne.cfg")) {
            Files.copy(Path.of("..", "spec", file), spec.resolve(file));
        }
        Path module = spec.resolve("RaftElection.tla");
        Files.writeString(module, Files.readString(module).replace("/\\ s.votedFor \\in {Nil, m.from}", "/\\ TRUE"));
        Answer model = Answer.to("model", "--spec", spec, "--out", folder.resolve("models"), "MCevenOne");
        assertEquals(1, model.exitCode(), model::toString);
        Path counterexample = folder.resolve("models").resolve("MCevenOne").resolve("VotesOnce.ndjson");
        Answer answer = Answer.to("view", counterexample, "--spec", module, "-o", folder.resolve("tlc.html"));
        assertTrue(answer.out().contains("violates VotesOnce, as it claims"), answer::toString);
        assertTrue(Files.readString(folder.resolve("tlc.html")).contains("\"claim\":{\"violates\":\"VotesOnce\""));
    }

    @Test
    void filesOfOneRunMakeOnePage() throws IOException {
        List<String> lines = good.lines().toList();
        List<Path> files = new ArrayList<>();
        for (String node : List.of("n1", "n2", "n3")) {
            Stream<String> own = lines.stream().filter(line -> line.contains("\"node\":\"" + node + "\""));
            files.add(Files.write(
                    folder.resolve(node + ".ndjson"),
                    Stream.concat(Stream.of(lines.get(0)), own).toList()));
        }
        Answer answer =
                Answer.to("view", files.get(0), files.get(1), files.get(2), "-o", folder.resolve("merged.html"));
        assertEquals(0, answer.exitCode(), answer::toString);
        assertTrue(answer.out().startsWith("ACCEPTED"), answer::toString);
        assertTrue(Files.readString(folder.resolve("merged.html")).contains("\"name\":\"n1.ndjson and 2 more\""));
    }

    @Test
    void aDiagramIsPrinted() throws IOException {
        Answer answer = Answer.to("view", "--mermaid", "--steps", 3, trace(good));
        assertEquals(0, answer.exitCode(), answer::toString);
        List<String> lines = answer.out().lines().toList();
        assertEquals("sequenceDiagram", lines.get(0));
        assertTrue(lines.get(lines.size() - 1).contains("these are 3, from step 1"), answer.out());
        assertFalse(Files.exists(folder.resolve("run.html")));
    }

    @Test
    void badInputIsRefused() throws IOException {
        assertEquals(
                new Answer(2, "", "quorate: " + folder.resolve("none.ndjson") + ": no such file\n"),
                Answer.to("view", folder.resolve("none.ndjson")));
        assertEquals(
                new Answer(2, "", "quorate: " + folder.resolve("run.ndjson") + ":1: not JSON: the line is cut off\n"),
                Answer.to("view", trace("{")));
        assertEquals(
                2, Answer.to("view", "--mermaid", "--steps", 0, trace(good)).exitCode());
        assertEquals(
                2, Answer.to("view", "--mermaid", "-o", "x.html", trace(good)).exitCode());
    }

    @Test
    void aDescriptionThatIsNoneIsRefused() throws IOException {
        for (String file : List.of("RaftElection.tla", "RaftElection.cfg")) {
            Files.copy(Path.of("..", "spec", file), folder.resolve(file));
        }
        Path view = Files.writeString(folder.resolve("RaftElection.view.json"), "{\"colour\":{\"variable\":\"term\"}}");
        Answer answer = Answer.to("view", "--spec", folder.resolve("RaftElection.tla"), trace(good));
        assertEquals(
                new Answer(
                        2,
                        "",
                        "quorate: " + view + ": colour.variable: no such variable as term; there are currentTerm,"
                                + " votedFor, role, votesGranted, lastLog, messages\n"),
                answer);
    }
}
