package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Many traces, from wherever they come, in one go. */
class ValidateCommandTest {
    private static final String MODULE = """
            ---- MODULE Count ----
            EXTENDS Naturals
            CONSTANT Node
            VARIABLES count, messages
            Init == count = [n \\in Node |-> 0] /\\ messages = {}

            \\* Rule 1: who counts tells all.
            Tell(n) ==
                /\\ count' = [count EXCEPT ![n] = @ + 1]
                /\\ messages' = messages \\cup {[from |-> n, nr |-> count[n] + 1]}

            Hear(n, m) ==
                /\\ m.from # n
                /\\ count' = [count EXCEPT ![n] = m.nr]
                /\\ UNCHANGED messages

            Next == \\E n \\in Node : Tell(n) \\/ \\E m \\in messages : Hear(n, m)
            Spec == Init /\\ [][Next]_<<count, messages>>
            ====
            """;

    private static final String HEADER = """
            {"format":"quorate-trace","version":1,"specification":"Count","sha256":"",\
            "constants":{"Node":{"#set":["a","b"]}},"init":{"a":{},"b":{}},"network":"messages"}
            """;

    private static final String TOLD = """
            {"seq":1,"node":"a","action":"Tell","params":{"n":"a"},"state":{"count":1},"sent":[{"from":"a","nr":1}]}
            """;

    private static final String HEARD = """
            {"seq":1,"node":"b","action":"Hear","params":{"n":"b","m":{"from":"a","nr":1}},"state":{"count":1},"sent":[]}
            """;

    private static final String GOOD = HEADER + TOLD + HEARD;

    /** Its first step is not allowed. */
    private static final String BAD = GOOD.replaceFirst("\"count\":1", "\"count\":7");

    @TempDir
    Path specs;

    @TempDir
    Path folder;

    private record Answer(int exitCode, String out, String err) {}

    @BeforeEach
    void writeModule() throws IOException {
        Files.writeString(specs.resolve("Count.tla"), MODULE);
        Files.writeString(specs.resolve("Count.cfg"), "SPECIFICATION Spec\n");
    }

    private Answer validate(Surroundings surroundings, Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.concat(
                        Stream.of(
                                "validate", "--spec", specs.resolve("Count.tla").toString()),
                        Arrays.stream(args).map(Object::toString))
                .toArray(String[]::new);
        int exitCode = Quorate.run(surroundings, new PrintWriter(out, true), new PrintWriter(err, true), all);
        return new Answer(exitCode, shortened(out), shortened(err));
    }

    /** Without the paths of the folders, and a table as narrow as it then would be. */
    private String shortened(StringWriter text) {
        return text.toString()
                .replace(folder + "/", "")
                .replace(specs + "/", "")
                .replaceFirst("trace +steps", "trace  steps");
    }

    private Answer validate(Object... args) {
        return validate(Surroundings.NONE, args);
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path packed(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, packed(text));
        return file;
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static Surroundings around(InputStream input, boolean terminal, String... environment) {
        ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();
        for (int n = 0; n < environment.length; n += 2) {
            variables.put(environment[n], environment[n + 1]);
        }
        return new Surroundings(input, terminal, variables.buildOrThrow());
    }

    private static Surroundings github() {
        return around(InputStream.nullInputStream(), false, "GITHUB_ACTIONS", "true");
    }

    // ------------------------------------------------------------------------------------------- which traces

    @Test
    void allTracesBelowAFolderAreJudgedInTheOrderOfTheirNames() throws IOException {
        file("b.ndjson", GOOD);
        file("deeper/a.ndjson", GOOD);
        packed("a.ndjson.gz", GOOD);
        file("notes.txt", "no trace");
        assertEquals(new Answer(0, """
                        trace  steps  verdict
                        a.ndjson.gz          2  accepted
                        b.ndjson             2  accepted
                        deeper/a.ndjson      2  accepted

                        OK: 3 of 3 traces conform, 6 steps
                        """, ""), validate(folder));
    }

    @Test
    void whatIsPackedIsUnpackedWhateverItsNameIs() throws IOException {
        assertEquals(0, validate(packed("packed", GOOD)).exitCode());
        assertEquals(0, validate(packed("packed.ndjson", GOOD)).exitCode());
        assertEquals(0, validate(file("open.ndjson.gz", GOOD)).exitCode());
    }

    @Test
    void packedTraceThatWasCutOffIsBadInput() throws IOException {
        Path file = packed("cut.gz", GOOD);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
        Answer answer = validate(file);
        assertEquals(2, answer.exitCode());
        assertTrue(answer.err().startsWith("quorate: cut.gz:"), answer.err());
        assertEquals(1, answer.err().lines().count(), answer.err());
        Files.write(file, Arrays.copyOf(bytes, 5));
        assertEquals(
                new Answer(2, "", "quorate: cut.gz: cannot be read: it is packed, and its end is missing\n"),
                validate(file));
    }

    @Test
    void dashIsTheStandardInput() throws IOException {
        Surroundings surroundings = around(new ByteArrayInputStream(packed(GOOD)), false);
        assertEquals(
                new Answer(0, "ACCEPTED   standard input: all its steps (2) are steps of Count\n", ""),
                validate(surroundings, "-"));
        assertEquals("quorate: - can be given once only\n", validate("-", "-").err());
        assertEquals(
                "quorate: standard input: the file is empty; a trace begins with a header line\n",
                validate("-").err());
    }

    @Test
    void filesOfOneRunAreMergedInWhateverOrderTheyAreGiven() throws IOException {
        Path a = file("a", HEADER + TOLD);
        Path b = file("b", HEADER + HEARD);
        Answer merged = validate("--merge", b, a);
        assertEquals(0, merged.exitCode());
        assertTrue(merged.out().endsWith(": all its steps (2) are steps of Count\n"), merged.out());
        Answer alone = validate(b, a);
        assertEquals(1, alone.exitCode());
        assertTrue(alone.out().contains("REJECTED   b:2: "), alone.out());
        file("b", HEADER + HEARD.replace("\"count\":1", "\"count\":2"));
        Answer wrong = validate("--merge", b, a);
        assertTrue(wrong.out().contains("\n  message       was sent in step 1 of a, a:2\n"), wrong.out());
        assertTrue(
                wrong.out().endsWith("\n  again         quorate validate --json --spec Count.tla --merge b a\n"),
                wrong.out());
    }

    // ------------------------------------------------------------------------------------------- what is told

    @Test
    void tableCountsAndTellsWhatIsWrongBeforeIt() throws IOException {
        file("1.ndjson", GOOD);
        file("2.ndjson", BAD);
        file("3.ndjson", "{}");
        Answer answer = validate(folder, folder.resolve("missing"));
        assertEquals(2, answer.exitCode());
        assertTrue(answer.out().startsWith("REJECTED   2.ndjson:2: step 1 of a"), answer.out());
        assertTrue(
                answer.out().contains("\n  again         quorate validate --json --spec Count.tla 2.ndjson\n\n"),
                answer.out());
        assertTrue(answer.out().endsWith("""
                trace  steps  verdict
                1.ndjson      2  accepted
                2.ndjson      0  rejected, line 2
                3.ndjson      0  bad input, line 1
                missing       0  bad input

                NOT OK: 1 of 4 traces conform, 2 steps; 1 rejected; 2 bad input
                """), answer.out());
        assertEquals("quorate: 3.ndjson:1: format: missing\nquorate: missing: no such file\n", answer.err());
    }

    @Test
    void exitCodeIsTheWorst() throws IOException {
        Path accepted = file("good", GOOD);
        Path rejected = file("bad", BAD);
        assertEquals(1, validate(rejected, accepted).exitCode());
        assertEquals(1, validate(accepted, rejected).exitCode());
        assertEquals(2, validate("missing", rejected).exitCode());
    }

    @Test
    void rejectionOfOneTraceFitsOnASmallScreen() throws IOException {
        Answer answer = validate(file("it's bad", BAD));
        assertTrue(answer.out().lines().count() <= 25, answer.out());
        assertTrue(answer.out().contains("\n  again         quorate validate --json --spec Count.tla '"), answer.out());
        assertTrue(answer.out().endsWith("it'\\''s bad'\n"), answer.out());
    }

    @Test
    void noteOfManyTracesIsToldOnce() throws IOException {
        String other = GOOD.replace("\"sha256\":\"\"", "\"sha256\":\"00\"");
        file("a.ndjson", other);
        file("b.ndjson", other);
        assertTrue(validate(folder)
                .out()
                .startsWith("note: a.ndjson and 1 more: recorded against another text of Count than the one"
                        + " judging now\n\ntrace "));
    }

    @Test
    void failFastEndsWithTheFirstThatIsNotAccepted() throws IOException {
        Answer answer = validate("--fail-fast", file("1", GOOD), file("2", BAD), file("3", "{}"), file("4", GOOD));
        assertEquals(1, answer.exitCode());
        assertEquals("", answer.err());
        assertTrue(answer.out().endsWith("NOT OK: 1 of 2 traces conform, 2 steps; 1 rejected\n"), answer.out());
    }

    @Test
    void jsonIsALineForEachTraceInTheOrderGiven() throws IOException {
        Answer answer = validate("--json", file("1", BAD), file("2", GOOD), file("3", BAD));
        List<String> lines = answer.out().lines().toList();
        assertEquals(3, lines.size());
        for (int n = 0; n < 3; n++) {
            String verdict = n == 1 ? "accepted" : "rejected";
            assertTrue(
                    lines.get(n).startsWith("{\"verdict\":\"" + verdict + "\",\"file\":\"" + (n + 1) + "\""),
                    lines.get(n));
        }
    }

    @Test
    void coloursAppearOnATerminalOnlyAndNotWhereNobodyWantsThem() throws IOException {
        Path trace = file("bad", BAD);
        String red = "\u001b[31mREJECTED\u001b[";
        InputStream none = InputStream.nullInputStream();
        assertTrue(validate(around(none, true), trace).out().startsWith(red));
        for (Surroundings plain :
                List.of(around(none, false), around(none, true, "NO_COLOR", "1"), around(none, true, "TERM", "dumb"))) {
            assertFalse(validate(plain, trace).out().contains("\u001b"));
        }
    }

    // ------------------------------------------------------------------------------------------- for programs

    @Test
    void githubGetsAnAnnotationAtTheLine() throws IOException {
        Answer answer = validate(github(), file("a", GOOD), file("b,c", BAD), folder.resolve("missing"));
        List<String> annotations =
                answer.err().lines().filter(line -> line.startsWith("::")).toList();
        assertEquals(2, annotations.size());
        assertTrue(
                annotations
                        .get(0)
                        .startsWith("::error file=b%2Cc,line=2,title=quorate%3A rejected::REJECTED   b,c:2: "),
                annotations.get(0));
        assertTrue(annotations.get(0).contains("%0A  differs "), annotations.get(0));
        assertEquals("::error file=missing,title=quorate%3A bad input::missing: no such file", annotations.get(1));
    }

    private static Element parsed(Path xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
    }

    @Test
    void junitReportHasACaseForEachTrace() throws Exception {
        Path xml = folder.resolve("reports/quorate.xml");
        String odd = BAD.replaceFirst("\"count\":7", "\"count\":\"<&>\\\\u0001\\\\uffff\"");
        Path strange = file("a<&\"b", odd);
        assertEquals(
                2,
                validate("--junit-xml", xml, file("good", GOOD), strange, folder.resolve("missing"))
                        .exitCode());
        Element report = parsed(xml);
        assertEquals("testsuites", report.getTagName());
        Element suite = (Element) report.getElementsByTagName("testsuite").item(0);
        assertEquals("3", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("1", suite.getAttribute("errors"));
        NodeList cases = suite.getElementsByTagName("testcase");
        assertEquals(3, cases.getLength());
        Element rejected = (Element) cases.item(1);
        assertEquals(strange.toString(), rejected.getAttribute("name"));
        assertEquals("Count", rejected.getAttribute("classname"));
        Element failure = (Element) rejected.getElementsByTagName("failure").item(0);
        assertTrue(failure.getAttribute("message").startsWith("REJECTED   " + strange), failure.getTextContent());
        assertTrue(failure.getTextContent().contains("\n  differs"), failure.getTextContent());
        assertEquals(1, ((Element) cases.item(2)).getElementsByTagName("error").getLength());
    }

    @Test
    void junitReportThatCannotBeWrittenIsSaidAndTheVerdictToo() throws IOException {
        Answer answer = validate("--junit-xml", folder, file("good", GOOD));
        assertEquals(2, answer.exitCode());
        assertTrue(answer.out().startsWith("ACCEPTED"), answer.out());
        assertEquals(1, answer.err().lines().count(), answer.err());
    }

    // ------------------------------------------------------------------------------------------- how many judges

    private static int judges(int files, long megabytes) {
        TraceInput source = TraceInput.of("trace", megabytes << 20, () -> null);
        return Judges.count(
                ImmutableList.copyOf(Stream.generate(() -> source).limit(files).toList()), 4);
    }

    @Test
    void shortTracesHaveOneJudgeAndLongOnesAsManyAsThereAreCores() {
        assertEquals(1, judges(20, 0));
        assertEquals(1, judges(1, 500));
        assertEquals(2, judges(2, 500));
        assertEquals(4, judges(20, 500));
    }
}
