package dev.quorate.conformance.check;

import static dev.quorate.conformance.PollTraces.ANSWER;
import static dev.quorate.conformance.PollTraces.BOTH;
import static dev.quorate.conformance.PollTraces.TO_B;
import static dev.quorate.conformance.PollTraces.answered;
import static dev.quorate.conformance.PollTraces.asked;
import static dev.quorate.conformance.PollTraces.poll;
import static dev.quorate.conformance.PollTraces.resting;
import static dev.quorate.conformance.TraceText.FILE;
import static dev.quorate.conformance.TraceText.POLL;
import static dev.quorate.conformance.TraceText.module;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.quorate.conformance.TraceText;
import dev.quorate.conformance.check.Divergence.Difference;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.Specifications;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TraceCheckerTest {
    private static final SpecificationShelf SHELF = new SpecificationShelf(module("Poll"));

    @AfterAll
    static void close() {
        SHELF.close();
    }

    private static Verdict judge(TraceText trace) {
        try (TraceReader reader = trace.read()) {
            return TraceChecker.check(reader, SHELF);
        } catch (TraceException | SpecificationException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertAccepted(TraceText trace) {
        Verdict verdict = judge(trace);
        assertEquals(Outcome.ACCEPTED, verdict.outcome(), () -> String.join("\n", VerdictText.of(verdict)));
    }

    private static Divergence rejected(TraceText trace) {
        Verdict verdict = judge(trace);
        assertEquals(Outcome.REJECTED, verdict.outcome(), () -> String.join("\n", VerdictText.of(verdict)));
        return verdict.divergence().orElseThrow();
    }

    private static String refusal(TraceText trace) {
        return assertThrows(TraceException.class, () -> {
                    try (TraceReader reader = trace.read()) {
                        TraceChecker.check(reader, SHELF);
                    }
                })
                .getMessage();
    }

    private static String line(Clause clause) {
        return clause.source().place() + "  " + clause.source().text() + "  " + clause.values();
    }

    private static List<String> lines(Divergence divergence) {
        return divergence.falseGuards().stream().map(TraceCheckerTest::line).toList();
    }

    // ------------------------------------------------------------------------------------------- accepted

    @Test
    void stepsThatTheSpecificationAllowsAreAccepted() {
        TraceText trace = answered()
                .step("a", "Count", "{'n':'a','m':" + ANSWER + "}", "{'seen':1,'phase':'asking','weight':1}", "[]")
                .step("a", "AskAgain", "{'n':'a'}", "{}", BOTH);
        assertAccepted(trace);
        assertEquals(4, judge(trace).events());
        assertEquals(0, judge(trace).outcome().exitCode());
        assertEquals(ImmutableList.of(), judge(trace).notes());
    }

    @Test
    void traceWithoutAStepIsAccepted() {
        assertAccepted(poll());
        assertEquals(0, judge(poll()).events());
    }

    @Test
    void messageMayBeReceivedTwiceAndLateAndNever() {
        String count = "{'n':'a','m':" + ANSWER + "}";
        assertAccepted(
                answered().step("a", "Count", count, "{'seen':1}", "[]").step("a", "Count", count, "{'seen':2}", "[]"));
    }

    @Test
    void eachOfTwoSuccessorsIsAccepted() {
        assertAccepted(poll().step("a", "Roll", "{'n':'a'}", "{'seen':10}", "[]"));
        assertAccepted(poll().step("a", "Roll", "{'n':'a'}", "{'seen':20}", "[]"));
    }

    @Test
    void neitherOfTwoSuccessorsIsRejectedWithTheFewestDifferences() {
        Divergence divergence = rejected(poll().step("a", "Roll", "{'n':'a'}", "{'seen':15}", "[]"));
        assertEquals(1, divergence.differences().size());
        assertEquals("15", divergence.differences().get(0).observed());
    }

    @Test
    void disjunctionAndIfInsideAnActionAreFollowed() {
        assertAccepted(resting()
                .step("a", "Jump", "{'n':'a','k':5}", "{'seen':5}", "[]")
                .step("a", "Shift", "{'n':'a'}", "{'phase':'idle','seen':4}", "[]"));
    }

    @Test
    void tornEndIsNotedAndTheRestIsJudged() throws TraceException, SpecificationException {
        byte[] torn = resting().line("{'seq':2,'node':'a','act").bytes();
        try (TraceReader reader = TraceText.read(Arrays.copyOf(torn, torn.length - 1))) {
            Verdict verdict = TraceChecker.check(reader, SHELF);
            assertEquals(Outcome.ACCEPTED, verdict.outcome());
            assertEquals(1, verdict.events());
            assertTrue(Iterables.getOnlyElement(verdict.notes()).contains("the last line is torn"));
        }
    }

    @Test
    void textThatIsNotTheRecordedOneIsNoted() throws IOException {
        String own = Specifications.sha256(Files.readString(module("Poll")));
        assertEquals(
                ImmutableList.of(),
                judge(TraceText.of(POLL.replace("'sha256':''", "'sha256':'" + own + "'")))
                        .notes());
        assertEquals(
                ImmutableList.of("recorded against another text of Poll than the one judging now"),
                judge(TraceText.of(POLL.replace("'sha256':''", "'sha256':'00'")))
                        .notes());
    }

    @Test
    void specificationThatReadsItsNetworkIsJudgedByWhatIsNewAndSaysSo() throws Exception {
        String header = """
                {'format':'quorate-trace','version':1,'specification':'Tally',\
                'constants':{'Node':{'#set':['a']}},'init':{'a':{}},'network':'messages'}""";
        TraceText trace = TraceText.of(header)
                .step("a", "Call", "{'n':'a'}", "{}", "[{'from':'a'}]")
                .step("a", "Call", "{'n':'a'}", "{}", "[]")
                .step("a", "Sum", "{'n':'a'}", "{'total':1}", "[]");
        try (SpecificationShelf shelf = new SpecificationShelf(module("Tally"));
                TraceReader reader = trace.read()) {
            Verdict verdict = TraceChecker.check(reader, shelf);
            assertEquals(Outcome.ACCEPTED, verdict.outcome());
            assertEquals(
                    ImmutableList.of(
                            "Tally:13:50 reads messages, so messages are compared by what is new in it, and one"
                                    + " sent again is not noticed"),
                    verdict.notes());
        }
    }

    // ------------------------------------------------------------------------------------------- bad names

    @Test
    void actionThatIsNoneIsRefusedWithThoseThereAre() {
        assertEquals(
                FILE
                        + ":2: action: \"Vanish\" is not an action of Poll, whose next-state relation has Ask, AskAgain, Stumble, Forget,"
                        + " Reply, Count, Jump, Push, Roll, Shift, Rush, Tell, Muddle, Blur",
                refusal(poll().step("a", "Vanish", "{'n':'a'}", "{}", "[]")));
    }

    @Test
    void parameterThatIsMissingOrTooManyIsRefused() {
        assertEquals(
                FILE + ":2: params.m: missing; it is Reply(n, m)",
                refusal(poll().step("b", "Reply", "{'n':'b'}", "{}", "[]")));
        assertEquals(
                FILE + ":2: params.k: no such parameter; it is Ask(n)",
                refusal(poll().step("a", "Ask", "{'n':'a','k':1}", "{}", "[]")));
    }

    @Test
    void variableThatIsNoneIsRefused() {
        assertEquals(
                FILE + ":2: state.mood: no such variable; Poll has phase, seen, weight, messages",
                refusal(poll().step("a", "Ask", "{'n':'a'}", "{'mood':1}", "[]")));
        assertEquals(
                FILE + ":2: state.messages: messages belong into \"sent\"",
                refusal(poll().step("a", "Ask", "{'n':'a'}", "{'messages':[]}", "[]")));
    }

    @Test
    void initThatTheSpecificationDoesNotHaveIsRefused() {
        assertEquals(
                FILE + ":1: init.b.mood: no such variable; Poll has phase, seen, weight, messages",
                refusal(TraceText.of(POLL.replace("'b':{", "'b':{'mood':1,"))));
        assertEquals(
                FILE + ":1: init.b.messages: no message is there before it was sent",
                refusal(TraceText.of(POLL.replace("'b':{", "'b':{'messages':1,"))));
        assertEquals(
                FILE + ":1: init.c.weight: missing; another one has it",
                refusal(TraceText.of(POLL.replace("'c':{'weight':0}", "'c':{}"))));
        assertEquals(
                FILE + ":1: init: no initial state of the specification has these rows, with these constants"
                        + "; init has {\"a\", \"b\"}, constants.Node is {\"a\", \"b\", \"c\"}",
                refusal(TraceText.of(POLL.replace(",'c':{'weight':0}", ""))));
        String noState = FILE + ":1: init: no initial state of the specification has these rows";
        for (String header : List.of(
                POLL.replace(",'c':{'weight':0}", ""),
                POLL.replace("'c':{'weight':0}", "'c':{'weight':0},'d':{'weight':0}"),
                POLL.replace("'weight':0", "'weight':-1"),
                POLL.replaceAll("'weight':\\d", "'phase':'resting'"),
                POLL.replaceAll("('weight':\\d)", "$1,'phase':'resting'"))) {
            String refusal = refusal(TraceText.of(header));
            assertTrue(refusal.startsWith(FILE + ":1: init: "), refusal);
            assertTrue(refusal.startsWith(noState) || !header.contains("'weight'"), refusal);
        }
    }

    @Test
    void initThatLeavesAChoiceOpenIsRefused() {
        String refusal = refusal(TraceText.of(POLL.replaceAll("'weight':\\d", "")));
        assertTrue(refusal.startsWith(FILE + ":1: init: Poll:"), refusal);
        assertTrue(refusal.contains("TLC cannot evaluate this"), refusal);
        assertEquals(1, refusal.lines().count());
    }

    @Test
    void traceOfAnotherModuleIsRefused() throws Exception {
        try (TraceReader reader =
                TraceText.of(POLL.replace("'Poll'", "'Poker'")).read()) {
            assertEquals(
                    "the trace follows Poker, not Poll",
                    assertThrows(SpecificationException.class, () -> TraceChecker.check(reader, SHELF))
                            .getMessage());
        }
    }

    // ------------------------------------------------------------------------------------------- rejected

    @Test
    void actionThatIsNotEnabledNamesTheFalseGuard() {
        Divergence divergence =
                rejected(resting().step("a", "Ask", "{'n':'a'}", "{'phase':'asking'}", "[" + TO_B + "]"));
        assertEquals("the action cannot happen in this state", divergence.problem());
        assertEquals(List.of("Poll:20:8  phase[n] = \"idle\"  [phase[n] = \"resting\"]"), lines(divergence));
        assertEquals(
                "Rule 1: an idle node asks all others.", divergence.action().rule());
        assertEquals(3, divergence.event().line());
        assertEquals(
                List.of(2L), divergence.recent().stream().map(e -> e.line()).toList());
    }

    @Test
    void guardBehindAFalseOneNeedNotMakeSense() {
        Divergence divergence = rejected(asked().step("b", "Count", "{'n':'b','m':" + TO_B + "}", "{}", "[]"));
        assertEquals("the action cannot happen in this state", divergence.problem());
        assertEquals(
                List.of(
                        "Poll:42:8  m.kind = \"reply\"  [m.kind = \"ask\"]",
                        "Poll:45:8  phase[n] = \"asking\"  [phase[n] = \"idle\"]"),
                lines(divergence));
    }

    @Test
    void argumentOutsideItsRangeIsNamed() {
        Divergence divergence = rejected(asked().step("a", "Push", "{'n':'a','k':'z'}", "{}", "[]"));
        assertEquals(List.of("Poll:108:24  k \\in Node  [k = \"z\"]"), lines(divergence));
    }

    @Test
    void valueThatCannotBeWrittenDownIsLeftOutOfTheExplanation() {
        Divergence divergence = rejected(poll().step("a", "Jump", "{'n':'a','k':0}", "{'seen':0}", "[]"));
        assertEquals("the action cannot happen in this state", divergence.problem());
        assertEquals(List.of("Poll:69:8  k \\in Above(n)  [seen[n] = 0]"), lines(divergence));
    }

    @Test
    void rowThatDiffersIsNamedWithItsBranch() {
        Divergence divergence =
                rejected(asked().step("b", "Reply", "{'n':'b','m':" + TO_B + "}", "{'seen':1}", "[" + ANSWER + "]"));
        assertEquals("the action leads to another state", divergence.problem());
        Difference difference = Iterables.getOnlyElement(divergence.differences());
        assertEquals("seen[\"b\"]", difference.what());
        assertEquals("2", difference.allowed());
        assertEquals("1", difference.observed());
        assertEquals("0", difference.before());
        assertEquals(
                "Poll:36:12  seen' = [seen EXCEPT ![n] = IF heavy THEN seen[n] + 2 ELSE seen[n] + 1]"
                        + "  [heavy = TRUE, weight[n] = 9, seen[n] = 0]",
                line(difference.branch().orElseThrow()));
        assertEquals(2, divergence.origin().orElseThrow().line());
    }

    @Test
    void branchShownIsTheOneOfTheDisjunctThatHolds() {
        Divergence divergence = rejected(resting().step("a", "Shift", "{'n':'a'}", "{'phase':'resting'}", "[]"));
        Difference difference = Iterables.getOnlyElement(divergence.differences());
        assertEquals("\"idle\"", difference.allowed());
        assertEquals(
                "Poll:57:14  phase' = [phase EXCEPT ![n] = \"idle\"]  []",
                line(difference.branch().orElseThrow()));
    }

    @Test
    void falseGuardsOfEveryDisjunctAreNamed() {
        assertEquals(
                List.of(
                        "Poll:54:14  phase[n] = \"idle\"  [phase[n] = \"asking\"]",
                        "Poll:56:14  phase[n] = \"resting\"  [phase[n] = \"asking\"]"),
                lines(rejected(asked().step("a", "Shift", "{'n':'a'}", "{}", "[]"))));
    }

    @Test
    void variableThatIsAbsentIsHeldToBeUnchanged() {
        Difference difference = Iterables.getOnlyElement(
                rejected(poll().step("a", "Ask", "{'n':'a'}", "{}", BOTH)).differences());
        assertEquals("phase[\"a\"]", difference.what());
        assertEquals("\"idle\" (not in the line, so claimed unchanged)", difference.observed());
    }

    @Test
    void variableThatTheActionLeavesAloneMustNotChange() {
        Difference difference = Iterables.getOnlyElement(
                rejected(poll().step("a", "Ask", "{'n':'a'}", "{'phase':'asking','weight':2}", BOTH))
                        .differences());
        assertEquals("weight[\"a\"]", difference.what());
        assertEquals("1", difference.allowed());
        assertEquals("2", difference.observed());
        assertEquals(
                "Poll:23:8  UNCHANGED <<seen, weight>>  []",
                line(difference.branch().orElseThrow()));
    }

    @Test
    void rowOfAnotherNodeMustNotChange() {
        Difference difference =
                Iterables.getOnlyElement(rejected(asked().step("a", "Push", "{'n':'a','k':'b'}", "{}", "[]"))
                        .differences());
        assertEquals("seen[\"b\"]", difference.what());
        assertEquals("7", difference.allowed());
        assertEquals("0 (a step of a leaves it alone)", difference.observed());
    }

    @Test
    void messageThatIsMissingIsNamed() {
        Divergence divergence = rejected(poll().step("a", "Ask", "{'n':'a'}", "{'phase':'asking'}", "[" + TO_B + "]"));
        assertEquals("the action sends other messages", divergence.problem());
        Difference difference = Iterables.getOnlyElement(divergence.differences());
        assertEquals("sent", difference.what());
        assertEquals(
                "[from |-> \"a\", kind |-> \"ask\", to |-> \"c\"] (and 1 that both send)",
                sortedFields(difference.allowed()));
        assertEquals("nothing more (and 1 that both send)", difference.observed());
        assertEquals("Poll:22:8  Add(Asks(n))", place(difference));
    }

    private static String place(Difference difference) {
        Clause branch = difference.branch().orElseThrow();
        return branch.source().place() + "  " + branch.source().text();
    }

    /** TLC orders the fields of a record as it first met their names. */
    private static String sortedFields(String record) {
        int begin = record.indexOf('[') + 1;
        int end = record.indexOf(']');
        String[] fields = record.substring(begin, end).split(", ");
        Arrays.sort(fields);
        return record.substring(0, begin) + String.join(", ", fields) + record.substring(end);
    }

    @Test
    void messageThatIsNotExpectedIsNamed() {
        Difference difference = Iterables.getOnlyElement(
                rejected(resting().step("a", "Rush", "{'n':'a'}", "{'phase':'asking'}", "[" + TO_B + "]"))
                        .differences());
        assertEquals("nothing", difference.allowed());
        assertEquals("[from |-> \"a\", kind |-> \"ask\", to |-> \"b\"]", sortedFields(difference.observed()));
    }

    @Test
    void messageThatIsDoubledIsNamed() {
        Difference difference = Iterables.getOnlyElement(rejected(poll().step(
                                "a", "Ask", "{'n':'a'}", "{'phase':'asking'}", "[" + TO_B + "," + BOTH.substring(1)))
                .differences());
        assertEquals("each message once", difference.allowed());
        assertTrue(difference.observed().startsWith("one of them twice: "), difference.observed());
    }

    @Test
    void messageThatIsNotSentAgainIsMissed() {
        Difference difference = Iterables.getOnlyElement(
                rejected(asked().step("a", "AskAgain", "{'n':'a'}", "{}", "[]")).differences());
        assertEquals("nothing", difference.observed());
        assertTrue(
                difference.allowed().contains("\"b\"") && difference.allowed().contains("\"c\""));
    }

    @Test
    void receiptOfWhatWasNeverSentNamesTheMessageMostLikeIt() {
        Divergence divergence = rejected(
                answered().step("a", "Count", "{'n':'a','m':" + ANSWER.replace("9", "8") + "}", "{'seen':1}", "[]"));
        assertEquals("the message that was received was never sent", divergence.problem());
        Clause guard = Iterables.getOnlyElement(divergence.falseGuards());
        assertEquals("m \\in messages", guard.source().text());
        assertEquals("most like it, sent at line 3", guard.values().get(0).expression());
        assertTrue(guard.values().get(0).value().contains("weight |-> 9"));
        String other = Iterables.getOnlyElement(divergence.others());
        assertTrue(other.startsWith("Count(n = \"a\", m = [") && other.contains("weight |-> 9"), other);
    }

    @Test
    void receiptOfWhatIsNoMessageAtAllIsRejectedToo() {
        for (String nonsense : List.of("5", "{'colour':'red'}", "[]", "{'#set':[1]}")) {
            Divergence divergence = rejected(asked().step("b", "Reply", "{'n':'b','m':" + nonsense + "}", "{}", "[]"));
            assertEquals("the message that was received was never sent", divergence.problem());
        }
    }

    @Test
    void messageThatIsSentInTheSameStepWasNotThereToReceive() {
        assertEquals(
                "the message that was received was never sent",
                rejected(poll().step("b", "Reply", "{'n':'b','m':" + TO_B + "}", "{'seen':2}", "[" + TO_B + "]"))
                        .problem());
    }

    @Test
    void stepOfAnotherNodeThanTheLineSaysIsRejected() {
        for (String other : List.of("'b'", "5")) {
            assertEquals(
                    "the line says that a took the step, but it is a step of " + other.replace('\'', '"'),
                    rejected(poll().step("a", "Ask", "{'n':" + other + "}", "{}", "[]"))
                            .problem());
        }
    }

    @Test
    void stepThatWouldLookTheSameIsNamed() {
        Divergence divergence = rejected(poll().step("a", "Rush", "{'n':'a'}", "{'phase':'resting'}", "[]"));
        assertEquals(List.of("Shift(n = \"a\")"), divergence.others());
        assertEquals(
                List.of(),
                rejected(poll().step("a", "Rush", "{'n':'a'}", "{'phase':'x'}", "[]"))
                        .others());
    }

    // ------------------------------------------------------------------------------------------- properties

    @Test
    void invariantThatTheStatesViolateIsNamedThoughEachStepIsAllowed() {
        Divergence divergence = rejected(poll().step("a", "Roll", "{'n':'a'}", "{'seen':20}", "[]")
                .step("a", "Jump", "{'n':'a','k':51}", "{'seen':51}", "[]"));
        assertEquals("the step breaks Modest", divergence.problem());
        assertEquals(
                "Nobody sees more than 50.",
                divergence.violation().orElseThrow().rule());
        assertEquals(
                "Poll:114:27  seen[n] <= 50  [n = \"a\", seen[n] = 51]",
                line(divergence.violation().orElseThrow().clause()));
        assertAccepted(poll().step("a", "Jump", "{'n':'a','k':50}", "{'seen':50}", "[]"));
    }

    @Test
    void invariantOverTheMessagesIsHeldAgainstEachNewOne() {
        Divergence divergence =
                rejected(asked().step("c", "Tell", "{'n':'c'}", "{}", "[{'kind':'news','from':'c','weight':100}]"));
        assertEquals("Light", divergence.violation().orElseThrow().property());
    }

    @Test
    void propertyOfStepsThatAStepViolatesIsNamed() {
        Divergence divergence = rejected(resting().step("a", "Rush", "{'n':'a'}", "{'phase':'asking'}", "[]"));
        assertEquals("the step breaks Patient", divergence.problem());
        assertEquals(
                "Whoever rests does not ask at once.",
                divergence.violation().orElseThrow().rule());
        assertTrue(line(divergence.violation().orElseThrow().clause()).contains("n = \"a\""));
    }

    // ------------------------------------------------------------------------------------------- undecided

    @Test
    void stepThatTlcCannotEvaluateIsUndecided() {
        Verdict verdict = judge(resting().step("a", "Stumble", "{'n':'a'}", "{'seen':1}", "[]"));
        assertEquals(Outcome.UNDECIDED, verdict.outcome());
        assertEquals(3, verdict.outcome().exitCode());
        assertEquals(1, verdict.events());
        String why = verdict.undecided().orElseThrow();
        assertTrue(why.startsWith(FILE + ":3: Stumble: Poll:"), why);
        assertTrue(why.contains("TLC cannot evaluate this: "), why);
        assertEquals(1, why.lines().count());
    }

    @Test
    void actionThatForgetsAVariableIsUndecided() {
        String why = judge(poll().step("a", "Forget", "{'n':'a'}", "{}", "[]"))
                .undecided()
                .orElseThrow();
        assertEquals(FILE + ":2: Forget: Poll:86:1: Forget does not say what becomes of phase", why);
    }

    @Test
    void variableMayChangeItsKind() {
        assertAccepted(poll().step("a", "Muddle", "{'n':'a'}", "{'phase':5}", "[]"));
        assertEquals(
                "5",
                rejected(poll().step("a", "Muddle", "{'n':'a'}", "{'phase':6}", "[]"))
                        .differences()
                        .get(0)
                        .allowed());
    }

    @Test
    void messagesThatTlcCannotCompareAreUndecided() {
        String why = judge(asked().step("a", "Blur", "{'n':'a'}", "{}", "[{'kind':5,'from':'a','to':'a'}]"))
                .undecided()
                .orElseThrow();
        assertTrue(why.startsWith(FILE + ":3: Blur: TLC cannot compare the messages: "), why);
        assertEquals(1, why.lines().count());
    }

    @Test
    void argumentOfAnotherKindIsOutsideItsRange() {
        assertEquals(
                1,
                rejected(asked().step("a", "Push", "{'n':'a','k':5}", "{}", "[]"))
                        .falseGuards()
                        .size());
        assertEquals(
                1,
                rejected(asked().step("a", "Jump", "{'n':'a','k':'far'}", "{}", "[]"))
                        .falseGuards()
                        .size());
    }
}
