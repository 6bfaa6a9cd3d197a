package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.history.Atom;
import dev.quorate.conformance.history.HistoryRecorder;
import dev.quorate.conformance.history.MicroOp;
import dev.quorate.impl.cli.LabOutcome.Grade;
import dev.quorate.impl.lab.ElectionScenarios;
import dev.quorate.impl.lab.OutsideVerdict;
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
    private static final LeadershipJudgement ONE_LEADER = new LeadershipJudgement(true, ImmutableList.of());
    private static final Judgement NO_TRACE = Judgement.badInput("t", "t:2: seq: missing", 2, Duration.ZERO);

    private static Judgement judgement(Optional<String> undecided) {
        Verdict verdict =
                new Verdict("t", "RaftElection", 9, ImmutableList.of(), Optional.empty(), undecided, Optional.empty());
        return Judgement.of(verdict, Duration.ZERO);
    }

    private static Optional<OutsideVerdict> seen(Judgement judgement) {
        return Optional.of(new OutsideVerdict(Optional.empty(), judgement.verdict(), Optional.empty()));
    }

    private static LabOutcome told(Judgement told) {
        return outcome(Outcome.PASSED, Optional.empty(), Optional.of(told), Optional.empty());
    }

    private static LabOutcome outcome(
            Outcome outcome, Optional<String> reason, Optional<Judgement> told, Optional<OutsideVerdict> seen) {
        return outcome(outcome, reason, told, seen, ONE_LEADER);
    }

    private static LabOutcome outcome(
            Outcome outcome,
            Optional<String> reason,
            Optional<Judgement> told,
            Optional<OutsideVerdict> seen,
            LeadershipJudgement leadership) {
        LabRun run = new LabRun(ElectionScenarios.INITIAL_ELECTION, LabTime.VIRTUAL, 1);
        ScenarioResult result = new ScenarioResult(
                "initial election",
                3,
                Duration.ofSeconds(2),
                9,
                99,
                1,
                told.isPresent() ? 9 : 0,
                outcome,
                reason,
                ImmutableList.of());
        return new LabOutcome(run, result, Path.of("t"), told, seen, leadership, Optional.empty(), "quorate lab");
    }

    private static void assertGrade(Grade grade, double points, int exitCode, LabOutcome outcome) {
        assertEquals(grade, outcome.grade());
        assertEquals(points, outcome.points());
        assertEquals(exitCode, outcome.grade().exitCode);
    }

    private static String line(int n, LabOutcome outcome) {
        return outcome.lines(Palette.PLAIN).get(n);
    }

    @Test
    void whatIsRightIsOneLine() {
        assertGrade(Grade.PASSED, 8, 0, told(ACCEPTED));
        assertEquals(1, told(ACCEPTED).lines(Palette.PLAIN).size());
        assertTrue(line(0, told(ACCEPTED)).endsWith("0.1 kB, 9 steps conform (virtual time, seed 1)"));
    }

    @Test
    void undecidedTakesNoPointsAway() {
        assertGrade(Grade.UNDECIDED, 8, 3, told(UNDECIDED));
        assertEquals("UNDECIDED  too many states", line(1, told(UNDECIDED)));
    }

    @Test
    void aTraceThatIsNoneIsRejected() {
        assertGrade(Grade.REJECTED, 4, 1, told(NO_TRACE));
        assertEquals("BAD TRACE  t:2: seq: missing", line(1, told(NO_TRACE)));
    }

    @Test
    void aFindingFromOutsideRejectsWhateverIsTold() {
        OutsideVerdict finding =
                new OutsideVerdict(Optional.of("n1 calls vote of n2"), Optional.empty(), Optional.empty());
        LabOutcome outcome = outcome(Outcome.PASSED, Optional.empty(), Optional.of(ACCEPTED), Optional.of(finding));
        assertGrade(Grade.REJECTED, 4, 1, outcome);
        assertEquals("What the network saw of it:", line(1, outcome));
        assertEquals("REJECTED   n1 calls vote of n2", line(2, outcome));
    }

    @Test
    void whatCannotBeToldFromOutsideMattersOnlyIfNobodyTells() {
        assertEquals(
                Grade.PASSED,
                outcome(Outcome.PASSED, Optional.empty(), Optional.of(ACCEPTED), seen(UNDECIDED))
                        .grade());
        LabOutcome untold = outcome(Outcome.PASSED, Optional.empty(), Optional.empty(), seen(UNDECIDED));
        assertGrade(Grade.UNDECIDED, 8, 3, untold);
        assertEquals("UNDECIDED  too many states", line(2, untold));
    }

    @Test
    void whoTellsNothingIsJudgedByWhatIsSeen() {
        LabOutcome untold = outcome(Outcome.PASSED, Optional.empty(), Optional.empty(), seen(ACCEPTED));
        assertGrade(Grade.PASSED, 8, 0, untold);
        assertEquals(9, untold.conforming());
    }

    @Test
    void twoLeadersOfATermRejectWhateverIsToldAndSeen() {
        LabOutcome outcome =
                outcome(Outcome.PASSED, Optional.empty(), Optional.of(ACCEPTED), seen(ACCEPTED), twoLeaders());
        assertGrade(Grade.REJECTED, 4, 1, outcome);
        assertEquals("INVALID    leadership of a run is not strict-serializable", line(1, outcome));
        assertTrue(line(2, outcome).startsWith("  history    2 transactions (2 ok, "));
        assertTrue(line(3, outcome).startsWith("  refutes    "));
        assertTrue(line(4, outcome).startsWith("  anomalies  1 lost-update, "));
        assertTrue(line(5, outcome).contains("a key is a term"));
        assertEquals("  lost-update of key 7", line(6, outcome));
        assertTrue(LabJson.of(outcome).contains("\"  lost-update of key 7\""));
        assertFalse(outcome.row().isGood());
        assertTrue(outcome.row().conforms());
        assertTrue(outcome.row().problem().contains("  lost-update of key 7"));
    }

    private static LeadershipJudgement twoLeaders() {
        HistoryRecorder recorder = new HistoryRecorder(() -> 0);
        for (int process = 0; process < 2; process++) {
            MicroOp lead = MicroOp.append(7, process);
            recorder.invoke(process, ImmutableList.of(MicroOp.read(7), lead));
            recorder.ok(process, ImmutableList.of(MicroOp.read(Atom.of(7), ImmutableList.of()), lead));
        }
        return LeadershipJudgement.of("a run", recorder.history());
    }

    @Test
    void aTestThatDidNotMeetWhatItIsAboutGivesNothing() {
        LabOutcome outcome =
                outcome(Outcome.VOID, Optional.of("no candidate was met"), Optional.of(ACCEPTED), Optional.empty());
        assertGrade(Grade.VOID, 0, 3, outcome);
        assertTrue(line(0, outcome).startsWith("Test: initial election ... Void: no candidate was met"));
    }

    @Test
    void theWorstRunOfATestCounts() {
        LabPoints points = new LabPoints(ImmutableList.of(told(ACCEPTED), told(NO_TRACE)));
        assertEquals(4, points.points());
        assertEquals(8, points.of());
        assertEquals(
                "initial election        3     4.0   8  1 passed, 1 rejected",
                points.table().lines().get(1));
    }
}
