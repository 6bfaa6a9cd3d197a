package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories, from wherever they come, in one go. */
class HistoryCheckCommandTest {
    private static final List<ByteDamage> DAMAGES = List.of(ByteDamage.values());

    private static final String APPENDED = """
            {:type :invoke, :process 0, :value [[:append 9 1]]}
            {:type :ok, :process 0, :value [[:append 9 1]]}
            {:type :invoke, :process 1, :value [[:r 9 nil]]}
            """;

    private static final String GOOD = APPENDED + "{:type :ok, :process 1, :value [[:r 9 [1]]]}\n";

    /** A stale read. */
    private static final String BAD = APPENDED + "{:type :ok, :process 1, :value [[:r 9 []]]}\n";

    private static final String EXPLAINED = """
            INVALID    bad.edn is not strict-serializable
              history    2 transactions (2 ok, 0 failed, 0 unknown)
              refutes    strong-snapshot-isolation, and what is stronger
              anomalies  1 G-single-item-realtime

            G-single-item-realtime, a cycle of 2 transactions: a stale read, or the like
              T1 = {:index 3 :type :ok :process 1 :value [[:r 9 []]]}
              T2 = {:index 1 :type :ok :process 0 :value [[:append 9 1]]}
              T1 < T2, because T1 read key 9 while it was empty, and T2 appended 1 to it
              T2 < T1, because T2 completed at index 1, before T1 was invoked at index 2: a contradiction

            again      quorate history check --json bad.edn
            """;

    @TempDir
    Path folder;

    private record Answer(int exitCode, String out, String err) {}

    private Answer check(Surroundings surroundings, Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.concat(
                        Stream.of("history", "check"), Arrays.stream(args).map(Object::toString))
                .toArray(String[]::new);
        int exitCode = Quorate.run(surroundings, new PrintWriter(out, true), new PrintWriter(err, true), all);
        return new Answer(exitCode, shortened(out), shortened(err));
    }

    /** Without the path of the folder, and a table as narrow as it then would be. */
    private String shortened(StringWriter text) {
        return text.toString().replace(folder + "/", "").replaceFirst("history {3,}trans", "history  trans");
    }

    private Answer check(Object... args) {
        return check(Surroundings.NONE, args);
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Surroundings around(String input, boolean isTerminal, String variable, String value) {
        InputStream stream = new ByteArrayInputStream(input.getBytes(UTF_8));
        return new Surroundings(stream, isTerminal, ImmutableMap.of(variable, value));
    }

    @Test
    void aValidHistoryIsOneLineAndAnInvalidOneIsExplained() throws IOException {
        String valid = "VALID      good.edn: 2 transactions (2 ok, 0 failed, 0 unknown); no anomaly that"
                + " strict-serializable forbids\n";
        assertEquals(new Answer(0, valid, ""), check(file("good.edn", GOOD)));
        assertEquals(new Answer(1, EXPLAINED, ""), check(file("bad.edn", BAD)));
    }

    @Test
    void whatIsToldIsDrawnToo() throws IOException {
        Path pictures = folder.resolve("pictures");
        String told = check("--svg", pictures, file("bad.edn", BAD)).out();
        ImmutableList<String> drawn = told.lines()
                .filter(line -> line.startsWith("drawn "))
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .collect(ImmutableList.toImmutableList());
        assertFalse(drawn.isEmpty());
        for (String picture : drawn) {
            assertTrue(Files.readString(pictures.resolve(picture)).contains("<svg "), picture);
        }
        assertEquals(told, check("--svg", pictures, file("bad.edn", BAD)).out());
    }

    @Test
    void whatTheModelAllowsIsValid() throws IOException {
        assertEquals(0, check("--model", "serializable", file("bad.edn", BAD)).exitCode());
        String again = check("--model", "strong-snapshot-isolation", file("bad.edn", BAD))
                .out();
        assertTrue(again.endsWith("quorate history check --json --model strong-snapshot-isolation bad.edn\n"), again);
    }

    @Test
    void aModelThatIsNotThereIsRefusedInOneLineWithThoseThatAre() throws IOException {
        Answer answer = check("--model", "linear", file("good.edn", GOOD));
        assertEquals(2, answer.exitCode());
        assertEquals(1, answer.err().lines().count());
        assertTrue(answer.err().contains("no 'linear'; there are read-uncommitted, read-committed, "), answer.err());
    }

    @Test
    void allBelowAFolderAreCheckedAndCounted() throws IOException {
        file("a.edn", GOOD);
        Files.write(folder.resolve("b.edn.gz"), packed(GOOD));
        file("deeper/c.jsonl", """
                {"type":"invoke","process":0,"value":[["append",9,1]]}
                {"type":"info","process":0,"value":[["append",9,1]]}
                """);
        file("trace.ndjson", "no history");
        assertEquals(new Answer(0, """
                        history  transactions  verdict
                        a.edn                      2  valid
                        b.edn.gz                   2  valid
                        deeper/c.jsonl             1  valid

                        OK: 3 of 3 histories are valid, 5 transactions
                        """, ""), check(folder));
    }

    @Test
    void ofSeveralTheWorstCountsAndWhatIsWrongIsToldFirst() throws IOException {
        Answer answer = check(file("good.edn", GOOD), file("bad.edn", BAD), file("odd.edn", "{:type :ok}"));
        assertEquals(2, answer.exitCode());
        assertTrue(answer.out().startsWith(EXPLAINED + "\nhistory "), answer.out());
        assertTrue(
                answer.out().endsWith("\nNOT OK: 1 of 3 histories are valid, 4 transactions; 1 invalid; 1 bad input\n"),
                answer.out());
        assertEquals("quorate: odd.edn:1: has no process\n", answer.err());
        assertEquals(1, check(file("good.edn", GOOD), file("bad.edn", BAD)).exitCode());
    }

    @Test
    void dashIsTheStandardInput() {
        Answer answer = check(around(BAD, false, "TERM", "xterm"), "-");
        assertEquals(1, answer.exitCode());
        assertTrue(answer.out().startsWith("INVALID    standard input is not strict-serializable\n"), answer.out());
        assertTrue(answer.out().endsWith(": a contradiction\n"), answer.out());
        assertEquals("quorate: - can be given once only\n", check("-", "-").err());
    }

    @Test
    void failFastEndsWithTheFirstThatIsNotValid() throws IOException {
        Answer answer = check("--fail-fast", file("1", GOOD), file("bad.edn", BAD), file("3", "{}"));
        assertEquals(1, answer.exitCode());
        assertEquals("", answer.err());
        assertTrue(answer.out().contains("NOT OK: 1 of 2 histories are valid"), answer.out());
    }

    @Test
    void jsonIsALineForEach() throws IOException {
        Answer answer = check("--json", file("bad.edn", BAD), file("good.edn", GOOD), file("odd.edn", "]"));
        assertEquals(2, answer.exitCode());
        List<String> lines = answer.out().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).startsWith("{\"file\":\"bad.edn\",\"valid\":false,"), answer.out());
        assertTrue(lines.get(1).startsWith("{\"file\":\"good.edn\",\"valid\":true,"), answer.out());
        assertEquals("quorate: odd.edn:1: expected an operation, which is a map, found ]\n", answer.err());
    }

    @Test
    void coloursAppearOnATerminalOnlyAndNotWhereNobodyWantsThem() throws IOException {
        Path bad = file("bad.edn", BAD);
        assertTrue(check(around("", true, "TERM", "xterm"), bad).out().startsWith("\u001b[31mINVALID\u001b["));
        assertFalse(check(around("", true, "NO_COLOR", "1"), bad).out().contains("\u001b"));
        assertFalse(check(around("", false, "TERM", "xterm"), bad).out().contains("\u001b"));
    }

    @Test
    void githubGetsAnAnnotationForEachThatIsNotValid() throws IOException {
        Answer answer =
                check(around("", false, "GITHUB_ACTIONS", "true"), file("bad.edn", BAD), file("odd.edn", "\n[1]"));
        List<String> annotations =
                answer.err().lines().filter(line -> line.startsWith("::")).toList();
        assertEquals(2, annotations.size());
        assertTrue(
                annotations.get(0).startsWith("::error file=bad.edn,title=quorate%3A invalid::INVALID    bad.edn is"),
                answer.err());
        assertTrue(
                annotations.get(1).startsWith("::error file=odd.edn,line=2,title=quorate%3A bad input::odd.edn:2: "));
    }

    @Test
    void junitReportHasACaseForEach() throws IOException {
        Path xml = folder.resolve("reports/quorate.xml");
        check("--junit-xml", xml, file("good.edn", GOOD), file("bad.edn", BAD), folder.resolve("missing"));
        String report = Files.readString(xml);
        assertTrue(report.contains("tests=\"3\" failures=\"1\" errors=\"1\""), report);
        assertTrue(
                report.contains("<testcase classname=\"strict-serializable\" name=\"" + folder + "/good.edn\""),
                report);
        assertTrue(report.contains("<failure type=\"invalid\" message=\"INVALID    "), report);
        assertTrue(
                report.contains("<error type=\"bad input\" message=\"" + folder + "/missing: no such file\""), report);
    }

    // ------------------------------------------------------------------------------------------- bad input

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello                                                    | h:5: expected an operation, which is a map, found hello",
                "{\"type\"                                                | h:5: expected a name or a number, found the end of the file",
                "{:type :ok :process 0 :value []}                         | h:5: index 4: ok of process 0, which has invoked nothing",
                "{:type :invoke :process 2 :value [[:append 9 1]]}        | h:5: index 4: appends 1 to key 9 as index 0 did; values must be unique",
                "{:type :invoke :process 2 :value [[:w 9 1]]}             | h:5: value: expected :append or :r, found :w",
                "{:type :invoke :index 7 :value []}                       | h:5: index 7: has no process",
                "{:type :invoke :process 2 :value []} {:type :invoke :process 2 :value []} | h:5: index 5: process 2 invokes while its transaction of index 4 is open",
            })
    void whatIsNoHistoryIsToldInOneLineWithLineAndIndex(String line, String complaint) throws IOException {
        assertEquals(new Answer(2, "", "quorate: " + complaint + "\n"), check(file("h", GOOD + line)));
    }

    @Test
    void whatIsNoFileIsToldInOneLine() throws IOException {
        assertEquals(new Answer(2, "", "quorate: missing: no such file\n"), check(folder.resolve("missing")));
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertEquals(
                "quorate: empty: a folder without histories (*.edn, *.jsonl, *.edn.gz, *.jsonl.gz)\n",
                check(empty).err());
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(packed(GOOD), 40));
        assertEquals(
                "quorate: cut: cannot be read: it is packed, and its end is missing\n",
                check(cut).err());
    }

    @Test
    void anInvocationWithoutCompletionCountsAsUnknown() throws IOException {
        String out = check(file("h", APPENDED)).out();
        assertTrue(out.startsWith("VALID      h: 2 transactions (1 ok, 0 failed, 1 unknown);"), out);
    }

    @Test
    void aDamagedHistoryGetsAVerdictOrOneLine() throws IOException {
        damage(200);
    }

    @Test
    @Tag("verify")
    void manyDamagedHistoriesGetAVerdictOrOneLine() throws IOException {
        damage(10_000);
    }

    private void damage(int files) throws IOException {
        String options = "--transactions 20 --clients 3 --keys 2 --appends 9 --unknown 0.2 --format ";
        List<byte[]> histories = List.of(generated(options + "edn"), generated(options + "json"));
        Random random = new Random(5);
        int refused = 0;
        for (int n = 0; n < files; n++) {
            byte[] bytes = histories.get(n % 2);
            for (int damages = 1 + random.nextInt(2); damages > 0 && bytes.length > 0; damages--) {
                ByteDamage damage = DAMAGES.get(random.nextInt(DAMAGES.size()));
                bytes = damage.of(bytes, random.nextInt(bytes.length), random);
            }
            Path file = Files.write(folder.resolve("h"), n % 7 == 0 ? packed(new String(bytes, UTF_8)) : bytes);
            Answer answer = check(file);
            String number = "file " + n + ": " + answer;
            if (answer.exitCode() == 2) {
                refused++;
                assertEquals("", answer.out(), number);
                assertTrue(answer.err().matches("quorate: h(:\\d+)?: [^\n]+\n"), number);
            } else {
                assertEquals("", answer.err(), number);
                assertTrue(answer.out().startsWith(answer.exitCode() == 0 ? "VALID " : "INVALID "), number);
                assertTrue(answer.exitCode() < 2, number);
            }
        }
        assertTrue(refused > files / 4 && refused < files, refused + " of " + files);
    }

    private static byte[] generated(String options) {
        StringWriter out = new StringWriter();
        Quorate.run(
                new PrintWriter(out, true),
                new PrintWriter(Writer.nullWriter()),
                Splitter.on(' ').splitToStream("history generate " + options).toArray(String[]::new));
        return out.toString().getBytes(UTF_8);
    }
}
