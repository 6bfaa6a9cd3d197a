package dev.quorate.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quorate.conformance.TraceText;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step that changed nothing is remembered; these are steps that look like one, and are not allowed. */
class QuietStepsTest {
    private static final String HEADER = """
            {'format':'quorate-trace','version':1,'specification':'Lamps','sha256':'',\
            'constants':{'Node':{'#set':['a','b']}},'init':{'a':{},'b':{}},'network':'messages'}""";

    private static final String LAMPS = """
            ---- MODULE Lamps ----
            EXTENDS Naturals
            CONSTANT Node
            VARIABLES on, messages
            vars == <<on, messages>>
            Init == on = [n \\in Node |-> FALSE] /\\ messages = {}
            Switch(n) == on' = [on EXCEPT ![n] = ~on[n]] /\\ UNCHANGED messages
            Shine(n, k) == on[n] /\\ messages' = messages \\cup {<<n, k>>} /\\ UNCHANGED on
            Answer(n, m) == on[n] /\\ m[1] # n /\\ messages' = messages \\cup {<<n, m[2]>>} /\\ UNCHANGED on
            """;

    private static final String OWN_ROWS = """
            Next == \\E n \\in Node : Switch(n) \\/ (\\E k \\in 0 .. 9 : Shine(n, k)) \\/ \\E m \\in messages : Answer(n, m)
            Spec == Init /\\ [][Next]_vars
            ====
            """;

    /** Whatever AllShine is made of. */
    private static final String OTHER_ROWS = """
            Next == \\E n \\in Node : Switch(n) \\/ AllShine(n)
            Spec == Init /\\ [][Next]_vars
            ====
            """;

    @TempDir
    Path folder;

    private Path module;

    @BeforeEach
    void write() throws IOException {
        module = folder.resolve("Lamps.tla");
        Files.writeString(folder.resolve("Lamps.cfg"), "SPECIFICATION Spec\n");
    }

    private Verdict judge(String rest, TraceText trace) throws Exception {
        Files.writeString(module, LAMPS + rest);
        try (SpecificationShelf shelf = new SpecificationShelf(module);
                TraceReader reader = trace.read()) {
            return TraceChecker.check(reader, shelf);
        }
    }

    private static void assertAccepted(Verdict verdict) {
        assertEquals(Outcome.ACCEPTED, verdict.outcome(), () -> String.join("\n", VerdictText.of(verdict)));
    }

    private static void assertRejectedAt(long line, String problem, Verdict verdict) {
        assertEquals(Outcome.REJECTED, verdict.outcome());
        Divergence divergence = verdict.divergence().orElseThrow();
        assertEquals(line, divergence.event().line());
        assertEquals(problem, divergence.problem());
    }

    private static TraceText shining() {
        return TraceText.of(HEADER)
                .step("a", "Switch", "{'n':'a'}", "{'on':true}", "[]")
                .step("a", "Shine", "{'n':'a','k':1}", "{'on':true}", "[['a',1]]");
    }

    private static TraceText shine(TraceText trace) {
        return trace.step("a", "Shine", "{'n':'a','k':1}", "{'on':true}", "[['a',1]]");
    }

    @Test
    void stepThatChangesNothingMayBeTakenAgainAndAgain() throws Exception {
        Verdict verdict = judge(OWN_ROWS, shine(shine(shine(shining()))));
        assertAccepted(verdict);
        assertEquals(5, verdict.events());
    }

    @Test
    void itIsJudgedAnewOnceItsRowsHaveChanged() throws Exception {
        TraceText dark = shine(shine(shining())).step("a", "Switch", "{'n':'a'}", "{'on':false}", "[]");
        assertRejectedAt(7, "the action cannot happen in this state", judge(OWN_ROWS, shine(dark)));
    }

    @Test
    void itIsJudgedAnewThoughItsRowsAreAgainWhatTheyWere() throws Exception {
        TraceText again = shine(shine(shining()))
                .step("a", "Switch", "{'n':'a'}", "{'on':false}", "[]")
                .step("a", "Switch", "{'n':'a'}", "{'on':true}", "[]");
        assertAccepted(judge(OWN_ROWS, shine(again)));
    }

    @Test
    void anotherClaimAboutItsRowsIsJudgedAnew() throws Exception {
        TraceText claimed = shine(shine(shining())).step("a", "Shine", "{'n':'a','k':1}", "{'on':false}", "[['a',1]]");
        assertRejectedAt(6, "the action leads to another state", judge(OWN_ROWS, claimed));
    }

    @Test
    void anotherListOfMessagesIsJudgedAnew() throws Exception {
        TraceText silent = shine(shine(shining())).step("a", "Shine", "{'n':'a','k':1}", "{'on':true}", "[]");
        assertRejectedAt(6, "the action sends other messages", judge(OWN_ROWS, silent));
        TraceText other = shine(shine(shining())).step("a", "Shine", "{'n':'a','k':2}", "{'on':true}", "[['a',1]]");
        assertRejectedAt(6, "the action sends other messages", judge(OWN_ROWS, other));
    }

    @Test
    void whatOneNodeMayDoAnotherMayNot() throws Exception {
        TraceText other = shine(shine(shining())).step("b", "Shine", "{'n':'a','k':1}", "{'on':true}", "[['a',1]]");
        assertRejectedAt(6, "the line says that b took the step, but it is a step of \"a\"", judge(OWN_ROWS, other));
    }

    @Test
    void sameMessageMayBeReceivedAgain() throws Exception {
        TraceText answers = shining().step("b", "Switch", "{'n':'b'}", "{'on':true}", "[]");
        for (int n = 0; n < 3; n++) {
            answers.step("b", "Answer", "{'n':'b','m':['a',1]}", "{'on':true}", "[['b',1]]");
        }
        assertAccepted(judge(OWN_ROWS, answers));
        answers.step("b", "Answer", "{'n':'b','m':['a',2]}", "{'on':true}", "[['b',1]]");
        assertEquals(Outcome.REJECTED, judge(OWN_ROWS, answers).outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AllShine(n) == (\\A k \\in Node : on[k]) /\\ UNCHANGED vars",
                "ForAll(P(_)) == \\A k \\in Node : P(k)\nAllShine(n) == ForAll(LAMBDA k : on[k]) /\\ UNCHANGED vars",
                "Is(k) == on[k]\nForAll(P(_)) == \\A k \\in Node : P(k)\nAllShine(n) == ForAll(Is) /\\ UNCHANGED vars",
                "Others == INSTANCE Others\nAllShine(n) == Others!AllOn /\\ UNCHANGED vars",
                "RECURSIVE From(_)\nFrom(k) == on[k] /\\ IF k = \"b\" THEN TRUE ELSE From(\"b\")\nAllShine(n) == From(n) /\\ UNCHANGED vars"
            })
    void nothingIsRememberedWhereAnActionReadsTheRowsOfOthers(String definitions) throws Exception {
        Files.writeString(folder.resolve("Others.tla"), """
                ---- MODULE Others ----
                CONSTANT Node
                VARIABLE on
                AllOn == \\A k \\in Node : on[k]
                ====
                """);
        String lamps = definitions + "\n" + OTHER_ROWS;
        TraceText all = TraceText.of(HEADER)
                .step("a", "Switch", "{'n':'a'}", "{'on':true}", "[]")
                .step("b", "Switch", "{'n':'b'}", "{'on':true}", "[]");
        for (int n = 0; n < 3; n++) {
            all.step("a", "AllShine", "{'n':'a'}", "{}", "[]");
        }
        assertAccepted(judge(lamps, all));
        all.step("b", "Switch", "{'n':'b'}", "{'on':false}", "[]").step("a", "AllShine", "{'n':'a'}", "{}", "[]");
        assertRejectedAt(8, "the action cannot happen in this state", judge(lamps, all));
    }
}
