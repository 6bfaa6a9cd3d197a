package dev.quorate.conformance.trace;

import static dev.quorate.conformance.TraceText.FILE;
import static dev.quorate.conformance.TraceText.POLL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.TraceText;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader is the truth; the schema says the same of a line, as far as a schema can. */
class TraceSchemaTest {
    private static final String HEADER = POLL.replace('\'', '"')
            .replaceFirst("}$", ",\"unobserved\":[],\"silent\":{},\"violates\":\"Modest\",\"seed\":7,\"faults\":[]}");
    private static final String EVENT =
            "{\"seq\":1,\"node\":\"a\",\"time\":5,\"action\":\"Ask\",\"params\":{\"n\":1},\"state\":{\"x\":1},\"sent\":[1]}";

    /** Of everything that can stand somewhere in a line, one. */
    private static final ImmutableList<String> PIECES = ImmutableList.of(
            "1",
            "0",
            "-1",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "9223372036854775808",
            "1.5",
            "true",
            "null",
            "\"a\"",
            "\"\"",
            "\"quorate-trace\"",
            "[]",
            "[1,[true,\"x\"]]",
            "[null]",
            "[\"a\",\"Ask.n\"]",
            "[\"a\",1]",
            "[[[1.5]]]",
            "{}",
            "{\"a\":1}",
            "{\"a\":0}",
            "{\"a\":2147483648}",
            "{\"a\":{}}",
            "{\"a\":{\"b\":null}}",
            "{\"a\":{\"#x\":1}}",
            "{\"#x\":1}",
            "{\"#set\":[]}",
            "{\"#set\":[1,{\"a\":2}]}",
            "{\"#set\":1}",
            "{\"#set\":[null]}",
            "{\"#set\":[],\"a\":1}",
            "{\"#map\":[]}",
            "{\"#map\":[[1,2],[\"x\",[]]]}",
            "{\"#map\":[[1]]}",
            "{\"#map\":[[1,2,3]]}",
            "{\"#map\":[1]}",
            "{\"#map\":1}",
            "{\"#map\":[[1,null]]}");

    private static Optional<String> refusal(String header, String... lines) {
        String text = header + "\n"
                + String.join(
                        "", List.of(lines).stream().map(line -> line + "\n").toList());
        try (TraceReader reader = TraceText.read(text.getBytes(UTF_8))) {
            for (String ignored : lines) {
                reader.next();
            }
            return Optional.empty();
        } catch (TraceException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** What is between lines is no matter of form. */
    private static boolean isOfForm(String refusal) {
        return !refusal.matches(".*( is missing| are doubled or out of order|is not in the header's init .*)");
    }

    private static void assertAgreed(String line, Optional<String> refusal) {
        List<String> problems = LineSchema.problems(line);
        assertEquals(
                refusal.filter(TraceSchemaTest::isOfForm).isPresent(),
                !problems.isEmpty(),
                () -> line + "\nreader: " + refusal.orElse("accepts") + "\nschema: " + problems);
    }

    @Test
    void theSchemaIsOneOfItsDraft() {
        assertEquals(List.of(), LineSchema.ownProblems());
    }

    @Test
    void aTraceThatIsReadHasTheForm() {
        assertEquals(List.of(), LineSchema.problems(HEADER));
        assertEquals(List.of(), LineSchema.problems(EVENT));
        assertEquals(Optional.empty(), refusal(HEADER, EVENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "format",
                "version",
                "specification",
                "sha256",
                "constants",
                "init",
                "network",
                "unobserved",
                "silent",
                "violates",
                "seed",
                "faults",
                "colour"
            })
    void readerAndSchemaAgreeOnWhatMayStandInTheHeader(String field) {
        for (String piece : PIECES) {
            String line = with(HEADER, field, piece);
            if (LineSchema.problems(line).isEmpty()) {
                assertEquals(Optional.empty(), refusal(line), line);
            } else {
                assertTrue(refusal(line).isPresent(), line + " " + LineSchema.problems(line));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"seq", "node", "time", "action", "params", "state", "sent", "colour"})
    void readerAndSchemaAgreeOnWhatMayStandInAnEvent(String field) {
        for (String piece : PIECES) {
            String line = with(EVENT, field, piece);
            Optional<String> refusal = refusal(HEADER, line);
            if (!field.equals("seq") || !piece.matches("0|-.*")) { // no number below one is ever the next
                assertAgreed(line, refusal);
            }
        }
    }

    /** The line with another value of a field, or with a field that it does not have. */
    private static String with(String line, String field, String value) {
        String old = "\"" + field + "\":";
        int begin = line.indexOf(old);
        if (begin < 0) {
            return line.replaceFirst("^\\{", "{" + old + value + ",");
        }
        String rest = line.substring(begin + old.length());
        return line.substring(0, begin + old.length()) + value + rest.substring(endOfValue(rest));
    }

    private static int endOfValue(String json) {
        int depth = 0;
        for (int n = 0; n < json.length(); n++) {
            char c = json.charAt(n);
            if (depth == 0 && (c == ',' || c == '}')) {
                return n;
            }
            depth += "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
        }
        throw new AssertionError(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "specification", "constants", "init", "network"})
    void aFieldOfTheHeaderThatIsNeededIsMissed(String field) {
        String line = without(HEADER, field);
        assertEquals(Optional.of(FILE + ":1: " + field + ": missing"), refusal(line));
        assertFalse(LineSchema.problems(line).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"seq", "node", "action", "params", "state"})
    void aFieldOfAnEventThatIsNeededIsMissed(String field) {
        String line = without(EVENT, field);
        assertEquals(Optional.of(FILE + ":2: " + field + ": missing"), refusal(HEADER, line));
        assertFalse(LineSchema.problems(line).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "sha256", "unobserved", "silent", "violates", "seed", "faults"})
    void aFieldThatIsNotNeededMayBeMissing(String field) {
        assertEquals(List.of(), LineSchema.problems(without(HEADER, field)));
        assertEquals(List.of(), LineSchema.problems(without(EVENT, field)));
        assertEquals(Optional.empty(), refusal(without(HEADER, field), without(EVENT, field)));
    }

    /** A line alone does not say whether it needs what it sent: its header does. */
    @Test
    void whatWasSentIsNeededUnlessTheHeaderLeavesItOut() {
        String silentAboutIt = without(EVENT, "sent");
        assertEquals(List.of(), LineSchema.problems(silentAboutIt));
        assertEquals(Optional.of(FILE + ":2: sent: missing"), refusal(HEADER, silentAboutIt));
        String header = with(HEADER, "unobserved", "[\"messages\"]");
        assertEquals(Optional.empty(), refusal(header, silentAboutIt));
        assertEquals(
                Optional.of(FILE + ":2: sent: stands here, but the header says that it is unobserved"),
                refusal(header, EVENT));
    }

    @Test
    void whatWasSentCanBeLeftOutForOneActionOnly() {
        String ofThis = with(HEADER, "unobserved", "[\"Ask.messages\"]");
        assertEquals(Optional.empty(), refusal(ofThis, without(EVENT, "sent")));
        String ofAnother = with(HEADER, "unobserved", "[\"Another.messages\"]");
        assertEquals(Optional.of(FILE + ":2: sent: missing"), refusal(ofAnother, without(EVENT, "sent")));
        assertEquals(Optional.empty(), refusal(ofAnother, EVENT));
    }

    @Test
    void readerAndSchemaAgreeOnHowManyNamesAnObjectMayHave() {
        for (String field : List.of("state", "params")) {
            for (int names : new int[] {1_000, 1_001}) {
                String object = IntStream.range(0, names)
                        .mapToObj(n -> "\"x" + n + "\":1")
                        .collect(Collectors.joining(",", "{", "}"));
                for (String value : List.of(object, "{\"a\":" + object + "}")) {
                    String line = with(EVENT, field, value);
                    assertAgreed(line, refusal(HEADER, line));
                    assertEquals(names > 1_000, refusal(HEADER, line).isPresent());
                }
            }
        }
    }

    private static String without(String line, String field) {
        String gone = with(line, field, "").replace("\"" + field + "\":", "");
        return gone.replace(",,", ",").replace("{,", "{").replace(",}", "}");
    }

    /** As the page on the format says at its end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'seq':1.0,'node':'a','action':'Ask','params':{},'state':{},'sent':[]}",
                "{'seq':3,'node':'a','action':'Ask','params':{},'state':{},'sent':[]}",
                "{'seq':1,'node':'z','action':'Ask','params':{},'state':{},'sent':[]}",
                "{'seq':1,'node':'a','action':'Ask','params':{'n':1.0},'state':{},'sent':[]}",
                "{'seq':1,'node':'a','action':'Ask','params':{'n':{'#map':[[1,2],[1,3]]}},'state':{},'sent':[]}",
                "{'seq':1,'node':'a','action':'Ask','params':{},'state':{}}",
                "{'seq':1,'node':'b','node':'a','action':'Ask','params':{},'state':{},'sent':[]}",
                "{'seq':1,'node':'a','action':'Ask','params':{},'state':{},'sent':"
                        + "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
                        + "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}"
            })
    void onlyTheReaderCanRefuseThis(String line) {
        String json = line.replace('\'', '"');
        assertEquals(List.of(), LineSchema.problems(json));
        assertTrue(refusal(HEADER, json).isPresent());
    }

    @Provide
    Arbitrary<Value> values() {
        return Values.any();
    }

    @Property(tries = 100, seed = "1")
    void whatTheWriterWritesHasTheForm(@ForAll("values") Value value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TraceHeader header = new TraceHeader(
                "Poll",
                "",
                ImmutableMap.of("Node", value),
                ImmutableMap.of("a", ImmutableMap.of("x", value)),
                "messages",
                ImmutableSet.of("x", "Ask.n"),
                ImmutableMap.of("Ask", 2),
                Optional.of("P"),
                ImmutableMap.of("seed", value));
        try (TraceWriter writer = new TraceWriter(bytes, header)) {
            writer.write(new TraceEvent(
                    0,
                    1,
                    "a",
                    1L << 40,
                    "Ask",
                    ImmutableMap.of("n", value),
                    ImmutableMap.of("x", value),
                    ImmutableList.of(value, value)));
        }
        bytes.toString(UTF_8).lines().forEach(line -> assertEquals(List.of(), LineSchema.problems(line), line));
    }
}
