package dev.quorate.impl.lab;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.history.OperationType;
import dev.quorate.impl.conformance.OurSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A student's Raft that is right, one that is not, and ours; judged by what they tell and by what the network sees. */
final class StudentRaftsTest {
    /** Its name is in what is printed. */
    private static final Path FOLDER = Path.of("target", "lab");

    @TempDir
    static Path temporary;

    @BeforeAll
    static void makeFolder() throws Exception {
        Files.createDirectories(FOLDER);
    }

    private static void assertAccepted(BothDepths run, String which) {
        assertTrue(run.result().passed(), () -> which + ": " + run.result().report());
        assertJudgedRight(run, which);
        assertTrue(run.told().events() > 0, which);
    }

    private static void assertJudgedRight(BothDepths run, String which) {
        assertEquals(Outcome.ACCEPTED, run.told().outcome(), () -> which + "\n" + told(run));
        assertEquals(Outcome.ACCEPTED, run.seen().outcome(), () -> which + "\n" + seen(run));
        assertHasOneLeaderATerm(run, which);
    }

    private static void assertHasOneLeaderATerm(BothDepths run, String which) {
        assertEquals(ImmutableList.of(), run.toldLeaders().anomalies(), which);
        assertEquals(ImmutableList.of(), run.seenLeaders().anomalies(), which);
        assertTrue(run.seenLeaders().history().count(OperationType.OK) > 0, which);
    }

    private static String told(BothDepths run) {
        return String.join("\n", VerdictText.of(run.told())) + "\n";
    }

    private static String seen(BothDepths run) {
        return String.join("\n", run.seen().text()) + "\n";
    }

    private static void assertRight(WorldRaftFactory factory, int seeds) throws Exception {
        for (Scenario scenario : StudentScenarios.all()) {
            for (long seed = 1; seed <= seeds; seed++) {
                BothDepths run = BothDepths.inVirtualTime(scenario, factory, seed, FOLDER, SHELF);
                assertAccepted(run, scenario.name() + ", seed " + seed);
            }
        }
    }

    @Test
    void theCarefulStudentIsRightAtBothDepths() throws Exception {
        assertRight(new careful.Factory(), 3);
    }

    @Test
    void ourRaftIsRightAtBothDepths() throws Exception {
        assertRight(Raft.factory(), 3);
    }

    @Test
    @Tag("verify")
    void manySeedsAreRightAtBothDepths() throws Exception {
        assertRight(new careful.Factory(), 100);
        assertRight(Raft.factory(), 100);
    }

    /**
     * Where it is not known when a reply is looked at, nobody who is right is rejected. Not in every build: on a machine
     * that is ten times too busy heartbeats really come too late, and a right server stands for election.
     */
    @Tag("verify")
    @Test
    void theCarefulStudentIsRightInRealTime() throws Exception {
        ImmutableList<CompletableFuture<BothDepths>> runs = Arrays.asList(
                        ElectionScenarios.INITIAL_ELECTION,
                        ElectionScenarios.RE_ELECTION,
                        StudentScenarios.RESTART_OF_ALL)
                .stream()
                .map(scenario -> CompletableFuture.supplyAsync(() -> inRealTime(scenario)))
                .collect(ImmutableList.toImmutableList());
        for (CompletableFuture<BothDepths> each : runs) {
            BothDepths run = each.join();
            assertTrue(run.result().passed(), run.result()::report);
            assertEquals(Outcome.ACCEPTED, run.told().outcome(), () -> told(run));
            assertNotEquals(Outcome.REJECTED, run.seen().outcome(), () -> seen(run));
            assertHasOneLeaderATerm(run, run.result().name());
        }
    }

    private static BothDepths inRealTime(Scenario scenario) {
        try (SpecificationShelf own = new SpecificationShelf(OurSpecification.MODULE)) {
            Path folder = Files.createDirectory(temporary.resolve(scenario.name()));
            return BothDepths.inRealTime(scenario, new careful.Factory(), 1, folder, own);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    // --------------------------------------------------------------------------------------------- the naive student

    private static BothDepths naive(Scenario scenario) throws Exception {
        return BothDepths.inVirtualTime(scenario, new naive.Factory(), 1, FOLDER, SHELF);
    }

    @Test
    void theCoursesTestsDoNotFindTheNaiveStudentsMistakes() throws Exception {
        assertAccepted(naive(ElectionScenarios.INITIAL_ELECTION), "initial election");
        assertAccepted(naive(ElectionScenarios.RE_ELECTION), "re-election");
    }
}
