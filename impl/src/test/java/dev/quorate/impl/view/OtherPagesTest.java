package dev.quorate.impl.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages of what is not a run of Raft, and of one that is long. */
final class OtherPagesTest extends BrowserTests {
    private static final Path COMMIT =
            Path.of("..", "conformance", "examples", "two-phase-commit", "TwoPhaseCommit.tla");

    /** The coordinator commits with one of two votes. */
    private static final String HASTY_COMMIT = """
            {"format":"quorate-trace","version":1,"specification":"TwoPhaseCommit","network":"messages",\
            "constants":{"Coordinator":"c","Participant":{"#set":["p1","p2"]}},"init":{"c":{},"p1":{},"p2":{}}}
            {"seq":1,"node":"c","action":"AskForVotes","params":{"i":"c"},"state":{},\
            "sent":[{"type":"Prepare","from":"c","to":"p1"},{"type":"Prepare","from":"c","to":"p2"}]}
            {"seq":1,"node":"p1","action":"VoteYes","params":{"i":"p1","m":{"type":"Prepare","from":"c","to":"p1"}},\
            "state":{"vote":"yes"},"sent":[{"type":"Vote","from":"p1","to":"c","yes":true}]}
            {"seq":2,"node":"c","action":"CountVote","params":{"i":"c","m":\
            {"type":"Vote","from":"p1","to":"c","yes":true}},\
            "state":{"decision":"commit","yesFrom":{"#set":["p1"]}},"sent":[]}
            """;

    /** Two candidates, one of whom votes for the other: what TLC finds if nobody need remember its vote. */
    private static final String COUNTEREXAMPLE = """
            {"format":"quorate-trace","version":1,"specification":"RaftElection","sha256":"",\
            "constants":{"Server":{"#set":["s1","s2"]},"Nil":"Nil"},\
            "init":{"s1":{"lastLog":{"term":0,"index":0}},"s2":{"lastLog":{"term":0,"index":0}}},\
            "network":"messages","violates":"VotesOnce"}
            {"seq":1,"node":"s1","action":"Timeout","params":{"i":"s1"},"state":{"currentTerm":1,"votedFor":"s1",\
            "role":"Candidate","votesGranted":{"#set":["s1"]}},"sent":[{"type":"RequestVoteRequest","term":1,\
            "from":"s1","to":"s2","lastLogTerm":0,"lastLogIndex":0}]}
            {"seq":1,"node":"s2","action":"Timeout","params":{"i":"s2"},"state":{"currentTerm":1,"votedFor":"s2",\
            "role":"Candidate","votesGranted":{"#set":["s2"]}},"sent":[{"type":"RequestVoteRequest","term":1,\
            "from":"s2","to":"s1","lastLogTerm":0,"lastLogIndex":0}]}
            {"seq":2,"node":"s1","action":"HandleRequestVoteRequest","params":{"i":"s1","m":\
            {"type":"RequestVoteRequest","term":1,"from":"s2","to":"s1","lastLogTerm":0,"lastLogIndex":0}},\
            "state":{"votedFor":"s2"},\
            "sent":[{"type":"RequestVoteResponse","term":1,"from":"s1","to":"s2","granted":true}]}
            """;

    private Path copyOf(Path module, String... endings) throws IOException {
        String name = module.getFileName().toString().replace(".tla", "");
        for (String ending : endings) {
            Files.copy(module.resolveSibling(name + ending), folder.resolve(name + ending));
        }
        return folder.resolve(name + ".tla");
    }

    @Test
    void aCounterexampleOpensAtTheStepThatBreaksTheProperty() throws Exception {
        Path module = copyOf(RAFT, ".tla", ".cfg", ".view.json");
        String sound = Files.readString(module);
        Files.writeString(module, sound.replace("/\\ s.votedFor \\in {Nil, m.from}", "/\\ TRUE"));
        open(COUNTEREXAMPLE, module);
        assertEquals("counterexample", browser.text("#verdict"));
        assertEquals(3, step());
        assertEquals("Violation", browser.text("#blamed"));
        String explained = browser.text("#explanation");
        assertTrue(explained.contains("VotesOnce is violated"), explained);
        assertTrue(explained.contains("votedFor[m.from] = \"s2\""), explained);
        assertTrue(browser.text(".module .marked").contains("currentTerm[m.from]"), explained);
        assertEquals(
                "0",
                browser.value("document.querySelector('.col-time').getBoundingClientRect().width")
                        .asText());
    }

    @Test
    void anotherProtocolHasItsOwnColoursAndBands() throws Exception {
        open(HASTY_COMMIT, COMMIT);
        assertEquals(3, step());
        assertEquals("c: commit", browser.text("#lanes .band title"));
        assertEquals("1/2", browser.text("#lanes .tally"));
        assertTrue(
                browser.value("document.getElementById('quiet-choice').hidden").asBoolean());
        String explained = browser.text("#explanation");
        assertTrue(explained.contains("once every participant has voted yes"), explained);
        assertTrue(explained.contains("commits = FALSE"), explained);
    }

    @Test
    void aProtocolWithoutADescriptionIsDrawnPlain() throws Exception {
        open(HASTY_COMMIT, copyOf(COMMIT, ".tla", ".cfg"));
        assertEquals(3, browser.count("#lanes .dot"));
        assertEquals(2, browser.count("#lanes .arrow"));
        assertEquals(1, browser.count("#lanes .loss"));
        assertEquals(0, browser.count("#lanes .band"));
        assertEquals(3, browser.count("#lanes .lane.c-none"));
    }

    @Test
    void aRuleIsShownWhereItsModuleIs() throws Exception {
        open(HASTY_COMMIT, COMMIT, "#step=1");
        assertTrue(browser.text("#rule summary").startsWith("AskForVotes at TwoPhaseCommit:"));
        assertTrue(browser.text("#rule .module").contains("AskForVotes(i) =="));
        Path module = copyOf(COMMIT, ".tla", ".cfg").resolveSibling("Wrapped.tla");
        Files.copy(folder.resolve("TwoPhaseCommit.cfg"), folder.resolve("Wrapped.cfg"));
        Files.writeString(module, "---- MODULE Wrapped ----\nEXTENDS TwoPhaseCommit\n====\n");
        open(HASTY_COMMIT.replace("\"TwoPhaseCommit\"", "\"Wrapped\""), module, "#step=1");
        assertTrue(browser.text("#rule").contains("AskForVotes at TwoPhaseCommit:"), browser.text("#rule"));
        assertEquals(0, browser.count("#rule .module"));
    }

    @Test
    void aRunWithoutStepsShowsHowItBegins() throws Exception {
        open(HASTY_COMMIT.substring(0, HASTY_COMMIT.indexOf('\n') + 1), COMMIT);
        assertEquals(0, browser.count("#steps tbody tr"));
        browser.press("ArrowDown");
        browser.press("End");
        assertEquals("Before the first step", browser.text("#side h2"));
        assertEquals(3, browser.count("#states tbody tr"));
    }

    private Path simulated(int steps) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.drawn(5, 5, steps / 60), "", bytes);
        String trace = bytes.toString(UTF_8);
        int end = 0;
        for (int line = 0; line <= steps; line++) {
            end = trace.indexOf('\n', end) + 1;
            assertTrue(end > 0, () -> "the simulation is shorter than " + steps + " steps");
        }
        return Files.writeString(folder.resolve("long.ndjson"), trace.substring(0, end));
    }

    @Test
    void tenThousandStepsTakeThreeMegabytesAtMost() throws Exception {
        open(simulated(10_000), RAFT, "");
        long bytes = Files.size(folder.resolve("run.html"));
        assertTrue(bytes <= 3_000_000, () -> bytes + " bytes");
        assertEquals("of 10,000", browser.text("#count"));
    }

    /** How long is for a person to judge: it depends on the machine, and on what else this one does. */
    @Tag("verify")
    @Test
    void aHundredThousandStepsAreOpened() throws Exception {
        open(simulated(100_000), RAFT, "#step=77777");
        browser.settle();
        double millis = browser.value("performance.getEntriesByType('navigation')[0].loadEventEnd")
                .asDouble();
        System.out.println(String.format(
                Locale.ROOT,
                "the page of 100,000 steps, %,d kB, was open after %,.0f ms",
                Files.size(folder.resolve("run.html")) / 1000,
                millis));
        assertEquals(77_777, step());
        browser.press("End");
        assertEquals(100_000, step());
    }
}
