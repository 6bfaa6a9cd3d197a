package dev.quorate.conformance.check;

import static dev.quorate.conformance.PollTraces.ANSWER;
import static dev.quorate.conformance.PollTraces.BOTH;
import static dev.quorate.conformance.PollTraces.TO_B;
import static dev.quorate.conformance.PollTraces.TO_C;
import static dev.quorate.conformance.PollTraces.answered;
import static dev.quorate.conformance.PollTraces.asked;
import static dev.quorate.conformance.PollTraces.poll;
import static dev.quorate.conformance.PollTraces.resting;
import static dev.quorate.conformance.TraceText.POLL;
import static dev.quorate.conformance.TraceText.module;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.CaseFormat;
import dev.quorate.conformance.GoldenFile;
import dev.quorate.conformance.TraceText;
import dev.quorate.conformance.trace.TraceReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The explanation of each kind of rejection, to the letter: it is what people come for. */
class RejectionTextTest {

    private static final Map<String, SpecificationShelf> SHELVES = new LinkedHashMap<>();

    private enum Kind {
        MESSAGE_WAS_NEVER_SENT(
                answered().step("a", "Count", "{'n':'a','m':" + ANSWER.replace("9", "8") + "}", "{'seen':1}", "[]")),
        STEP_IS_ANOTHER_NODES(poll().step("a", "Ask", "{'n':'b'}", "{'phase':'asking'}", "[]")),
        GUARD_IS_FALSE(asked().step("a", "Ask", "{'n':'a'}", "{}", BOTH)),
        GUARD_INSIDE_A_LET_IS_FALSE(
                asked().step("b", "Reply", "{'n':'b','m':" + TO_C + "}", "{'seen':2}", "[" + ANSWER + "]")),
        GUARD_OF_A_DEFINITION_IS_FALSE(poll().step("a", "Jump", "{'n':'a','k':0}", "{'seen':0}", "[]")),
        GUARDS_OF_ALL_BRANCHES_ARE_FALSE(asked().step("a", "Shift", "{'n':'a'}", "{}", "[]")),
        BOUND_OF_NEXT_IS_FALSE(asked().step("a", "Push", "{'n':'a','k':'z'}", "{}", "[]")),
        VARIABLE_DIFFERS(asked().step("b", "Reply", "{'n':'b','m':" + TO_B + "}", "{'seen':1}", "[" + ANSWER + "]")),
        VARIABLE_IS_NOT_SAID(poll().step("a", "Ask", "{'n':'a'}", "{}", BOTH)),
        VARIABLE_MUST_NOT_CHANGE(poll().step("a", "Ask", "{'n':'a'}", "{'phase':'asking','weight':2}", BOTH)),
        ROW_OF_ANOTHER_NODE_CHANGES(asked().step("a", "Push", "{'n':'a','k':'b'}", "{}", "[]")),
        NO_STATE_OF_SEVERAL_FITS(poll().step("a", "Roll", "{'n':'a'}", "{'seen':15}", "[]")),
        MESSAGE_IS_MISSING(poll().step("a", "Ask", "{'n':'a'}", "{'phase':'asking'}", "[" + TO_B + "]")),
        MESSAGE_IS_TOO_MUCH(resting().step("a", "Rush", "{'n':'a'}", "{'phase':'asking'}", "[" + TO_B + "]")),
        MESSAGE_IS_DOUBLED(
                poll().step("a", "Ask", "{'n':'a'}", "{'phase':'asking'}", "[" + TO_B + "," + BOTH.substring(1))),
        MESSAGE_HAS_A_WRONG_FIELD(asked().step(
                        "b",
                        "Reply",
                        "{'n':'b','m':" + TO_B + "}",
                        "{'seen':2}",
                        "[" + ANSWER.replace("9", "8") + "]")),
        MESSAGE_IS_NOT_SENT_AGAIN(asked().step("a", "AskAgain", "{'n':'a'}", "{}", "[]")),
        INVARIANT_IS_BROKEN(poll().step("a", "Roll", "{'n':'a'}", "{'seen':20}", "[]")
                .step("a", "Jump", "{'n':'a','k':51}", "{'seen':51}", "[]")),
        INVARIANT_OF_MESSAGES_IS_BROKEN(
                asked().step("c", "Tell", "{'n':'c'}", "{}", "[{'kind':'news','from':'c','weight':100}]")),
        PROPERTY_OF_STEPS_IS_BROKEN(resting().step("a", "Rush", "{'n':'a'}", "{'phase':'asking'}", "[]")),
        TWO_PROPERTIES_ARE_BROKEN(hasty().step("a", "Leap", "{'n':'a'}", "{'seen':60}", "[]")),
        CLAIM_IS_FALSE(TraceText.of(POLL.replaceFirst("}$", ",'violates':'Modest'}"))
                .step("a", "Roll", "{'n':'a'}", "{'seen':20}", "[]")),
        NETWORK_IS_READ_AS_A_WHOLE(tally().step("b", "Call", "{'n':'b'}", "{}", "[{'from':'b'}]")
                .step("a", "Sum", "{'n':'a'}", "{'total':2}", "[]"));

        private final String trace;

        Kind(TraceText trace) {
            this.trace = new String(trace.bytes(), UTF_8);
        }

        private String file() {
            return "rejections/" + CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_UNDERSCORE, name()) + ".txt";
        }
    }

    private static TraceText hasty() {
        return TraceText.of(POLL.replace("Poll", "Hasty").replaceAll("'weight':\\d", ""));
    }

    private static TraceText tally() {
        return TraceText.of(POLL.replace("Poll", "Tally").replaceAll("'weight':\\d", ""));
    }

    @AfterAll
    static void close() {
        SHELVES.values().forEach(SpecificationShelf::close);
    }

    @ParameterizedTest
    @EnumSource
    void rejectionIsExplainedToTheLetter(Kind kind) throws Exception {
        try (TraceReader reader = TraceText.read(kind.trace.getBytes(UTF_8))) {
            SpecificationShelf shelf = SHELVES.computeIfAbsent(
                    reader.header().specification(), name -> new SpecificationShelf(module(name)));
            Verdict verdict = TraceChecker.check(reader, shelf);
            assertEquals(Verdict.Outcome.REJECTED, verdict.outcome());
            List<String> lines = VerdictText.of(verdict);
            GoldenFile.assertIs(kind.file(), String.join("\n", lines) + "\n");
            assertTrue(lines.size() <= 24 && lines.stream().allMatch(line -> line.length() <= 118));
        }
    }
}
