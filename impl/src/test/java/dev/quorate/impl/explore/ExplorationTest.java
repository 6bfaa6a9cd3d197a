package dev.quorate.impl.explore;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.impl.bugs.Bank;
import dev.quorate.impl.conformance.Judged;
import dev.quorate.impl.conformance.OurSpecification;
import dev.quorate.impl.explore.Explored.Counts;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplorationTest {
    private static final Core SOUND = new ElectionCore();

    @TempDir
    static Path folder;

    private Explored explore(Bound bound, Core core) throws SpecificationException {
        TraceHeader header = bound.header();
        return new Exploration(bound, core, SHELF.forTrace(header)).run(transitions -> true);
    }

    private Explored exploreChanged(String old, String replacement) throws Exception {
        try (SpecificationShelf changed = new SpecificationShelf(OurSpecification.changed(folder, old, replacement))) {
            Bound bound = Bound.of(3, 1).get(0);
            TraceHeader header = bound.header();
            return new Exploration(bound, SOUND, changed.forTrace(header)).run(transitions -> true);
        }
    }

    private Verdict judge(Way way) throws Exception {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        way.write(trace);
        return Judged.judge(trace.toByteArray(), SHELF);
    }

    @Test
    void soundCoreAndSpecificationReachTheSame() throws Exception {
        Explored e = explore(Bound.of(3, 2).get(0), SOUND);
        assertTrue(e.isEqual());
        assertEquals(Optional.empty(), e.way());
        assertEquals(new Counts(4_030, 95_211, 737), e.code());
        assertEquals(e.code(), e.specification());
        assertEquals(756, e.judged());
    }

    @Test
    void soundCoreAndSpecificationReachTheSameFromAllBeginnings() throws Exception {
        for (int servers = 1; servers <= 4; servers++) {
            for (Bound bound : Bound.of(servers, 1)) {
                assertTrue(explore(bound, SOUND).isEqual(), bound::toString);
            }
        }
    }

    /** Mistakes that real programs have made: at which action each is found first, after how many steps. */
    @ParameterizedTest
    @CsvSource({
        "V1a,  3, 2, HandleRequestVoteResponse,  4",
        "V2a,  4, 1, HandleRequestVoteResponse,  4",
        "V2b,  3, 2, HandleRequestVoteResponse,  4",
        "V4c,  3, 2, Restart,                    6",
        "V5,   3, 1, Restart,                    2",
        "V15a, 3, 2, HandleAppendEntriesRequest, 5",
        "V18b, 3, 2, HandleRequestVoteRequest,   5",
        "X4,   4, 1, HandleRequestVoteResponse,  3",
        "X6,   3, 2, HandleRequestVoteRequest,   4",
        "X18,  3, 2, HandleRequestVoteRequest,   4"
    })
    void eachMistakeIsFoundByTheShortestWay(String bug, int servers, int terms, String action, int steps)
            throws Exception {
        assertFound(Bank.bug(bug).variant().core(), Bound.of(servers, terms), "empty logs", action, steps);
    }

    /** Servers are not interchangeable: only the second one gives its vote to a log that is shorter. */
    @Test
    void mistakeOfOneServerIsFound() throws Exception {
        Core core = (before, input) -> SOUND.step(
                before,
                input instanceof Input.Received received
                                && received.message() instanceof RequestVoteRequest m
                                && m.to().equals("n2")
                        ? new Input.Received(new RequestVoteRequest(m.term(), m.from(), m.to(), before.lastLog()))
                        : input);
        assertFound(core, Bound.of(3, 2), "log of n1 shorter", "HandleRequestVoteRequest", 2);
    }

    private void assertFound(Core core, List<Bound> bounds, String beginning, String action, int steps)
            throws Exception {
        for (Bound bound : bounds) {
            Explored e = explore(bound, core);
            if (!e.isEqual()) {
                Way way = e.way().orElseThrow();
                TraceEvent last = Iterables.getLast(way.steps());
                assertEquals(
                        List.of(beginning, Way.Kind.WRONG_STEP, action, steps),
                        List.of(
                                bound.name(),
                                way.kind(),
                                last.action(),
                                way.steps().size()));
                assertRejectedAt(last, judge(way));
                return;
            }
        }
        throw new AssertionError(core + " is not found");
    }

    /** The trace of the way is rejected by the checker of traces, at its last step. */
    private static void assertRejectedAt(TraceEvent last, Verdict verdict) {
        assertEquals(Verdict.Outcome.REJECTED, verdict.outcome());
        TraceEvent rejected = verdict.divergence().orElseThrow().event();
        assertEquals(last.node() + last.seq() + last.call(), rejected.node() + rejected.seq() + rejected.call());
        assertTrue(verdict.divergence().orElseThrow().violations().isEmpty());
    }

    @Test
    void coreThatFailsIsFoundWithTheInputThatItFailsAt() throws Exception {
        Explored e = explore(Bound.of(3, 1).get(0), Bank.bug("V18c").variant().core());
        Way way = e.way().orElseThrow();
        assertEquals(4, way.steps().size());
        assertTrue(way.failure().orElseThrow().endsWith("IllegalStateException: a leader is asked for its vote"));
        assertEquals(Verdict.Outcome.ACCEPTED, judge(way).outcome());
    }

    @Test
    void specificationThatAllowsLessRejectsTheCode() throws Exception {
        Explored e = exploreChanged("/\\ role[i] # Leader\n", "/\\ role[i] = Follower /\\ votedFor[i] = Nil\n");
        assertTrue(e.wrong() > 0);
        Way way = e.way().orElseThrow();
        assertEquals(Way.Kind.WRONG_STEP, way.kind());
        assertEquals("Timeout", Iterables.getLast(way.steps()).action());
        assertEquals(2, way.steps().size());
    }

    @Test
    void specificationThatAllowsMoreReachesRowsThatTheCodeNeverDoes() throws Exception {
        Explored e = exploreChanged(
                "UNCHANGED <<currentTerm, votedFor, lastLog, messages>>",
                "UNCHANGED <<currentTerm, lastLog, messages>>"
                        + " /\\ (UNCHANGED votedFor \\/ votedFor' = [votedFor EXCEPT ![i] = Nil])");
        assertEquals(0, e.wrong());
        assertEquals(0, e.onlyCode());
        assertEquals(189, e.onlySpecification());
        Way way = e.way().orElseThrow();
        assertEquals(Way.Kind.ONLY_SPECIFICATION, way.kind());
        assertEquals(
                List.of("Timeout", "Restart"),
                way.steps().stream().map(TraceEvent::action).toList());
        assertEquals(Verdict.Outcome.REJECTED, judge(way).outcome());
    }

    /** A core that is too careful takes no wrong step, and is found all the same. */
    @Test
    void rowsThatTheCodeMissesAreFound() throws Exception {
        Explored e = exploreChanged("""
                Next ==
                    \\E i \\in Server :
                """, """
                Rise(i) ==
                    /\\ role[i] = Follower
                    /\\ currentTerm' = [currentTerm EXCEPT ![i] = currentTerm[i] + 1]
                    /\\ UNCHANGED <<votedFor, role, votesGranted, lastLog, messages>>

                Next ==
                    \\E i \\in Server :
                        \\/ Rise(i)
                """);
        assertEquals(0, e.wrong());
        Way way = e.way().orElseThrow();
        assertEquals(
                List.of("Rise"), way.steps().stream().map(TraceEvent::action).toList());
    }

    @Test
    void explorationThatIsEndedComparesNothing() throws Exception {
        Bound bound = Bound.of(3, 2).get(0);
        TraceHeader header = bound.header();
        Explored e = new Exploration(bound, SOUND, SHELF.forTrace(header)).run(transitions -> transitions < 5_000);
        assertFalse(e.complete());
        assertFalse(e.isEqual());
        assertTrue(e.code().transitions() >= 5_000);
        assertEquals(Optional.empty(), e.way());
    }

    /** The searches are of the code, of the specification, and for the way: each begins with no transitions. */
    @Test
    void searchForAWayCanBeEndedToo() throws Exception {
        Bound bound = Bound.of(3, 1).get(0);
        int[] searches = {0};
        Explored e = new Exploration(bound, Bank.bug("V5").variant().core(), SHELF.forTrace(bound.header()))
                .run(transitions -> transitions > 0 || ++searches[0] < 3);
        assertEquals(3, searches[0]);
        assertTrue(e.complete() && e.wrong() > 0, e::toString);
        assertFalse(e.isEqual());
        assertEquals(Optional.empty(), e.way());
    }
}
