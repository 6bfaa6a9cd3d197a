package dev.quorate.conformance.check;

import static dev.quorate.conformance.TraceText.FILE;
import static dev.quorate.conformance.TraceText.POLL;
import static dev.quorate.conformance.TraceText.module;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.conformance.TraceText;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.trace.TraceException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A trace that claims to be a counterexample. */
class ClaimTest {
    private static final SpecificationShelf SHELF = new SpecificationShelf(module("Poll"));

    @AfterAll
    static void close() {
        SHELF.close();
    }

    private static TraceText claiming(String property) {
        return TraceText.of(POLL.replaceFirst("}$", ",'violates':'" + property + "'}"));
    }

    private static TraceText tooMuchIsSeen(TraceText trace) {
        return trace.step("a", "Roll", "{'n':'a'}", "{'seen':20}", "[]")
                .step("a", "Jump", "{'n':'a','k':51}", "{'seen':51}", "[]");
    }

    private static Verdict judge(TraceText trace) {
        try {
            return TraceChecker.check(trace.read(), SHELF);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> text(TraceText trace) {
        return VerdictText.of(judge(trace));
    }

    @Test
    void traceWhoseLastStepViolatesWhatItClaimsIsAccepted() {
        Verdict verdict = judge(tooMuchIsSeen(claiming("Modest")));
        assertEquals(Outcome.ACCEPTED, verdict.outcome());
        assertEquals(
                List.of("ACCEPTED   " + FILE + ": a counterexample: 2 steps, the last violates Modest, as it claims"),
                VerdictText.of(verdict));
        assertTrue(VerdictJson.of(verdict)
                .contains("\"claim\":{\"violates\":\"Modest\",\"judged\":true,\"violation\":{\"property\":\"Modest\""));
    }

    @Test
    void traceWithoutAClaimIsRejectedAsBefore() {
        assertEquals(Outcome.REJECTED, judge(tooMuchIsSeen(TraceText.of(POLL))).outcome());
    }

    @Test
    void claimOfAPropertyThatHoldsIsRejected() {
        TraceText trace = claiming("Modest").step("a", "Roll", "{'n':'a'}", "{'seen':20}", "[]");
        assertEquals(
                List.of(
                        "REJECTED   " + FILE + ": claims to violate Modest, which holds to its end",
                        "  steps         all of them (1) are steps of Poll"),
                text(trace));
        assertEquals(1, judge(trace).outcome().exitCode());
    }

    @Test
    void violationOfAnotherPropertyThanTheOneClaimedIsRejected() {
        assertTrue(text(tooMuchIsSeen(claiming("Light"))).get(0).endsWith("the step breaks Modest"));
    }

    @Test
    void violationBeforeTheLastStepIsRejected() {
        TraceText trace = tooMuchIsSeen(claiming("Modest")).step("b", "Roll", "{'n':'b'}", "{'seen':20}", "[]");
        assertTrue(text(trace).get(0).endsWith("the step breaks Modest"));
    }

    @Test
    void stepThatIsNotAllowedIsRejectedWhateverIsClaimed() {
        TraceText trace = claiming("Modest").step("a", "Roll", "{'n':'a'}", "{'seen':51}", "[]");
        assertTrue(text(trace).get(0).contains("the action leads to 2 states, none of them this"));
    }

    @Test
    void oneOfSeveralPropertiesThatTheLastStepViolatesMayBeClaimed() {
        for (String property : List.of("Modest", "Patient")) {
            TraceText trace = TraceText.of("{'format':'quorate-trace','version':1,'specification':'Hasty','sha256':'',"
                            + "'constants':{'Node':{'#set':['a']}},'init':{'a':{}},'network':'messages',"
                            + "'violates':'" + property + "'}")
                    .step("a", "Leap", "{'n':'a'}", "{'seen':60}", "[]");
            try (SpecificationShelf hasty = new SpecificationShelf(module("Hasty"))) {
                assertEquals(
                        Outcome.ACCEPTED,
                        TraceChecker.check(trace.read(), hasty).outcome(),
                        property);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void claimThatStepsCannotShowIsNotedAndTheStepsDecide() {
        List<String> text = text(tooLittle(claiming("Forever")));
        assertEquals("ACCEPTED   " + FILE + ": all its steps (1) are steps of Poll", text.get(0));
        assertTrue(text.get(1).contains("that it violates Forever, as it claims, is not judged"), text::toString);
    }

    @Test
    void whatElseTheLastStepViolatesIsNotedWhereTheClaimIsNotJudged() {
        List<String> text = text(tooMuchIsSeen(claiming("Forever")));
        assertEquals("ACCEPTED   " + FILE + ": all its steps (2) are steps of Poll", text.get(0));
        assertEquals("  note          its end violates Modest", text.get(1));
        TraceText goesOn = tooMuchIsSeen(claiming("Forever")).step("b", "Roll", "{'n':'b'}", "{'seen':20}", "[]");
        assertTrue(text(goesOn).get(0).endsWith("the step breaks Modest"));
    }

    private static TraceText tooLittle(TraceText trace) {
        return trace.step("a", "Roll", "{'n':'a'}", "{'seen':20}", "[]");
    }

    @Test
    void claimIsAString() {
        assertEquals(
                FILE + ":1: violates: expected a string, found 7",
                assertThrows(TraceException.class, () -> TraceText.of(POLL.replaceFirst("}$", ",'violates':7}"))
                                .read())
                        .getMessage());
    }
}
