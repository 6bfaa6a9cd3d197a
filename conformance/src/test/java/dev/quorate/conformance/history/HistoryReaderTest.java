package dev.quorate.conformance.history;

import static dev.quorate.conformance.history.Histories.read;
import static dev.quorate.conformance.history.Histories.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryReaderTest {
    private static final String INVOKE = "{:type :invoke, :process 0, :value [[:append 9 1] [:r 9 nil]]}\n";
    private static final String OK = "{:type :ok, :process 0, :value [[:append 9 1] [:r 9 [1]]]}\n";

    private static List<String> operations(String text) throws HistoryException {
        return read(text).operations().stream().map(Operation::toString).toList();
    }

    @Test
    void readsWhatJepsenWrites() throws Exception {
        String text = "; a comment\n"
                + "{:index 0, :time 3291485317, :type :invoke, :process 0, :f :txn, :value [[:r :x nil] [:append :x 1]]}\n"
                + "{:index 1, :time 3296209422, :type :info, :process :nemesis, :f :partition, :value {:n #{\"n1\"}}}\n"
                + "#jepsen.history.Op{:index 2, :time 3296209422, :type :ok, :process 0, :f :txn, "
                + ":value [[:r :x []] [:append :x 1]], :error [:timeout \\a nil 1.5]}\n";
        History history = read(text);
        assertEquals(1, history.size());
        Operation ok = history.completion(0).orElseThrow();
        assertEquals("{:index 2 :type :ok :process 0 :value [[:r :x []] [:append :x 1]]}", ok.toString());
        assertEquals(3296209422L, ok.time());
        assertEquals("txn", ok.f());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s%s",
                "[%s%s]",
                "(%s #_{:type :nonsense} %s)",
                "#_[1 2] [%s,,, %s] ; end",
                "\n\n%s ; and then\n%s",
                "#foo/bar [%s %s]"
            })
    void aStreamOrOneVectorWithWhateverMeansNothing(String form) throws Exception {
        assertEquals(
                List.of(
                        "{:index 0 :type :invoke :process 0 :value [[:append 9 1] [:r 9 nil]]}",
                        "{:index 1 :type :ok :process 0 :value [[:append 9 1] [:r 9 [1]]]}"),
                operations(form.formatted(INVOKE, OK)));
    }

    @Test
    void keysAndValuesAreIntegersKeywordsOrStrings() throws Exception {
        String value = "[[:append -9 \"a b\\n\\u0041\"] [:append :x/y :z] [:append \"x/y\" +7N] [:append :x 0]]";
        String invoke = "{:type :invoke :process 3 :value %s}".formatted(value);
        String found = operations(invoke).get(0);
        assertEquals(
                "{:index 0 :type :invoke :process 3 :value [[:append -9 \"a b\\nA\"] [:append :x/y :z] "
                        + "[:append \"x/y\" 7] [:append :x 0]]}",
                found);
    }

    @Test
    void namespacesOfFieldsAreIgnored() throws Exception {
        assertEquals(
                operations(INVOKE + OK),
                operations((INVOKE + OK).replace("{:", "#:op{:op/").replace(", :", " :o/")));
    }

    @Test
    void readsJsonLinesAndOneArray() throws Exception {
        String invoke = "{\"type\":\"invoke\",\"process\":0,\"f\":\"txn\",\"value\":[[\"append\",9,1],[\"r\",9,null]]}";
        String ok = "{\"type\":\"ok\",\"process\":0,\"x\":{\"y\":[]},\"value\":[[\"append\",9,1],[\"r\",9,[1]]]}";
        String nemesis = "{\"type\":\"info\",\"process\":\"nemesis\",\"value\":{\"a\":[1,[2]]}}";
        assertEquals(operations(INVOKE + OK), operations(invoke + "\n" + nemesis + "\n" + ok + "\n"));
        assertEquals(operations(INVOKE + OK), operations("[" + invoke + ",\n" + ok + "]"));
    }

    @Test
    void anInvocationWithoutCompletionIsAnUnknownOutcome() throws Exception {
        History history = read(INVOKE);
        assertEquals(OperationType.INFO, history.outcome(0));
        assertTrue(history.completion(0).isEmpty());
    }

    @Test
    void anEmptyFileIsAnEmptyHistory() throws Exception {
        assertEquals(0, read("").size());
        assertEquals(0, read("[]").size());
        assertEquals(0, read(" ; nothing\n").size());
    }

    @Test
    void whatCompletesWithoutTellingItsValueHasThatOfItsInvocation() throws Exception {
        assertEquals(
                "{:index 1 :type :info :process 0 :value [[:append 9 1] [:r 9 nil]]}",
                operations(INVOKE + "{:type :info :process 0 :value nil :error :timeout}")
                        .get(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{:type :ok :process 0 :value []}|:1: index 0: ok of process 0, which has invoked nothing",
                "{:type :invoke :value []}|:1: has no process",
                "{:type :invoke :process nil :value []}|:1: has no process",
                "{:process 0 :value []}|:1: has no type",
                "{:type :invoke :process 0}|:1: index 0: invokes nothing: there is no value",
                "{:type :maybe :process 0}|:1: type: expected :invoke, :ok, :fail or :info, found maybe",
                "{:type :invoke :process 0 :value [[:w 1 1]]}|:1: value: expected :append or :r, found :w",
                "{:index 7 :process 0 :type :invoke :value [[:append 1]]}|:1: index 7: value: expected an integer, a keyword or a string, found ]",
                "{:type :invoke :process 0 :value [[:append 1 2 3]]}|:1: value: a micro-operation is a function, a key and a value",
                "{:type :invoke :process 0 :value [[:append 1 nil]]}|:1: value: expected an integer, a keyword or a string, found nil",
                "{:type :invoke :process 0 :value [[:append 1 1.5]]}|:1: value: expected an integer, a keyword or a string, found 1.5",
                "{:type :invoke :process 0 :value [[:append 1 1] [:append 1 1]]}|:1: index 0: appends 1 to key 1 twice",
                "{:type :invoke :process 0 :value 7}|:1: value: expected a vector of micro-operations",
                "{:type :invoke :process 99999999999 :value []}|:1: process: 99999999999 does not fit in 32 bits",
                "{:type :invoke :process 0 :value [[:append 1 9999999999999999999]]}|:1: value: expected an integer, a keyword or a string of at most 18 digits, found 9999999999999999999",
                "{\"type\":\"invoke\",\"process\":0,\"value\":[[\"append\",1,1000000000000000000]]}|:1: value: expected an integer of at most 18 digits, found 1000000000000000000",
                "{:type :invoke :process 0|:1: the file ends inside an operation",
                "{:type :invoke :error \"|:1: the file ends inside a string",
                "hello|:1: expected an operation, which is a map, found hello",
                "[{:type :info :process :n} 5]|:1: expected an operation, which is a map, found 5",
                "[] []|:1: something follows the end of the history: [",
                "{\"type\":\"ok\",\"process\":0,\"value\":[]}|:1: index 0: ok of process 0, which has invoked nothing",
                "{\"type\":\"invoke\",\"process\":0,\"value\":[[\"w\",1,2]]}|:1: value: expected append or r, found w",
                "{\"type\":\"invoke\",\"process\":0,\"value\":[[\"append\",1]]}|:1: value: a micro-operation is a function, a key and a value",
                "{\"type\":\"invoke\",\"process\":0,\"value\":[[\"append\",1,1.5]]}|:1: value: expected an integer or a string, found 1.5",
                "{\"type\":\"invoke\",\"process\":true}|:1: process: expected an integer or a string",
                "{\"type\":\"invoke\",\"index\":\"x\"}|:1: index: expected an integer, found x",
                "[{\"type\":\"info\",\"process\":\"n\"}|:1: the file ends inside an array or an object",
            })
    void whatIsNoHistoryIsToldInOneLine(String text, String refusal) {
        assertEquals(refusal, refusal(text));
    }

    @Test
    void lineAndIndexAreThoseOfTheOperation() {
        assertEquals(
                ":3: index 2: process 0 invokes while its transaction of index 0 is open",
                refusal(INVOKE + "{:type :invoke :process 1 :value []}\n" + INVOKE));
        assertEquals(
                ":2: index 1: appends 1 to key 9 as index 0 did; values must be unique",
                refusal(INVOKE + INVOKE.replace(":process 0", ":process 1")));
        assertEquals(
                ":2: index 1: completes another transaction than process 0 invoked at index 0",
                refusal(INVOKE + OK.replace("9", "8")));
        assertEquals(
                ":2: index 4: stands after index 4; indices must grow",
                refusal((INVOKE + OK).replace("{", "{:index 4 ")));
        assertEquals(":2: index 1: is ok and has no value", refusal(INVOKE + "{:type :ok :process 0 :value nil}"));
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{:type :info :process :n :value " + "[".repeat(100_000);
        assertEquals(":1: nested deeper than 64", refusal(deep));
    }

    @Test
    void aLimitOfJsonIsNamed() {
        String deep = "{\"type\":\"info\",\"process\":\"n\",\"value\":" + "[".repeat(100_000);
        assertEquals(":1: beyond a limit: Document nesting depth (65) exceeds the maximum allowed (64)", refusal(deep));
        String digits = "{\"type\":\"info\",\"process\":" + "1".repeat(200);
        assertEquals(
                ":1: beyond a limit: Number value length (200) exceeds the maximum allowed (100)", refusal(digits));
        String name = "{\"type\":\"info\",\"process\":0,\"value\":[[\"r\",\"" + "n".repeat(100_000) + "\",null]]}";
        assertTrue(refusal(name).startsWith(":1: beyond a limit: String value length ("), refusal(name));
    }

    @Test
    void whatIsPackedIsUnpacked() throws Exception {
        byte[] packed = packed(INVOKE + OK);
        assertEquals(
                operations(INVOKE + OK),
                HistoryReader.read("h", new ByteArrayInputStream(packed)).operations().stream()
                        .map(Operation::toString)
                        .toList());
        InputStream cut = new ByteArrayInputStream(packed, 0, packed.length - 10);
        assertEquals(
                "h: cannot be read: it is packed, and its end is missing",
                assertThrows(HistoryException.class, () -> HistoryReader.read("h", cut))
                        .getMessage());
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aFolderOrAMissingFileIsToldInOneLine(@TempDir Path folder) {
        assertEquals(
                folder + ": is a folder, not a history",
                assertThrows(HistoryException.class, () -> HistoryReader.read(folder))
                        .getMessage());
        assertEquals(
                folder.resolve("x") + ": no such file",
                assertThrows(HistoryException.class, () -> HistoryReader.read(folder.resolve("x")))
                        .getMessage());
    }

    @Test
    void whatIsWrittenIsReadAsTheSameHistory() throws Exception {
        History names =
                Histories.of("ok! 1 [:append :x \"], [\"] [:r :x [\"], [\"]]", "info! 2 [:append \"y\" :z] [:r 5 nil]");
        for (History history : List.of(names, HistoryGenerator.generate(HistoryGenerator.Settings.sound(1, 500, 5)))) {
            assertEquals(
                    history.operations(),
                    read(new String(bytes(history, HistoryWriter::edn), UTF_8)).operations());
            assertEquals(
                    history.operations(),
                    read(new String(bytes(history, HistoryWriter::json), UTF_8)).operations());
        }
    }

    /** As {@link HistoryWriter} writes it in one of its two ways. */
    private interface Written {
        void to(History history, OutputStream stream) throws IOException;
    }

    private static byte[] bytes(History history, Written written) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        written.to(history, out);
        return out.toByteArray();
    }

    @Test
    void aFuzzedFileIsReadOrRefusedInOneLine() throws Exception {
        fuzz(1_000);
    }

    @Test
    @Tag("verify")
    void manyFuzzedFilesAreReadOrRefusedInOneLine() throws Exception {
        fuzz(10_000);
    }

    /** Bytes changed, left out, doubled or moved from elsewhere; what can still be read can be checked. */
    private static void fuzz(int files) throws IOException {
        History history = HistoryGenerator.generate(
                HistoryGenerator.Settings.sound(7, 8, 3).withSizes(2, 3, 20).withOutcomes(0.1, 0.1));
        byte[] edn = bytes(history, HistoryWriter::edn);
        byte[] json = bytes(history, HistoryWriter::json);
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < files; i++) {
            byte[] bytes = (i % 2 == 0 ? edn : json).clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(bytes.length);
                int length = Math.min(random.nextInt(20), bytes.length - at);
                switch (random.nextInt(3)) {
                    case 0 -> bytes[at] = (byte) random.nextInt(256);
                    case 1 -> bytes[at] = (byte) "[]{}()\":;#_\\ 0159-nN,/^".charAt(random.nextInt(23));
                    default -> System.arraycopy(bytes, random.nextInt(bytes.length - length), bytes, at, length);
                }
            }
            String text =
                    new String(bytes, 0, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length, UTF_8);
            try {
                ListAppend.check(read(text), Model.STRICT_SERIALIZABLE);
            } catch (HistoryException e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            }
        }
        assertTrue(refused > files / 2 && refused < files, refused + " of " + files);
    }
}
