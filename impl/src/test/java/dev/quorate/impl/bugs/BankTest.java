package dev.quorate.impl.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.impl.sim.SimulationPlan;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bank is complete, and each detector finds a mistake and says what it saw. */
final class BankTest {
    private static final Path SPEC = Path.of("..", "spec");

    private static SpecificationShelf shelf;
    private static AnySteps anySteps;

    @BeforeAll
    static void open() throws Exception {
        shelf = new SpecificationShelf(SPEC.resolve("RaftElection.tla"));
        anySteps = new AnySteps(SPEC);
    }

    @AfterAll
    static void close() throws Exception {
        shelf.close();
        anySteps.close();
    }

    /** 22 rows on votes and terms, 19 on timers, 24 on logs, 3 on membership and 6 on reads. */
    @Test
    void everyRowOfTheCatalogueIsABugOrLeftOutForAReason() {
        ImmutableSet<String> rows = Stream.of(rows("V", 22), rows("T", 19), rows("L", 24), rows("M", 3), rows("R", 6))
                .flatMap(Function.identity())
                .collect(ImmutableSet.toImmutableSet());
        ImmutableSet<String> there = Bank.all().stream()
                .map(bug -> bug.id().replaceFirst("[a-z]$", ""))
                .filter(row -> !row.startsWith("X"))
                .collect(ImmutableSet.toImmutableSet());
        assertEquals(
                rows,
                Stream.concat(there.stream(), Bank.leftOut().keySet().stream()).collect(ImmutableSet.toImmutableSet()));
        assertEquals(rows.size(), there.size() + Bank.leftOut().size());
    }

    private static Stream<String> rows(String theme, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> theme + n);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            V18c; ASSERTION; 8; a leader is asked for its vote
            V17; CONFORMANCE; 2; HandleRequestVoteRequest: the action sends other messages
            X4; INVARIANT; 4; breaks LeaderHasQuorum
            V5; HISTORY; 8; in the history of terms and leaders
            """)
    void simulationsFind(String bug, Detector detector, int seeds, String said) throws Exception {
        assertFinds(
                detector,
                said,
                new SimulationSearch(Limit.tries(seeds)).in(Bank.bug(bug).variant(), shelf, anySteps));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            T2; LAB; while that of an older term sent heartbeats
            V14b; LAB_TRACE; HandleAppendEntriesResponse: the action leads to another state
            """)
    void testsOfTheLabFind(String bug, Detector detector, String said) throws Exception {
        assertFinds(
                detector, said, new LabSearch(Limit.tries(24)).in(Bank.bug(bug).variant(), shelf));
    }

    @Test
    void aLeaderThatFallsSilentIsFoundInTheLivenessPhase() throws Exception {
        Search search = new LivenessSearch(Limit.tries(4)).in(Bank.bug("T15b").variant());
        assertFinds(Detector.LIVENESS, "leader", ImmutableList.of(search));
    }

    /** No step of it is wrong, and there always is a leader soon: only the average shows it. */
    @Test
    void timeoutsDrawnAtEachTickAreFoundInTheFigures() throws Exception {
        ImmutableList<SimulationPlan> plans = FiguresSearch.plans(1, 12);
        Search search =
                new FiguresSearch(Limit.tries(12)).in(Bank.bug("T5").variant(), plans, FiguresSearch.sound(plans));
        assertFinds(Detector.FIGURES, "with a sound core", ImmutableList.of(search));
    }

    /** Three steps are enough to lead with two votes of four. */
    @Test
    void halfIsEnoughIsFoundInAllStatesByTheShortestWay() throws Exception {
        Search search = new ExploreSearch(Limit.tries(8)).in(Bank.bug("X4").variant(), shelf);
        assertFinds(Detector.EXHAUSTIVE, "4 servers, empty logs: HandleRequestVoteResponse", ImmutableList.of(search));
        assertEquals(Optional.of(3), search.length());
    }

    private static void assertFinds(Detector detector, String said, ImmutableList<Search> searches) {
        Search search = searches.stream()
                .filter(s -> s.detector() == detector)
                .findFirst()
                .orElseThrow();
        assertTrue(search.found(), () -> detector.title() + " finds nothing");
        assertTrue(search.said().contains(said), search::said);
    }

    @Tag("verify")
    @Test
    void allAreFoundThatShouldBe() throws Exception {
        assertEquals(ImmutableList.of(), new BugTable(BugBank.run(Bank.all(), SPEC)).surprises());
    }
}
