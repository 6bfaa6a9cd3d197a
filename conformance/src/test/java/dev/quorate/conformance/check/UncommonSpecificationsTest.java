package dev.quorate.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.TraceText;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways to write a specification that what is read from its text alone must not overlook. */
class UncommonSpecificationsTest {
    private static final String HEADER = """
            {'format':'quorate-trace','version':1,'specification':'Odd','sha256':'',\
            'constants':{'Node':{'#set':['a','b']}},'init':{'a':{},'b':{}},'network':'messages'}""";

    /** A step of each node that sends <<its name, k>>, under whatever stands beside it. */
    private static final String COMMON = """
            ---- MODULE Odd ----
            EXTENDS Naturals, FiniteSets, Sequences
            CONSTANT Node
            VARIABLES x, messages
            vars == <<x, messages>>
            Init == x = [n \\in Node |-> 0] /\\ messages = {}
            Add(more) == messages' = messages \\cup more
            Tell(n, k) == Add({<<n, k>>}) /\\ UNCHANGED x
            Apply(F(_), k) == F(k)
            """;

    @TempDir
    Path folder;

    /** The verdict of a specification with these definitions and this choice of actions besides Tell. */
    private Verdict judge(String definitions, String choices, String properties, TraceText trace)
            throws IOException, TraceException, SpecificationException {
        Path module = Files.writeString(
                folder.resolve("Odd.tla"),
                COMMON + definitions + "\nNext == (\\E n \\in Node : \\E k \\in 0..9 : Tell(n, k)) " + choices
                        + "\nSpec == Init /\\ [][Next]_vars\n====\n");
        Files.writeString(folder.resolve("Odd.cfg"), "SPECIFICATION Spec\n" + properties);
        try (SpecificationShelf shelf = new SpecificationShelf(module);
                TraceReader reader = trace.read()) {
            return TraceChecker.check(reader, shelf);
        }
    }

    private static TraceText told(int k) {
        return TraceText.of(HEADER).step("a", "Tell", "{'n':'a','k':" + k + "}", "{}", "[['a'," + k + "]]");
    }

    private void assertBreaks(String invariant, TraceText trace) throws Exception {
        Verdict verdict = judge(invariant, "", "INVARIANT Small\n", trace);
        assertEquals(Outcome.REJECTED, verdict.outcome(), () -> String.join("\n", VerdictText.of(verdict)));
        assertEquals("the step breaks Small", verdict.divergence().orElseThrow().problem());
    }

    @Test
    void invariantMayReadTheNetworkThroughAnOperatorItIsGiven() throws Exception {
        assertBreaks("Below(k) == \\A m \\in messages : m[2] < k\nSmall == Apply(Below, 5)", told(7));
        assertBreaks("Small == Apply(LAMBDA k : \\A m \\in messages : m[2] < k, 5)", told(7));
    }

    @Test
    void invariantMayTakeMessagesApart() throws Exception {
        assertBreaks("Small == \\A <<n, k>> \\in messages : k < 5", told(7));
        assertBreaks("Small == \\A m \\in {<<n, k>> \\in messages : k > 5} : m[1] = \"b\"", told(7));
        assertEquals(
                Outcome.ACCEPTED,
                judge("Small == \\A <<n, k>> \\in messages : k < 5", "", "INVARIANT Small\n", told(3))
                        .outcome());
    }

    /** Judged as if nothing were in the network, this sum would be zero. */
    private void assertReadsTheNetwork(String sum) throws Exception {
        TraceText good = told(7).step("a", "Sum", "{'n':'a'}", "{'x':1}", "[]");
        TraceText bad = told(7).step("a", "Sum", "{'n':'a'}", "{'x':0}", "[]");
        String choice = "\\/ \\E n \\in Node : Sum(n)";
        Verdict verdict = judge(sum, choice, "", good);
        assertEquals(Outcome.ACCEPTED, verdict.outcome(), () -> String.join("\n", VerdictText.of(verdict)));
        assertTrue(verdict.notes().get(0).contains("reads messages"), verdict.notes()::toString);
        assertEquals(Outcome.REJECTED, judge(sum, choice, "", bad).outcome());
    }

    @Test
    void actionMayReadTheNetworkThroughAnOperatorItIsGiven() throws Exception {
        assertReadsTheNetwork("Count(k) == Cardinality(messages)\n"
                + "Sum(n) == x' = [x EXCEPT ![n] = Apply(Count, 0)] /\\ UNCHANGED messages");
        assertReadsTheNetwork("Sum(n) == x' = [x EXCEPT ![n] = Apply(LAMBDA k : Cardinality(messages), 0)]"
                + " /\\ UNCHANGED messages");
    }

    @Test
    void actionMayAskWhatBecomesOfTheNetwork() throws Exception {
        assertReadsTheNetwork("""
                Sum(n) == /\\ Add({<<"a", 7>>})
                          /\\ x' = [x EXCEPT ![n] = IF UNCHANGED messages THEN 1 ELSE 0]""");
        assertReadsTheNetwork("""
                Sum(n) == /\\ Add({<<"a", 7>>})
                          /\\ \\/ ~UNCHANGED messages /\\ x' = [x EXCEPT ![n] = 0]
                             \\/ UNCHANGED Cardinality(messages) /\\ x' = [x EXCEPT ![n] = 1]""");
    }

    @Test
    void actionMayTakeItsMessageFromAPartOfTheNetwork() throws Exception {
        String hear = "Large == {m \\in messages : m[2] > 5}\n"
                + "Hear(n, m) == x' = [x EXCEPT ![n] = m[2]] /\\ UNCHANGED messages";
        String choice = "\\/ \\E n \\in Node : \\E m \\in Large : Hear(n, m)";
        for (int k : new int[] {3, 7}) {
            TraceText trace = told(k).step("b", "Hear", "{'n':'b','m':['a'," + k + "]}", "{'x':" + k + "}", "[]");
            Verdict verdict = judge(hear, choice, "", trace);
            assertEquals(
                    k > 5 ? Outcome.ACCEPTED : Outcome.REJECTED,
                    verdict.outcome(),
                    () -> String.join("\n", VerdictText.of(verdict)));
        }
    }

    @Test
    void networkThatShrinksIsUndecided() throws Exception {
        String hear = "Hear(n, m) == x' = [x EXCEPT ![n] = m[2]] /\\ messages' = messages \\ {m}";
        String hearing = "{'n':'b','m':['a',7]}";
        Verdict verdict = judge(
                hear,
                "\\/ \\E n \\in Node : \\E m \\in messages : Hear(n, m)",
                "",
                told(7).step("b", "Hear", hearing, "{'x':7}", "[]").step("b", "Hear", hearing, "{'x':7}", "[]"));
        assertEquals(Outcome.UNDECIDED, verdict.outcome(), () -> String.join("\n", VerdictText.of(verdict)));
        assertEquals(
                "poll.ndjson:3: Hear: it takes messages out of messages, which must hold everything ever sent",
                verdict.undecided().orElseThrow());
    }

    @Test
    void choiceThatTakesItsElementsApartIsRefused() {
        String refusal = assertThrows(
                        SpecificationException.class,
                        () -> judge(
                                "Set(n, k) == x' = [x EXCEPT ![n] = k] /\\ UNCHANGED messages",
                                "\\/ \\E <<n, k>> \\in Node \\X 0..9 : Set(n, k)",
                                "",
                                TraceText.of(HEADER)))
                .getMessage();
        assertTrue(refusal.startsWith("Odd:11:"), refusal);
    }

    @Test
    void operatorMayBeRecursive() throws Exception {
        String sum = """
                RECURSIVE Up(_, _)
                Up(n, k) == IF k = 0 THEN x[n] ELSE 1 + Up(n, k - 1)
                Climb(n) == x' = [x EXCEPT ![n] = Up(n, 3)] /\\ UNCHANGED messages""";
        TraceText trace = TraceText.of(HEADER).step("a", "Climb", "{'n':'a'}", "{'x':3}", "[]");
        Verdict verdict = judge(sum, "\\/ \\E n \\in Node : Climb(n)", "", trace);
        assertEquals(Outcome.ACCEPTED, verdict.outcome(), () -> String.join("\n", VerdictText.of(verdict)));
    }

    @Test
    void propertyThatIsNotJudgedIsNoted() throws Exception {
        Verdict verdict = judge("Sometime == <>(messages # {})", "", "PROPERTY Sometime\n", told(3));
        assertEquals(Outcome.ACCEPTED, verdict.outcome(), () -> String.join("\n", VerdictText.of(verdict)));
        assertEquals(ImmutableList.of("Sometime is not judged: it is no property of a step"), verdict.notes());
    }

    @Test
    void propertyMayBeAnotherSpecification() throws Exception {
        String other = "High == x = [n \\in Node |-> 1] /\\ [][TRUE]_x";
        String why = assertThrows(TraceException.class, () -> judge(other, "", "PROPERTY High\n", told(3)))
                .getMessage();
        assertTrue(why.endsWith(":1: init: this state violates line 10, col 9 to line 10, col 30 of module Odd"), why);
        assertEquals(
                Outcome.ACCEPTED,
                judge(other.replace("1", "0"), "", "PROPERTY High\n", told(3)).outcome());
    }

    private String undecided(String action) throws Exception {
        return judge(
                        action,
                        "\\/ \\E n \\in Node : Err(n)",
                        "",
                        TraceText.of(HEADER).step("a", "Err", "{'n':'a'}", "{}", "[]"))
                .undecided()
                .orElseThrow();
    }

    @Test
    void stepThatMakesNoSenseIsUndecidedAndSaysWhy() throws Exception {
        assertEquals(
                "poll.ndjson:2: Err: Odd:10:1: messages is no finite set after Err",
                undecided("Err(n) == UNCHANGED x /\\ messages' = 5"));
        String why = undecided("Err(n) == x' = [x EXCEPT ![n] = IF x[n] = \"a\" THEN 1 ELSE 2] /\\ Add({})");
        assertTrue(why.contains("TLC cannot evaluate this: Attempted to check equality"), why);
    }

    @Test
    void variableThatIsASequenceIsNoRow() throws Exception {
        Verdict verdict = judge(
                "Turn(n) == x' = <<1, 2>> /\\ UNCHANGED messages\nBack(n) == x' = <<2>> /\\ UNCHANGED messages",
                "\\/ \\E n \\in Node : Turn(n) \\/ Back(n)",
                "",
                TraceText.of(HEADER)
                        .step("a", "Turn", "{'n':'a'}", "{}", "[]")
                        .step("b", "Back", "{'n':'b'}", "{}", "[]"));
        assertEquals(Outcome.REJECTED, verdict.outcome(), () -> String.join("\n", VerdictText.of(verdict)));
    }

    /** A variable of all nodes together, which no line can tell. */
    private static final String WITH_HIDDEN_CLOCK = """
            ---- MODULE Odd ----
            EXTENDS Naturals
            CONSTANT Node
            VARIABLES x, clock, messages
            vars == <<x, clock, messages>>
            Init == x = [n \\in Node |-> 0] /\\ clock = 0 /\\ messages = {}
            Tick(n) == x' = [x EXCEPT ![n] = 1] /\\ clock' \\in {1, 2} /\\ UNCHANGED messages
            Next == \\E n \\in Node : Tick(n)
            Spec == Init /\\ [][Next]_vars
            ====
            """;

    private Verdict judgeWithHiddenClock(String claims) throws Exception {
        Path module = Files.writeString(folder.resolve("Odd.tla"), WITH_HIDDEN_CLOCK);
        Files.writeString(folder.resolve("Odd.cfg"), "SPECIFICATION Spec\n");
        try (SpecificationShelf shelf = new SpecificationShelf(module);
                TraceReader reader = TraceText.of(HEADER)
                        .step("a", "Tick", "{'n':'a'}", claims, "[]")
                        .read()) {
            return TraceChecker.check(reader, shelf);
        }
    }

    @Test
    void aLineThatFitsSeveralStatesIsUndecided() throws Exception {
        Verdict verdict = judgeWithHiddenClock("{'x':1}");
        assertEquals(Outcome.UNDECIDED, verdict.outcome());
        assertTrue(verdict.undecided().orElseThrow().contains("several states, which differ in clock"));
    }

    @Test
    void aVariableWithoutRowsCannotBeClaimed() {
        TraceException refused = assertThrows(TraceException.class, () -> judgeWithHiddenClock("{'x':1,'clock':1}"));
        assertTrue(refused.getMessage().endsWith("state.clock: has no row of a to claim"), refused.getMessage());
    }

    @Test
    void messagesMayBeAddedFromEitherSide() throws Exception {
        Verdict verdict = judge(
                "Shout(n) == messages' = {<<n, 0>>} \\cup messages /\\ UNCHANGED x",
                "\\/ \\E n \\in Node : Shout(n)",
                "",
                told(3));
        assertEquals(ImmutableList.of(), verdict.notes());
    }
}
