package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.impl.cli.LabOutcome.Grade;
import dev.quorate.impl.lab.ElectionScenarios;
import dev.quorate.impl.lab.ScenarioResult;
import dev.quorate.impl.lab.ScenarioResult.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the judges' answers make of a test that the tester saw pass. */
class LabOutcomeTest {
    private static final Judgement ACCEPTED = judgement(Optional.empty());
    private static final Judgement UNDECIDED = judgement(Optional.of("too many states"));
    private static final Judgement NO_TRACE = Judgement.badInput("t", "t:2: seq: missing", 2, Duration.ZERO);

    private static Judgement judgement(Optional<String> undecided) {
        Verdict verdict =
                new Verdict("t", "RaftElection", 9, ImmutableList.of(), Optional.empty(), undecided, Optional.empty());
        return Judgement.of(verdict, Duration.ZERO);
    }

    private static LabOutcome passed(Judgement... judgements) {
        return outcome(Outcome.PASSED, Optional.empty(), judgements);
    }

    private static LabOutcome outcome(Outcome outcome, Optional<String> reason, Judgement... judgements) {
        LabRun run = new LabRun(ElectionScenarios.INITIAL_ELECTION, LabTime.VIRTUAL, 1);
        ScenarioResult result = new ScenarioResult(
                "initial election",
                3,
                Duration.ofSeconds(2),
                9,
                99,
                1,
                judgements.length * 9L,
                outcome,
                reason,
                ImmutableList.of());
        return new LabOutcome(run, result, Path.of("t"), ImmutableList.copyOf(judgements), "quorate lab");
    }

    private static void assertGrade(Grade grade, double points, int exitCode, String secondLine, LabOutcome outcome) {
        assertEquals(grade, outcome.grade());
        assertEquals(points, outcome.points());
        assertEquals(exitCode, outcome.grade().exitCode);
        assertEquals(secondLine, outcome.lines(Palette.PLAIN).get(1));
    }

    @Test
    void acceptedIsPassed() {
        assertGrade(Grade.PASSED, 10, 0, "ACCEPTED   t: all its steps (9) are steps of RaftElection", passed(ACCEPTED));
    }

    @Test
    void undecidedGivesHalfThePointsAndIsNoFailure() {
        assertGrade(Grade.UNDECIDED, 5, 3, "UNDECIDED  too many states", passed(UNDECIDED));
    }

    @Test
    void oneWitnessThatIsNotAcceptedIsEnough() {
        assertEquals(Grade.UNDECIDED, passed(ACCEPTED, UNDECIDED).grade());
    }

    @Test
    void aTraceThatIsNoneIsRejected() {
        assertGrade(Grade.REJECTED, 5, 1, "BAD TRACE  t:2: seq: missing", passed(NO_TRACE));
        assertEquals(Grade.REJECTED, passed(UNDECIDED, NO_TRACE).grade());
    }

    @Test
    void aTestThatDidNotMeetWhatItIsAboutGivesNothing() {
        LabOutcome outcome = outcome(Outcome.VOID, Optional.of("no candidate was met"), ACCEPTED);
        assertEquals(Grade.VOID, outcome.grade());
        assertEquals(0, outcome.points());
        assertEquals(3, outcome.grade().exitCode);
        assertTrue(
                outcome.lines(Palette.PLAIN).get(0).startsWith("Test: initial election ... Void: no candidate was met"),
                () -> outcome.lines(Palette.PLAIN).get(0));
    }

    @Test
    void whoTellsNothingIsJudgedByTheTesterAlone() {
        assertGrade(
                Grade.PASSED, 10, 0, "UNTOLD     the servers told no step, so only the tester has judged", passed());
    }

    @Test
    void theWorstRunOfATestCounts() {
        LabPoints points = new LabPoints(ImmutableList.of(passed(ACCEPTED), passed(UNDECIDED)));
        assertEquals(5, points.points());
        assertEquals(10, points.of());
        assertEquals(
                "initial election        3     5.0  10  1 passed, 1 undecided",
                points.table().lines().get(1));
    }
}
