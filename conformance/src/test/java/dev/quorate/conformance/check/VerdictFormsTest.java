package dev.quorate.conformance.check;

import static dev.quorate.conformance.PollTraces.BOTH;
import static dev.quorate.conformance.PollTraces.TO_B;
import static dev.quorate.conformance.PollTraces.asked;
import static dev.quorate.conformance.TraceText.POLL;
import static dev.quorate.conformance.TraceText.module;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.quorate.conformance.TraceText;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A verdict as text and as JSON. */
class VerdictFormsTest {
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

    private static Verdict accepted() {
        return judge(asked());
    }

    private static Verdict notEnabled() {
        return judge(asked().step("a", "Ask", "{'n':'a'}", "{}", BOTH));
    }

    private static Verdict different() {
        return judge(asked().step("b", "Shift", "{'n':'b'}", "{'phase':'resting'}", "[]")
                .step(
                        "b",
                        "Reply",
                        "{'n':'b','m':" + TO_B + "}",
                        "{'seen':1}",
                        "[{'kind':'reply','from':'b','to':'a','weight':9}]"));
    }

    private static Verdict violated() {
        return judge(TraceText.of(POLL).step("a", "Jump", "{'n':'a','k':51}", "{'seen':51}", "[]"));
    }

    private static Verdict undecided() {
        return judge(asked().step("a", "Stumble", "{'n':'a'}", "{}", "[]"));
    }

    @Test
    void acceptanceIsOneLine() {
        assertEquals(
                List.of("ACCEPTED   poll.ndjson: all its steps (1) are steps of Poll"), VerdictText.of(accepted()));
    }

    @Test
    void falseGuardIsExplainedLineByLine() {
        assertEquals(
                List.of(
                        "REJECTED   poll.ndjson:3: step 2 of a is not a step of Poll: the action cannot happen in this"
                                + " state",
                        "  step          Ask(n = \"a\")",
                        "  rule          Rule 1: an idle node asks all others.",
                        "  is false      Poll:20:8  phase[n] = \"idle\"",
                        "    with        phase[n] = \"asking\"",
                        "  instead       would look the same: AskAgain(n = \"a\")",
                        "  earlier       step 1 of a, line 2: Ask(n = \"a\")"),
                VerdictText.of(notEnabled()));
    }

    @Test
    void differenceIsExplainedWithBranchMessageAndHistory() {
        List<String> lines = VerdictText.of(different());
        assertEquals(
                "REJECTED   poll.ndjson:4: step 2 of b is not a step of Poll: the action leads to another state",
                lines.get(0));
        int at = lines.indexOf("  differs       seen[\"b\"], which was 0");
        assertEquals(
                List.of(
                        "    spec allows 2",
                        "    observed    1",
                        "    set by      Poll:36:12  seen' = [seen EXCEPT ![n] = IF heavy THEN seen[n] + 2 ELSE seen[n] +"
                                + " 1]",
                        "    with        heavy = TRUE,  weight[n] = 9,  seen[n] = 0"),
                lines.subList(at + 1, at + 5));
        assertTrue(lines.contains("  rule          Rule 3: every question is answered."));
        assertTrue(lines.contains("  message       was sent in step 1 of a, line 2"));
        assertTrue(lines.contains("  instead       no step of b that the specification allows looks like this one"));
        assertEquals("  earlier       step 1 of b, line 3: Shift(n = \"b\")", lines.get(lines.size() - 1));
    }

    @Test
    void violationIsExplainedWithItsRule() {
        assertEquals(
                List.of(
                        "REJECTED   poll.ndjson:2: step 1 of a is not a step of Poll: the step breaks Modest",
                        "  step          Jump(n = \"a\", k = 51)",
                        "  property      Modest: Nobody sees more than 50.",
                        "  is false      Poll:114:27  seen[n] <= 50",
                        "    with        n = \"a\",  seen[n] = 51"),
                VerdictText.of(violated()));
    }

    @Test
    void undecidedSaysWhy() {
        List<String> lines = VerdictText.of(undecided());
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).startsWith("UNDECIDED  poll.ndjson:3: Stumble: Poll:"), lines.get(0));
    }

    @Test
    void noLineIsLongerThanATerminalUnlessAWordIs() {
        for (Verdict verdict : List.of(notEnabled(), different(), violated())) {
            VerdictText.of(verdict).stream()
                    .skip(1)
                    .forEach(line ->
                            assertTrue(line.length() <= 118 && line.lines().count() == 1, line));
        }
    }

    @Test
    void lineEndInsideATraceBreaksNoLine() {
        for (String line : VerdictText.of(judge(
                TraceText.of(POLL).step("a", "Shift", "{'n':'a'}", "{'phase':'x\\ny','seen':{'p\\nq':1}}", "[]")))) {
            assertEquals(1, line.lines().count(), line);
        }
    }

    // ------------------------------------------------------------------------------------------- JSON

    /** All scalars of a JSON text by their path, such as {@code /divergence/differences/0/what}. */
    private static Map<String, String> json(Verdict verdict) {
        String text = VerdictJson.of(verdict);
        assertEquals(1, text.lines().count());
        Map<String, String> scalars = new TreeMap<>();
        try (JsonParser in = new JsonFactory().createParser(text)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token.isScalarValue()) {
                    scalars.put(in.getParsingContext().pathAsPointer().toString(), in.getText());
                }
            }
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
        return scalars;
    }

    @Test
    void acceptanceInJson() {
        assertEquals(
                Map.of("/verdict", "accepted", "/file", "poll.ndjson", "/specification", "Poll", "/events", "1"),
                json(accepted()));
    }

    @Test
    void notesInJson() {
        assertEquals(
                "recorded against another text of Poll than the one judging now",
                json(judge(TraceText.of(POLL.replace("'sha256':''", "'sha256':'00'"))))
                        .get("/notes/0"));
    }

    @Test
    void falseGuardInJson() {
        Map<String, String> json = json(notEnabled());
        assertEquals("rejected", json.get("/verdict"));
        assertEquals("3", json.get("/divergence/line"));
        assertEquals("a", json.get("/divergence/node"));
        assertEquals("2", json.get("/divergence/seq"));
        assertEquals("Ask(n = \"a\")", json.get("/divergence/step"));
        assertEquals("Ask", json.get("/divergence/action"));
        assertEquals("a", json.get("/divergence/params/n"));
        assertEquals("b", json.get("/divergence/sent/0/to"));
        assertEquals("Rule 1: an idle node asks all others.", json.get("/divergence/rule"));
        assertEquals("Poll:19:1", json.get("/divergence/place"));
        assertEquals("Poll:20:8", json.get("/divergence/falseGuards/0/place"));
        assertEquals("phase[n] = \"idle\"", json.get("/divergence/falseGuards/0/text"));
        assertEquals("\"asking\"", json.get("/divergence/falseGuards/0/values/phase[n]"));
        assertEquals("AskAgain(n = \"a\")", json.get("/divergence/others/0"));
        assertEquals("2", json.get("/divergence/recent/0/line"));
        assertFalse(json.containsKey("/divergence/violation/property"));
    }

    @Test
    void differenceInJson() {
        Map<String, String> json = json(different());
        assertEquals(
                "resting",
                json(judge(asked().step("b", "Reply", "{'n':'b','m':" + TO_B + "}", "{'phase':'resting'}", "[]")))
                        .get("/divergence/state/phase"));
        assertEquals("seen[\"b\"]", json.get("/divergence/differences/0/what"));
        assertEquals("2", json.get("/divergence/differences/0/allowed"));
        assertEquals("1", json.get("/divergence/differences/0/observed"));
        assertEquals("0", json.get("/divergence/differences/0/before"));
        assertEquals("Poll:36:12", json.get("/divergence/differences/0/place"));
        assertEquals("TRUE", json.get("/divergence/differences/0/values/heavy"));
        assertEquals("a", json.get("/divergence/origin/node"));
        assertEquals("2", json.get("/divergence/origin/line"));
    }

    @Test
    void violationInJson() {
        Map<String, String> json = json(violated());
        assertEquals("Modest", json.get("/divergence/violation/property"));
        assertEquals("Nobody sees more than 50.", json.get("/divergence/violation/rule"));
        assertEquals("Poll:114:27", json.get("/divergence/violation/place"));
        assertEquals("51", json.get("/divergence/violation/values/seen[n]"));
    }

    @Test
    void undecidedInJson() {
        Map<String, String> json = json(undecided());
        assertEquals("undecided", json.get("/verdict"));
        assertTrue(json.get("/undecided").contains("TLC cannot evaluate this"));
    }
}
