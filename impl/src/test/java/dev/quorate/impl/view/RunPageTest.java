package dev.quorate.impl.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a run of Raft, as a reader uses it. */
final class RunPageTest extends BrowserTests {
    /** n1 is elected by n2, is heard by n2, and restarts; n3 hears of nothing. */
    private static final String ELECTION = """
            {"format":"quorate-trace","version":1,"specification":"RaftElection","sha256":"",\
            "constants":{"Server":{"#set":["n1","n2","n3"]},"Nil":"none"},\
            "init":{"n1":{"lastLog":{"term":0,"index":0}},"n2":{"lastLog":{"term":0,"index":0}},\
            "n3":{"lastLog":{"term":0,"index":0}}},"network":"messages",\
            "faults":{"schedule":[{"at":550000,"lasts":100000,"kind":"power loss","servers":["n1"],"detail":0}]}}
            {"seq":1,"node":"n1","time":100000,"action":"Timeout","params":{"i":"n1"},"state":{"currentTerm":1,\
            "votedFor":"n1","role":"Candidate","votesGranted":{"#set":["n1"]}},"sent":[\
            {"type":"RequestVoteRequest","term":1,"from":"n1","to":"n2","lastLogTerm":0,"lastLogIndex":0},\
            {"type":"RequestVoteRequest","term":1,"from":"n1","to":"n3","lastLogTerm":0,"lastLogIndex":0}]}
            {"seq":1,"node":"n2","time":200000,"action":"HandleRequestVoteRequest","params":{"i":"n2","m":\
            {"type":"RequestVoteRequest","term":1,"from":"n1","to":"n2","lastLogTerm":0,"lastLogIndex":0}},\
            "state":{"currentTerm":1,"votedFor":"n1"},\
            "sent":[{"type":"RequestVoteResponse","term":1,"from":"n2","to":"n1","granted":true}]}
            {"seq":2,"node":"n1","time":300000,"action":"HandleRequestVoteResponse","params":{"i":"n1","m":\
            {"type":"RequestVoteResponse","term":1,"from":"n2","to":"n1","granted":true}},\
            "state":{"role":"Leader","votesGranted":{"#set":["n1","n2"]}},"sent":[\
            {"type":"AppendEntriesRequest","term":1,"from":"n1","to":"n2"},\
            {"type":"AppendEntriesRequest","term":1,"from":"n1","to":"n3"}]}
            {"seq":2,"node":"n2","time":400000,"action":"HandleAppendEntriesRequest","params":{"i":"n2","m":\
            {"type":"AppendEntriesRequest","term":1,"from":"n1","to":"n2"}},"state":{},\
            "sent":[{"type":"AppendEntriesResponse","term":1,"from":"n2","to":"n1","success":true}]}
            {"seq":3,"node":"n1","time":500000,"action":"HandleAppendEntriesResponse","params":{"i":"n1","m":\
            {"type":"AppendEntriesResponse","term":1,"from":"n2","to":"n1","success":true}},"state":{},"sent":[]}
            {"seq":4,"node":"n1","time":600000,"action":"Restart","params":{"i":"n1"},\
            "state":{"role":"Follower","votesGranted":{"#set":[]}},"sent":[]}
            """;

    /** The same, but n2 votes for itself when it is asked. */
    private static final String WRONG_VOTE =
            ELECTION.replace("\"votedFor\":\"n1\"},\"sent\"", "\"votedFor\":\"n2\"},\"sent\"");

    @BeforeEach
    void lightAsLongAsNobodyAsksForDark() throws InterruptedException {
        browser.prefer("light");
    }

    private static String simulated(int servers, int seconds) {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.drawn(3, servers, seconds), "", trace);
        return trace.toString(UTF_8);
    }

    // ------------------------------------------------------------------------------------------------ going about

    @Test
    void oneStepsForwardAndBack() throws Exception {
        open(ELECTION, RAFT);
        assertEquals(1, step());
        browser.click("#forward");
        browser.click("#forward");
        assertEquals(3, step());
        assertEquals("#step=3", hash());
        browser.click("#back");
        assertEquals(2, step());
        browser.click("#last");
        assertEquals(6, step());
        assertEquals(
                "true",
                browser.value("document.getElementById('forward').disabled").asText());
        browser.click("#first");
        assertEquals(1, step());
    }

    @Test
    void keysDoWhatButtonsDo() throws Exception {
        open(ELECTION, RAFT);
        browser.press("ArrowDown");
        browser.press("ArrowRight");
        assertEquals(3, step());
        browser.press("ArrowUp");
        assertEquals(2, step());
        browser.press("ArrowLeft");
        assertEquals(1, step());
        browser.press("End");
        assertEquals(6, step());
        browser.press("Home");
        assertEquals(1, step());
        browser.press("?");
        assertTrue(browser.value("document.getElementById('keys').open").asBoolean());
    }

    @Test
    void theBrowsersBackButtonLeadsToWhereOneJumpedFrom() throws Exception {
        open(ELECTION, RAFT, "#step=2");
        browser.click("tr[data-step='6']");
        assertEquals(6, step());
        browser.click("#first");
        browser.press("ArrowDown");
        browser.back();
        assertEquals(6, step());
        browser.back();
        assertEquals(2, step());
        assertEquals("#step=2", hash());
    }

    @Test
    void anAddressNamesAStep() throws Exception {
        open(simulated(3, 20), RAFT, "#step=417");
        assertEquals(417, step());
        assertEquals(
                "step",
                browser.value("document.querySelector('tr[data-step=\"417\"]').ariaCurrent")
                        .asText());
    }

    @Test
    void aNumberThatNoStepHasChangesNothing() throws Exception {
        open(ELECTION, RAFT, "#step=2");
        browser.value("{ const field = document.getElementById('number'); field.value = '700';"
                + " field.dispatchEvent(new Event('change')); }");
        assertEquals(2, step());
    }

    @Test
    void aBrowserMayRefuseToRewriteTheAddress() throws Exception {
        open(ELECTION, RAFT);
        assertEquals("#step=1", hash());
        browser.value("history.pushState = history.replaceState = () => { throw new Error('too often'); }; 0");
        browser.press("ArrowDown");
        browser.click("tr[data-step='6']");
        assertEquals(6, step());
        assertEquals("#step=1", hash());
    }

    @Test
    void theAddressIsRewrittenOnceForManyChoices() throws Exception {
        open(ELECTION, RAFT);
        assertEquals("#step=1", hash());
        browser.value(
                "const real = history.replaceState.bind(history); var rewritten = 0;"
                        + " history.replaceState = (...to) => { rewritten++; real(...to); };"
                        + " for (let n = 0; n < 300; n++) {"
                        + " document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: n % 2 ? 'ArrowUp' : 'ArrowDown' })); }");
        assertEquals("#step=1", hash());
        assertEquals(1, browser.value("rewritten").asInt());
    }

    // ------------------------------------------------------------------------------------------------ what is drawn

    @Test
    void messagesAreArrowsAndLostOnesEndInACross() throws Exception {
        open(ELECTION, RAFT);
        browser.press("h");
        assertEquals(
                "1>2 2>3 3>4 4>5",
                browser.value("[...document.querySelectorAll('#lanes .arrow')]"
                                + ".map(a => a.dataset.from + '>' + a.dataset.to).sort().join(' ')")
                        .asText());
        assertEquals(
                "1 3",
                browser.value("[...document.querySelectorAll('#lanes .loss .cross')]"
                                + ".map(c => c.parentNode.dataset.from).sort().join(' ')")
                        .asText());
    }

    @Test
    void aLeaderHasABandFromItsElectionToItsRestart() throws Exception {
        open(ELECTION, RAFT);
        assertEquals(1, browser.count("#lanes .band:not(.round)"));
        assertEquals("n1: leader", browser.text("#lanes .band:not(.round) title"));
        String within = """
                (() => {
                  const y = step => document.querySelector(`#lanes [data-step="${step}"]`).getBoundingClientRect().y;
                  const band = document.querySelector("#lanes .band:not(.round)").getBoundingClientRect();
                  return band.top > y(2) && band.top < y(3) + 8 && band.bottom > y(6) && band.bottom < y(6) + 30;
                })()""";
        assertTrue(browser.value(within).asBoolean());
    }

    @Test
    void termsAreColoursAndVotesAreTallied() throws Exception {
        open(ELECTION, RAFT);
        assertEquals(1, browser.count("#lanes .dot.c1[data-step='1']"));
        assertEquals(
                "1/3 2/3",
                browser.value("[...document.querySelectorAll('#lanes .tally')].map(t => t.textContent).join(' ')")
                        .asText());
        assertNotEquals(
                browser.value("getComputedStyle(document.querySelector('#lanes .lane.c1')).stroke"),
                browser.value("getComputedStyle(document.querySelector('#lanes .lane.c-none')).stroke"));
    }

    @Test
    void faultsAreBehindTheLanes() throws Exception {
        open(ELECTION, RAFT);
        assertEquals(1, browser.count("#lanes .fault"));
        assertEquals("power loss, 0.5500 s to 0.6500 s", browser.text("#lanes .fault title"));
        assertEquals(1, browser.count("#lanes path.fault-step[data-step='6']"));
        browser.press("End");
        assertEquals("Planned now: power loss (n1)", browser.text(".faults-now"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"nodes\":3", "\"nodes\":{\"#set\":[\"n1\"]}", "\"servers\":\"n1\""})
    void aPlanThatNobodyJudgesMayHoldAnything(String odd) throws Exception {
        open(
                ELECTION.replace("\"servers\":[\"n1\"]", odd)
                        .replace("\"detail\":0}", "\"detail\":0},7,\"x\",{\"at\":\"noon\"}"),
                RAFT);
        assertEquals(1, step());
        assertTrue(browser.count("#lanes .fault") >= 1);
    }

    // ------------------------------------------------------------------------------------------------ what is hidden

    @Test
    void heartbeatsAreHiddenUntilTheyAreAskedFor() throws Exception {
        open(ELECTION, RAFT);
        assertEquals("1 2 3 6", rows());
        browser.click("#quiet");
        assertEquals("1 2 3 4 5 6", rows());
        browser.press("h");
        assertEquals("1 2 3 6", rows());
    }

    @Test
    void aServerCanBeLeftOut() throws Exception {
        open(ELECTION, RAFT);
        browser.click("#nodes [data-node='1']");
        assertEquals("1 3 6", rows());
        assertEquals("n1n3", browser.text("#lane-names"));
        assertEquals(0, browser.count("#lanes .arrow"));
        browser.press("2");
        assertEquals("1 2 3 6", rows());
    }

    @Test
    void aHiddenStepThatIsAskedForIsShown() throws Exception {
        open(ELECTION, RAFT, "#step=4");
        assertEquals(4, step());
        assertEquals("1 2 3 4 5 6", rows());
    }

    // ------------------------------------------------------------------------------------------------ the divergence

    @Test
    void aRejectedRunOpensAtItsDivergenceAndExplainsIt() throws Exception {
        open(WRONG_VOTE, RAFT);
        assertEquals(2, step());
        assertEquals("rejected", browser.text("#verdict"));
        String explained = browser.text("#explanation");
        for (String part : List.of(
                "Figure 2, RequestVote RPC",
                "votedFor[\"n2\"] differs",
                "spec allows\"n1\"",
                "observed\"n2\"",
                "grant = TRUE",
                "Set by RaftElection:129:12")) {
            assertTrue(explained.contains(part), () -> part + " in " + explained);
        }
        assertTrue(browser.text(".module .marked").startsWith("129"), browser.text(".module .marked"));
        browser.press("End");
        assertTrue(browser.text("#side").contains("nobody has judged this step"));
        browser.press("d");
        assertEquals(2, step());
        browser.press("Home");
        browser.click("#blamed");
        assertEquals(2, step());
    }

    @Test
    void anAcceptedRunHasNothingToJumpTo() throws Exception {
        open(ELECTION, RAFT);
        assertEquals("accepted", browser.text("#verdict"));
        assertEquals("all its 6 steps are steps of RaftElection", browser.text("#summary"));
        assertTrue(browser.value("document.getElementById('blamed').hidden").asBoolean());
        browser.press("d");
        assertEquals(1, step());
    }

    @Test
    void theStateOfEveryServerIsBesideTheStep() throws Exception {
        open(ELECTION, RAFT, "#step=3");
        assertEquals(
                "n1 1 n1 Leader was Candidate {n1, n2} was {n1} term 0, index 0"
                        + " | n2 1 n1 Follower {} term 0, index 0 | n3 0 none Follower {} term 0, index 0",
                browser.value(
                                "[...document.querySelectorAll('#states tbody tr')].map(row => [...row.children]"
                                        + ".map(cell => [...cell.childNodes].map(n => n.textContent).join(' ')).join(' ')).join(' | ')")
                        .asText());
        assertEquals(2, browser.count("#states .changed"));
        assertTrue(browser.text("#messages").contains("never received"), browser.text("#messages"));
        browser.click("#messages a");
        assertEquals(2, step());
    }

    // ------------------------------------------------------------------------------------------------ for everybody

    @Test
    void aScreenReaderHasATableAndIsToldEachStep() throws Exception {
        open(ELECTION, RAFT);
        assertEquals(
                "5",
                browser.value("document.getElementById('steps').ariaRowCount").asText());
        assertEquals(
                "Step Node Time Action What happens",
                browser.value("[...document.querySelectorAll('#steps thead th')].map(h => h.textContent).join(' ')")
                        .asText());
        assertEquals(
                "2",
                browser.value("document.querySelector('#steps tbody tr').ariaRowIndex")
                        .asText());
        browser.press("ArrowDown");
        assertEquals(
                "Step 2 of 6: n2, HandleRequestVoteRequest; receives RequestVoteRequest from n1;"
                        + " currentTerm from 0 to 1; votedFor from none to n1; sends 1 message",
                browser.text("#told"));
    }

    @Test
    void itIsDarkWhereThatIsPreferredAndWhenAskedFor() throws Exception {
        String ground = "getComputedStyle(document.body).backgroundColor";
        open(ELECTION, RAFT);
        String light = browser.value(ground).asText();
        browser.prefer("dark");
        assertNotEquals(light, browser.value(ground).asText());
        browser.press("t");
        assertEquals(light, browser.value(ground).asText());
    }

    @Test
    void zoomMakesRowsLarger() throws Exception {
        open(ELECTION, RAFT);
        String height = "document.querySelector('#steps tbody tr').getBoundingClientRect().height";
        double before = browser.value(height).asDouble();
        browser.press("-");
        double smaller = browser.value(height).asDouble();
        assertTrue(smaller < before, smaller + " < " + before);
        browser.click("#larger");
        assertEquals(before, browser.value(height).asDouble());
    }

    @Test
    void nothingIsAskedForButTheFile() throws Exception {
        open(ELECTION, RAFT);
        assertEquals(List.of(folder.resolve("run.html").toUri().toString()), browser.requests());
    }

    // ------------------------------------------------------------------------------------------------ long runs

    @Test
    void onlyWhatIsOnTheScreenIsDrawn() throws Exception {
        String trace = simulated(5, 40);
        open(trace, RAFT);
        browser.press("h");
        assertEquals(
                trace.lines().count() - 1,
                browser.value("Number(document.getElementById('steps').ariaRowCount) - 1")
                        .asLong());
        assertTrue(browser.count("#steps tbody tr") < 80);
        browser.press("End");
        assertEquals(
                String.valueOf(trace.lines().count() - 1),
                browser.value("[...document.querySelectorAll('#steps tbody tr')].pop().dataset.step")
                        .asText());
        assertTrue(browser.count("#lanes *") < 2_000);
    }

    @Test
    void whatIsInsideATraceStaysText() throws Exception {
        String trace = ELECTION.lines()
                .map(line -> line.replace("\"n3\"", "\"</script><img src=x onerror=alert(1)>\""))
                .collect(Collectors.joining("\n", "", "\n"));
        open(trace, RAFT);
        assertEquals(0, browser.count("img"));
        assertEquals("n1n2</script><img src=x onerror=alert(1)>", browser.text("#lane-names"));
    }
}
