package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets one clear line on the error stream and exit code 2, never a stack trace. */
class BadInputTest {
    /** A good trace, its lines without line ends: a header, a timeout, a granted vote and more. */
    private static List<String> good;

    @TempDir
    Path folder;

    @BeforeAll
    static void simulate() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.calm(1, 3, 1), "", bytes);
        good = bytes.toString(UTF_8).lines().limit(6).toList();
    }

    private static Answer quorate(String... args) {
        return Answer.to((Object[]) args);
    }

    private Path file() {
        return folder.resolve("trace.ndjson");
    }

    private Path written(List<String> lines) throws IOException {
        return Files.writeString(file(), Joiner.on('\n').join(lines) + "\n");
    }

    /** The good trace, with one line changed. */
    private Path changed(int line, String regex, String replacement) throws IOException {
        List<String> lines = new ArrayList<>(good);
        String changed = lines.get(line - 1).replaceFirst(regex.replace('\'', '"'), replacement.replace('\'', '"'));
        assertFalse(changed.equals(lines.get(line - 1)), () -> "nothing to change in " + good.get(line - 1));
        lines.set(line - 1, changed);
        return written(lines);
    }

    /** What is said of bad input, without the name of the program. */
    private static String complaint(Answer answer) {
        assertEquals(2, answer.exitCode(), answer::toString);
        assertEquals("", answer.out());
        assertEquals(1, answer.err().lines().count(), answer.err());
        assertTrue(answer.err().startsWith("quorate: "), answer.err());
        assertFalse(answer.err().contains("Exception") || answer.err().contains("\tat "), answer.err());
        return answer.err().strip().substring("quorate: ".length());
    }

    /** The same, of a trace, without its path. */
    private String complaint(Path trace, String... more) {
        String[] args = Arrays.copyOf(new String[] {"validate", trace.toString()}, 2 + more.length);
        System.arraycopy(more, 0, args, 2, more.length);
        String complaint = complaint(quorate(args));
        assertTrue(complaint.startsWith(trace.toString()), complaint);
        return complaint.substring(trace.toString().length());
    }

    private static void assertBegins(String expected, String actual) {
        assertTrue(actual.startsWith(expected), () -> "expected " + expected + "...\nbut was  " + actual);
    }

    @Test
    void goodTraceIsAccepted() throws IOException {
        Answer answer = quorate("validate", written(good).toString());
        assertEquals(
                new Answer(0, "ACCEPTED   " + file() + ": all its steps (5) are steps of RaftElection\n", ""), answer);
    }

    @Test
    void headerAloneIsAcceptedWithoutAStep() throws IOException {
        Answer answer = quorate("validate", written(good.subList(0, 1)).toString());
        assertEquals(
                new Answer(0, "ACCEPTED   " + file() + ": all its steps (0) are steps of RaftElection\n", ""), answer);
    }

    @Test
    void tornLastLineIsAcceptedWithANote() throws IOException {
        Path torn = written(good);
        byte[] bytes = Files.readAllBytes(torn);
        Files.write(torn, Arrays.copyOf(bytes, bytes.length - 20));
        Answer answer = quorate("validate", torn.toString());
        assertEquals(0, answer.exitCode());
        assertEquals("", answer.err());
        assertTrue(answer.out().contains(": all its steps (4) are"), answer.out());
        assertTrue(answer.out().contains(":6: the last line is torn"), answer.out());
    }

    @Test
    void fileThatIsNoTraceIsRefused() throws IOException {
        assertEquals(": no such file", complaint(folder.resolve("missing")));
        assertEquals(": a folder without traces (*.ndjson, *.ndjson.gz)", complaint(folder));
        assertBegins(": the file is empty", complaint(Files.writeString(file(), "")));
        assertBegins(":1: not JSON: ", complaint(Files.writeString(file(), "hello\n")));
        assertBegins(
                ":1: not JSON: ",
                complaint(Files.writeString(file(), good.get(0).substring(0, 40))));
        assertBegins(":1: not JSON: ", complaint(Files.write(file(), new byte[] {0x7f, 'E', 'L', 'F', 0, 1, '\n', 9})));
        assertBegins(":1: expected a JSON object", complaint(Files.writeString(file(), "[]\n")));
    }

    @ParameterizedTest(name = "line {0}: {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 'format':'[a-z-]+',       | ``                           | format: missing",
                "1 | quorate-trace             | jepsen                       | format: expected",
                "1 | 'version':1               | 'version':7                  | version: expected 1, found 7",
                "1 | 'version':1,              | ``                           | version: missing",
                "1 | 'specification':'\\w+',   | ``                           | specification: missing",
                "1 | 'constants':\\{.*?\\}.*?\\}, | `` | constants: missing",
                "1 | 'init':.*'network' | 'network' | init: missing",
                "1 | 'network':'messages',? | `` | network: missing",
                "1 | 'network'                 | 'networks'                   | networks: not a field of the header",
                "1 | 'lastLog':                | 'log':                       | init.n1.log: no such variable; RaftElection has currentTerm, votedFor, role, votesGranted, lastLog, messages",
                "1 | ,'n3':\\{'lastLog':\\{.*?\\}\\} | ``                        | init: no initial state of the specification has these rows",
                "1 | 'index':0                 | 'index':-1                   | init: no initial state of the specification has these rows",
                "1 | 'index':0                 | 'index':'none'               | init: ",
                "1 | 'index':0                 | 'length':0                   | init: ",
                "2 | 'seq':1,                  | ``                           | seq: missing",
                "2 | 'node':'n\\d',            | ``                           | node: missing",
                "2 | 'action':'\\w+',          | ``                           | action: missing",
                "2 | 'params':\\{.*?\\},       | ``                           | params: missing",
                "2 | ,'sent':\\[.*\\]          | ``                           | sent: missing",
                "2 | 'state'                   | 'State'                      | State: not a field of an event",
                "2 | 'action':'\\w+'           | 'action':'Vanish'            | action: 'Vanish' is not an action of RaftElection, whose next-state relation has Timeout,",
                "2 | 'params':\\{.*?\\}        | 'params':{}                  | params.i: missing; it is Timeout(i)",
                "2 | 'node':'n\\d'             | 'node':'n9'                  | node: 'n9' is not in the header's init",
                "2 | 'currentTerm'             | 'epoch'                      | state.epoch: no such variable",
                "2 | 'currentTerm':1           | 'currentTerm':1e400          | state.currentTerm: expected an integer",
                "2 | 'currentTerm':1           | 'currentTerm':4294967296     | state.currentTerm: 4294967296 is outside the integers",
                "2 | 'currentTerm':1           | 'currentTerm':null           | state.currentTerm: expected an integer",
                "2 | 'seq':1                   | 'seq':2                      | seq: expected 1, found 2: line 1 of n",
                "2 | 'seq':1                   | 'seq':1,'seq':1              | seq: stands here twice"
            })
    void lineThatDoesNotFitIsRefusedByLineAndField(int line, String regex, String replacement, String problem)
            throws IOException {
        assertBegins(
                ":" + line + ": " + problem.replace('\'', '"').replace("header\"s", "header's"),
                complaint(changed(line, regex, replacement)));
    }

    @Test
    void lineThatIsDoubledIsRefused() throws IOException {
        List<String> lines = new ArrayList<>(good);
        lines.add(2, lines.get(1));
        assertBegins(":3: seq: expected 2, found 1: the lines of n", complaint(written(lines)));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'specification':'RaftElection' | 'specification':'Paxos'  | no module Paxos comes with quorate",
                "'specification':'RaftElection' | 'specification':'../x'   | no module ../x comes with quorate",
                "'network':'messages'           | 'network':'wire'         | network: RaftElection has no variable 'wire'",
                "'Nil':'\\w+'                   | 'Nought':'none'          | constants.Nil: missing; RaftElection needs it",
                "'Nil':'\\w+'                   | 'Nil':'none','Most':3    | the identifier Most does not appear in the specification",
                "'Nil':'\\w+'                   | 'Nil':'none','a b':3     | the trace's constant 'a b' is not a name"
            })
    void headerThatDoesNotFitTheSpecificationIsRefused(String regex, String replacement, String problem)
            throws IOException {
        String complaint = complaint(changed(1, regex, replacement));
        assertTrue(complaint.replace('"', '\'').contains(problem), complaint);
    }

    @Test
    void networkThatIsNoSetIsRefused() throws IOException {
        assertEquals(":1: network: role is no set", complaint(changed(1, "'network':'messages'", "'network':'role'")));
    }

    @Test
    void specificationThatCannotBeLoadedIsRefused() throws IOException {
        Path trace = written(good);
        Path module = folder.resolve("RaftElection.tla");
        assertEquals(": " + module + ": no such TLA+ module", complaint(trace, "--spec", module.toString()));
        Files.writeString(module, "---- MODULE RaftElection ----\nNext == )\n====\n");
        assertBegins(": " + folder.resolve("RaftElection.cfg") + ": missing", complaint(trace, "--spec=" + module));
        Files.writeString(folder.resolve("RaftElection.cfg"), "SPECIFICATION Spec\n");
        assertBegins(
                ": " + module + ": does not parse: module RaftElection, line 2, column 9: ",
                complaint(trace, "--spec", module.toString()));
        assertEquals(": " + folder + ": no such TLA+ module", complaint(trace, "--spec", folder.toString()));
        assertEquals(": /: no such TLA+ module", complaint(trace, "--spec", "/"));
        Path other = Files.writeString(folder.resolve("Other.tla"), "---- MODULE Other ----\n====\n");
        assertEquals(": the trace follows RaftElection, not Other", complaint(trace, "--spec", other.toString()));
    }

    /** TLC has no set of a number and a name; that is a reason to refuse a trace, and not to fail. */
    @Test
    void valueThatTlcCannotHoldIsNoReasonToFail() throws IOException {
        assertEquals(
                ":1: init: TLC can hold no such rows of lastLog: it does not compare values of different kinds",
                complaint(changed(1, "'index':0", "'index':{'#set':[1,'n1']}")));
        for (String argument : List.of("{'#set':[1,'n1']}", "[{'#set':[1,'n1']}]", "{'x':{'#set':[1,'n1']}}")) {
            Answer answer = quorate(
                    "validate", changed(2, "'i':'n\\d'", "'i':" + argument).toString());
            assertEquals(1, answer.exitCode(), answer::toString);
            answer = quorate(
                    "validate", changed(3, "'m':\\{.*?\\}", "'m':" + argument).toString());
            assertEquals(1, answer.exitCode(), answer::toString);
            assertTrue(answer.out().contains("was never sent"), answer::toString);
        }
    }

    @Test
    void badFileDoesNotKeepTheOthersFromBeingJudged() throws IOException {
        Answer answer = quorate(
                "validate", folder.resolve("missing").toString(), written(good).toString());
        assertEquals(2, answer.exitCode());
        assertTrue(answer.out().contains("NOT OK: 1 of 2 traces conform, 5 steps; 1 bad input\n"), answer.out());
        assertEquals("quorate: " + folder.resolve("missing") + ": no such file\n", answer.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "frobnicate",
                "--frobnicate",
                "validate",
                "validate --frobnicate x",
                "validate --spec",
                "export-tlc",
                "export-tlc a b",
                "model NoSuch",
                "model --workers x",
                "model --workers 0",
                "check --seeds x",
                "check --seeds 9..1",
                "check --servers 0",
                "check --seconds 0",
                "check --servers three",
                "check extra",
                "explore --servers 0",
                "explore --servers 6",
                "explore --terms 0",
                "explore --terms 10",
                "explore --terms two",
                "explore --spec NoSuch.tla",
                "explore extra",
                "lab --time soon",
                "lab --runs few",
                "simulate",
                "simulate --seed x --out y",
                "simulate --servers 100 --out y"
            })
    void badUsageIsRefused(String args) {
        complaint(quorate(args.isEmpty() ? new String[0] : args.split(" ")));
    }

    @Test
    void modelThatIsNotThereIsRefusedWithThoseThatAre() {
        assertBegins("no model NoSuch; there are MC", complaint(quorate("model", "NoSuch")));
    }

    @Test
    void fileThatCannotBeWrittenIsNamedWithTheReason() throws IOException {
        assertEquals(
                folder + ": Is a directory",
                complaint(quorate("simulate", "--seconds", "1", "--out", folder.toString())));
        Path file = written(good);
        assertEquals(file + ": file already exists", complaint(quorate("check", "--out", file.toString())));
    }
}
