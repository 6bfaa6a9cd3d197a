package dev.quorate.impl.bugs;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bank is complete, and each detector finds a mistake and says what it saw. */
final class BankTest {
    private static final Path SPEC = Path.of("..", "spec");

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
            V18c; ASSERTION; a leader is asked for its vote
            V17; CONFORMANCE; the action sends other messages
            T15b; LIVENESS; leader
            """)
    void campaignsFind(String bug, Detector detector, String said) throws Exception {
        assertFinds(detector, said, new CampaignSearch(new Seeds(8), SHELF), bug);
    }

    @Test
    void twoLeadersBreakAnInvariantOfARunWhoseStepsNobodyCompares() throws Exception {
        try (InvariantSearch invariants = new InvariantSearch(new Seeds(4), SPEC)) {
            assertFinds(Detector.INVARIANT, "breaks LeaderHasQuorum", invariants, "X4");
        }
    }

    @Test
    void twoLeadersAreFoundInTheHistoryOfARunThatNobodyJudges() throws Exception {
        assertFinds(Detector.HISTORY, "in the history of terms and leaders", new HistorySearch(new Seeds(20)), "V5");
    }

    @Test
    void serversKeptQuietByALeaderOfOldAreFoundByATestOfTheLab() throws Exception {
        assertFinds(Detector.LAB, "while that of an older term sent heartbeats", new LabSearch(1), "T2");
    }

    /** No step of it is wrong, and there always is a leader soon: only the average shows it. */
    @Test
    void timeoutsDrawnAtEachTickAreFoundInTheFigures() throws Exception {
        assertFinds(Detector.FIGURES, "with a sound core", new FiguresSearch(12), "T5");
    }

    /** Three steps are enough to lead with two votes of four. */
    @Test
    void halfIsEnoughIsFoundInAllStatesByTheShortestWay() throws Exception {
        Find find = assertFinds(
                Detector.EXHAUSTIVE,
                "4 servers, empty logs: HandleRequestVoteResponse",
                new ExploreSearch(SHELF),
                "X4");
        assertEquals(Optional.of(3), find.length());
    }

    private static Find assertFinds(Detector detector, String said, Search search, String bug) throws Exception {
        Optional<Find> find = search.in(Bank.bug(bug).variant());
        assertEquals(Optional.of(detector), find.map(Find::detector), () -> "what finds " + bug);
        assertTrue(find.get().said().contains(said), () -> find.get().said());
        return find.get();
    }

    @Tag("verify")
    @Test
    void allAreFoundThatShouldBe() throws Exception {
        BugTable table = new BugTable(BugBank.run(Bank.all(), SPEC), Duration.ZERO);
        assertEquals(ImmutableList.of(), table.surprises());
    }
}
