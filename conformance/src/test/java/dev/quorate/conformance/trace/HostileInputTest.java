package dev.quorate.conformance.trace;

import static dev.quorate.conformance.TraceText.FILE;
import static dev.quorate.conformance.TraceText.POLL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is made to exhaust whoever reads it: each has its own line of refusal, and little of it is read. */
class HostileInputTest {
    private static final String HEADER = POLL.replace('\'', '"') + "\n";
    private static final String STEP =
            "{\"seq\":1,\"node\":\"a\",\"action\":\"Ask\",\"params\":{},\"state\":{\"x\":%s},\"sent\":[]}\n";

    /** The same byte again and again, without end. */
    private static final class Endless extends InputStream {
        private final byte unit;
        private long read;

        Endless(char unit) {
            this.unit = (byte) unit;
        }

        @Override
        public int read() {
            read++;
            return unit;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            Arrays.fill(into, from, from + length, unit);
            read += length;
            return length;
        }
    }

    private static String refusal(InputStream stream) {
        TraceException e = assertThrows(TraceException.class, () -> {
            try (TraceReader reader = new TraceReader(FILE, stream)) {
                while (reader.next().isPresent()) {}
            }
        });
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        return e.getMessage().substring(FILE.length() + 1);
    }

    private static String refusal(String text) {
        return refusal(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static String refusalOf(String value) {
        return refusal(HEADER + STEP.formatted(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"seq\":1,\"node\":\""})
    void aLineThatNeverEndsIsNotReadToItsEnd(String begin) {
        for (char unit : new char[] {'x', '['}) {
            Endless endless = new Endless(unit);
            InputStream line = new SequenceInputStream(new ByteArrayInputStream(begin.getBytes(UTF_8)), endless);
            assertEquals("1: longer than 16 MiB", refusal(line));
            assertTrue(endless.read <= 2L * Lines.LONGEST, endless.read + " bytes read");
        }
        Endless second = new Endless('x');
        assertEquals(
                "2: longer than 16 MiB",
                refusal(new SequenceInputStream(new ByteArrayInputStream((HEADER + begin).getBytes(UTF_8)), second)));
        assertTrue(second.read <= 2L * Lines.LONGEST, second.read + " bytes read");
    }

    @ParameterizedTest
    @CsvSource({"10,0", "60,0", "70,1", "1000,1", "100000,1"})
    void deepNestingIsRefusedWhereverItStands(int depth, int refused) throws Exception {
        String limit = "beyond a limit: Document nesting depth (65) exceeds the maximum allowed (64)";
        for (String deep :
                new String[] {"[".repeat(depth) + "]".repeat(depth), "{\"x\":".repeat(depth) + "1" + "}".repeat(depth)
                }) {
            String header = HEADER.replace("}\n", ",\"seed\":" + deep + "}\n");
            if (refused == 1) {
                assertEquals("2: " + limit, refusalOf(deep));
                assertEquals("1: " + limit, refusal(header));
            } else {
                String trace = header + STEP.formatted(deep);
                try (TraceReader reader = new TraceReader(FILE, new ByteArrayInputStream(trace.getBytes(UTF_8)))) {
                    assertEquals(1, reader.next().orElseThrow().seq());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2147483648           | state.x: 2147483648 is outside the integers of the TLA+ tools (32 bits)",
                "-2147483649          | state.x: -2147483649 is outside the integers of the TLA+ tools (32 bits)",
                "18446744073709551616 | state.x: 18446744073709551616 is outside the integers of the TLA+ tools (32 bits)",
                "1e400                | state.x: expected an integer, a string, a boolean, an array or an object, found 1e400",
                "{'a':1,'a':1}        | state.x.a: stands here twice",
                "{'#map':[[1,2],[1,2]]} | state.x: #map holds the argument 1 twice",
                "1,'x':1              | state.x: stands here twice",
                "1},'state':{         | state: stands here twice"
            })
    void whatIsNoValueIsRefused(String value, String problem) {
        assertEquals("2: " + problem, refusalOf(value.replace('\'', '"')));
    }

    @Test
    void numbersNamesAndObjectsHaveALimit() {
        assertEquals(
                "2: beyond a limit: Number value length (5000) exceeds the maximum allowed (100)",
                refusalOf("9".repeat(5_000)));
        assertTrue(
                refusalOf("{\"" + "k".repeat(60_000) + "\":1}").startsWith("2: beyond a limit: Name length ("),
                "long name");
        String names =
                IntStream.range(0, 100_000).mapToObj(n -> "\"" + n + "\":1").collect(Collectors.joining(",", "{", "}"));
        assertEquals("2: state.x: an object of more than 1000 names", refusalOf(names));
    }

    @Test
    void aMessageDoesNotRepeatAllThatItSpeaksOf() {
        String refusal = refusal(HEADER + STEP.formatted("1").replace("\"a\"", "\"" + "a".repeat(5 << 20) + "\""));
        assertTrue(refusal.startsWith("2: node: \"aaa"), refusal);
        assertTrue(refusal.endsWith("aaa\" is not in the header's init [a, b, c]"), refusal);
        assertTrue(refusal.length() < 2_000, refusal);
    }

    @Test
    void anotherVersionOrFormatIsRefused() {
        assertEquals("1: version: expected 1, found 2", refusal(HEADER.replace("\"version\":1", "\"version\":2")));
        assertEquals(
                "1: version: expected an integer, found 9223372036854775808",
                refusal(HEADER.replace("\"version\":1", "\"version\":9223372036854775808")));
        assertEquals(
                "1: format: expected \"quorate-trace\", found \"csv\"",
                refusal(HEADER.replace("quorate-trace", "csv")));
        assertEquals("1: version: stands here twice", refusal(HEADER.replace("{\"format", "{\"version\":1,\"format")));
    }

    @Test
    void anEmptyLineIsRefusedAndLineEndsOfWindowsAreNot() throws Exception {
        assertEquals("2: the line is empty", refusal(HEADER + "\n" + STEP.formatted("1")));
        assertEquals("3: the line is empty", refusal(HEADER + STEP.formatted("1") + "\n"));
        String windows = "\ufeff" + (HEADER + STEP.formatted("1")).replace("\n", "\r\n");
        try (TraceReader reader = new TraceReader(FILE, new ByteArrayInputStream(windows.getBytes(UTF_8)))) {
            assertEquals(1, reader.next().orElseThrow().seq());
            assertTrue(reader.next().isEmpty());
        }
    }

    /** A parser is kept for as many bytes as one line may have; there are more of them here. */
    @Test
    void namesAreForgottenInALongTrace() throws Exception {
        int most = 2 * (Lines.LONGEST >> 20);
        String megabyte = '"' + "x".repeat(1 << 20) + '"';
        StringBuilder trace = new StringBuilder(HEADER);
        for (int seq = 1; seq <= most; seq++) {
            trace.append(STEP.formatted("{\"name" + seq + "\":" + megabyte + "}")
                    .replace("\"seq\":1,", "\"seq\":" + seq + ","));
        }
        try (TraceReader reader =
                new TraceReader(FILE, new ByteArrayInputStream(trace.toString().getBytes(UTF_8)))) {
            for (int seq = 1; seq <= most; seq++) {
                Value.Rec x = (Value.Rec) reader.next().orElseThrow().state().get("x");
                assertEquals("name" + seq, x.fields().shape().name(0));
            }
            assertTrue(reader.next().isEmpty());
        }
    }
}
