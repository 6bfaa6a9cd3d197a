package dev.quorate.conformance.trace;

import static dev.quorate.conformance.TraceText.FILE;
import static dev.quorate.conformance.TraceText.POLL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Bytes;
import dev.quorate.conformance.TraceText;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReaderTest {
    private static final TraceHeader HEADER = new TraceHeader(
            "Poll",
            "abc",
            ImmutableMap.of("Node", Value.set(List.of(Value.of("a")))),
            ImmutableMap.of("a", ImmutableMap.of("weight", Value.of(1)), "b", ImmutableMap.of()),
            "messages",
            Optional.of("Modest"),
            ImmutableMap.of("seed", Value.of(7)));

    @Provide
    Arbitrary<Value> values() {
        return Values.any();
    }

    private static TraceEvent event(long line, long seq, String node, Value value) {
        return new TraceEvent(
                line,
                seq,
                node,
                1L << 40,
                "Ask",
                ImmutableMap.of("n", value),
                ImmutableMap.of("phase", value),
                ImmutableList.of(value, value));
    }

    private static byte[] written(TraceEvent... events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TraceWriter writer = new TraceWriter(bytes, HEADER)) {
            for (TraceEvent event : events) {
                writer.write(event);
            }
        }
        return bytes.toByteArray();
    }

    private static List<TraceEvent> rest(TraceReader reader) throws TraceException {
        List<TraceEvent> events = new ArrayList<>();
        for (Optional<TraceEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
            events.add(event.get());
        }
        return events;
    }

    /** What is said of a trace, after its file's name. */
    private static String refusal(byte[] bytes) {
        TraceException e = assertThrows(TraceException.class, () -> {
            try (TraceReader reader = TraceText.read(bytes)) {
                rest(reader);
            }
        });
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.getMessage().startsWith(FILE + ":"), e.getMessage());
        return e.getMessage().substring(FILE.length() + 1);
    }

    private static String refusal(TraceText text) {
        return refusal(text.bytes());
    }

    private static TraceText good() {
        return TraceText.of(POLL).step("a", "Shift", "{'n':'a'}", "{'phase':'resting'}", "[]");
    }

    @Property(tries = 100, seed = "1")
    void whatIsWrittenIsReadBack(@ForAll("values") Value value) throws TraceException {
        TraceEvent[] events = {event(2, 1, "a", value), event(3, 1, "b", value), event(4, 2, "a", value)};
        try (TraceReader reader = TraceText.read(written(events))) {
            assertEquals(HEADER, reader.header());
            assertEquals(List.of(events), rest(reader));
            assertEquals("", reader.warning());
        }
    }

    @Test
    void aLineIsOneStep() {
        assertEquals(
                3,
                new String(written(event(2, 1, "a", Value.of("x\ny")), event(3, 2, "a", Value.of(1))), UTF_8)
                        .lines()
                        .count());
    }

    @Test
    void lastLineTornAnywhereIsAWarningAndTheRestIsRead() throws TraceException {
        byte[] whole = written(event(2, 1, "a", Value.of("é")), event(3, 2, "a", Value.of("é")));
        int begin = Bytes.lastIndexOf(Arrays.copyOf(whole, whole.length - 1), (byte) '\n') + 1;
        for (int end = begin + 1; end < whole.length - 1; end++) {
            try (TraceReader reader = TraceText.read(Arrays.copyOf(whole, end))) {
                assertEquals(1, rest(reader).size());
                assertEquals(
                        FILE + ":3: the last line is torn (" + (end - begin)
                                + " bytes, no line end); everything before it was judged",
                        reader.warning());
            }
        }
    }

    @Test
    void wholeLastLineWithoutALineEndIsRead() throws TraceException {
        byte[] whole = written(event(2, 1, "a", Value.of(1)));
        try (TraceReader reader = TraceText.read(Arrays.copyOf(whole, whole.length - 1))) {
            assertEquals(1, rest(reader).size());
            assertEquals("", reader.warning());
        }
    }

    @Test
    void wholeLastLineWithoutALineEndIsNotExcused() {
        byte[] gap = written(event(2, 1, "a", Value.of(1)), event(3, 3, "a", Value.of(1)));
        assertEquals(
                "3: seq: expected 2, found 3: line 2 of a is missing", refusal(Arrays.copyOf(gap, gap.length - 1)));
    }

    @Test
    void zerosAfterTheLastLineAreATornEnd() throws TraceException {
        byte[] padded = Arrays.copyOf(written(event(2, 1, "a", Value.of(1))), 4096);
        try (TraceReader reader = TraceText.read(padded)) {
            assertEquals(1, rest(reader).size());
            assertTrue(reader.warning().contains(":3: the last line is torn"), reader.warning());
        }
    }

    @Test
    void lineThatIsMissingOrDoubledIsNoticedPerNode() {
        String step = "{'seq':%d,'node':'%s','action':'Ask','params':{},'state':{},'sent':[]}";
        assertEquals(
                "4: seq: expected 2, found 3: line 2 of a is missing",
                refusal(good().line(step.formatted(1, "b")).line(step.formatted(3, "a"))));
        assertEquals(
                "3: seq: expected 2, found 1: the lines of a are doubled or out of order",
                refusal(good().line(step.formatted(1, "a"))));
        assertEquals(
                "2: seq: expected 1, found 0: the lines of a are doubled or out of order",
                refusal(TraceText.of(POLL).line(step.formatted(0, "a"))));
    }

    @Test
    void stepOfANodeThatTheHeaderDoesNotHaveIsRefused() {
        assertEquals(
                "3: node: \"z\" is not in the header's init [a, b, c]",
                refusal(good().step("z", "Ask", "{}", "{}", "[]")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "no JSON             | hello                                            | 3: not JSON: ",
                "an array            | []                                               | 3: expected a JSON object",
                "nothing             | ``                                               | 3: the line is empty",
                "two on a line       | {'seq':2,'node':'a','action':'','params':{},'state':{},'sent':[]} {} | 3: something follows the JSON object",
                "unknown field       | {'seq':2,'colour':1}                             | 3: colour: not a field of an event",
                "duplicate key       | {'seq':2,'seq':2}                                | 3: seq: stands here twice",
                "duplicate inside    | {'params':{'m':{'x':1,'x':2}}}                   | 3: params.m.x: stands here twice",
                "seq a string        | {'seq':'2'}                                      | 3: seq: expected an integer, found 2",
                "seq a float         | {'seq':2.0}                                      | 3: seq: expected an integer, found 2.0",
                "seq null            | {'seq':null}                                     | 3: seq: expected an integer, found null",
                "seq too large       | {'seq':99999999999999999999}                     | 3: seq: expected an integer, found 99999999999999999999",
                "time a string       | {'time':'now'}                                   | 3: time: expected an integer, found now",
                "node a number       | {'node':1}                                       | 3: node: expected a string, found 1",
                "action null         | {'action':null}                                  | 3: action: expected a string, found null",
                "params an array     | {'params':[]}                                    | 3: params: expected an object, found [",
                "state a string      | {'state':'x'}                                    | 3: state: expected an object, found x",
                "sent an object      | {'sent':{}}                                      | 3: sent: expected an array, found {",
                "value beyond 32 bit | {'params':{'m':{'x':[1,2147483648]}}}            | 3: params.m.x[1]: 2147483648 is outside the integers of the TLA+ tools (32 bits)",
                "value of 30 digits  | {'state':{'x':-999999999999999999999999999999}}  | 3: state.x: -999999999999999999999999999999 is outside the integers",
                "value a float       | {'sent':[1,2.5]}                                 | 3: sent[1]: expected an integer, a string, a boolean, an array or an object, found 2.5",
                "value null          | {'sent':[{'x':null}]}                            | 3: sent[0].x: expected an integer, a string, a boolean, an array or an object, found null",
                "unknown kind        | {'sent':[{'#tup':[1]}]}                          | 3: sent[0]: {'#tup': …} is not a value of the format",
                "set of no array     | {'sent':[{'#set':1}]}                            | 3: sent[0]: {'#set': …} is not a value of the format",
                "set of an object    | {'sent':[{'#set':{}}]}                           | 3: sent[0]: {'#set': …} is not a value of the format",
                "map without pairs   | {'sent':[{'#map':[[1]]}]}                        | 3: sent[0]: #map holds pairs [argument, value], found <<1>>",
                "map argument twice  | {'sent':[{'#map':[[1,2],[1,3]]}]}                | 3: sent[0]: #map holds the argument 1 twice",
                "cut in the middle   | {'seq':2,'node'                                  | 3: not JSON: "
            })
    void lineThatIsNoStepIsRefused(String what, String line, String problem) {
        String refusal = refusal(good().line(line == null ? "" : line).step("b", "Ask", "{}", "{}", "[]"));
        assertTrue(refusal.startsWith(problem.replace('\'', '"')), refusal);
    }

    @ParameterizedTest
    @CsvSource({"seq", "node", "action", "params", "state", "sent"})
    void eachFieldOfAStepButTheTimeIsRequired(String field) {
        String line = "{'seq':2,'node':'a','action':'Ask','params':{},'state':{},'sent':[]}"
                .replaceFirst("'" + field + "':('\\w+'|\\d|\\{}|\\[]),?", "")
                .replace(",}", "}");
        assertEquals("3: " + field + ": missing", refusal(good().line(line)));
    }

    @ParameterizedTest
    @CsvSource({"format", "version", "specification", "constants", "init", "network"})
    void eachFieldOfTheHeaderButTheHashIsRequired(String field) {
        String header = POLL.replace("'" + field + "'", "'seed'");
        assertEquals("1: " + field + ": missing", refusal(TraceText.of(header)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'version':1           | 'version':2            | 1: version: expected 1, found 2",
                "'version':1           | 'version':4294967297   | 1: version: expected 1, found 4294967297",
                "'version':1           | 'version':'1'          | 1: version: expected an integer, found 1",
                "quorate-trace         | other-trace            | 1: format: expected 'quorate-trace', found 'other-trace'",
                "'network'             | 'net'                  | 1: net: not a field of the header",
                "'specification':'Poll'| 'specification':7      | 1: specification: expected a string, found 7",
                "'a':{'weight':1}      | 'a':1                  | 1: init.a: expected an object, found 1",
                "'a':{'weight':1}      | 'a':{'weight':1.5}     | 1: init.a.weight: expected an integer",
                "'b':{                 | 'a':{                  | 1: init.a: stands here twice"
            })
    void headerThatIsNoneIsRefused(String old, String replacement, String problem) {
        String refusal = refusal(TraceText.of(POLL.replace(old, replacement)));
        assertTrue(refusal.replace('"', '\'').startsWith(problem), refusal);
    }

    @Test
    void valueNestedTooDeepIsRefused() {
        String deep = "[".repeat(70) + "]".repeat(70);
        assertEquals(
                "3: beyond a limit: Document nesting depth (65) exceeds the maximum allowed (64)",
                refusal(good().line("{'sent':" + deep + "}")));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] invalid = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}', '\n'};
        assertTrue(refusal(Bytes.concat(good().bytes(), invalid)).startsWith("3: not JSON: Invalid UTF-8"));
        assertTrue(
                refusal(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, '\n', 0}).startsWith("1: not JSON: "));
    }

    @Test
    void textOfTheTraceCannotBreakTheLineOfTheMessage() {
        assertEquals(
                "3: node: \"x y\" is not in the header's init [a, b, c]",
                refusal(good().step("x\\ny", "Ask", "{}", "{}", "[]")));
    }

    @Test
    void emptyFileIsRefused() {
        assertEquals(" the file is empty; a trace begins with a header line", refusal(new byte[0]));
        assertEquals("1: the line is empty", refusal("\n".getBytes(UTF_8)));
    }

    @Test
    void tornHeaderIsRefused() {
        assertTrue(refusal(Arrays.copyOf(TraceText.of(POLL).bytes(), 50)).startsWith("1: not JSON: "));
    }

    @Test
    void folderAndMissingFileAreRefused(@TempDir Path folder) {
        assertEquals(
                folder + ": is a folder, not a trace",
                assertThrows(TraceException.class, () -> new TraceReader(folder))
                        .getMessage());
        Path missing = folder.resolve("missing.ndjson");
        assertEquals(
                missing + ": no such file",
                assertThrows(TraceException.class, () -> new TraceReader(missing))
                        .getMessage());
    }
}
