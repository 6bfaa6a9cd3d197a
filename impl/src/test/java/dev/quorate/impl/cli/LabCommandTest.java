package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.quorate.impl.lab.ApplyMsg;
import dev.quorate.impl.lab.ClientEnd;
import dev.quorate.impl.lab.IdleServer;
import dev.quorate.impl.lab.LabWorld;
import dev.quorate.impl.lab.Persister;
import dev.quorate.impl.lab.Raft;
import dev.quorate.impl.lab.RaftFactory;
import dev.quorate.impl.lab.RaftServer;
import dev.quorate.impl.lab.WorldRaftFactory;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.world.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code quorate lab}, on our Raft and on students' ones. */
class LabCommandTest {
    private static final String TEST = "initial election";

    @TempDir
    Path folder;

    private Answer lab(Object... args) {
        Answer answer = Answer.to(Stream.concat(Stream.of("lab", "--out", folder), Stream.of(args))
                .toArray());
        return new Answer(answer.exitCode(), answer.out().replace(folder + "/", ""), answer.err());
    }

    private static String name(Class<?> factory) {
        return factory.getName();
    }

    // ------------------------------------------------------------------------------------------- students

    static final class Lazy implements WorldRaftFactory {
        @Override
        public RaftServer make(
                List<ClientEnd> peers, int me, Persister persister, BlockingQueue<ApplyMsg> applyCh, LabWorld world) {
            return new IdleServer();
        }
    }

    /** Takes no time from the lab. */
    static final class Broken implements RaftFactory {
        @Override
        public RaftServer make(List<ClientEnd> peers, int me, Persister persister, BlockingQueue<ApplyMsg> applyCh) {
            throw new IllegalStateException("server " + me + " is not written yet\nby me");
        }
    }

    /** Passes the tester, which does not see how heartbeats are answered; the specification does. */
    static final class Sulking implements WorldRaftFactory {
        private static final Core REFUSES = (before, input) -> {
            Step step = new ElectionCore().step(before, input);
            ImmutableList<Message> sent =
                    step.send().stream().map(Sulking::refused).collect(ImmutableList.toImmutableList());
            return new Step(step.state(), step.persist(), sent, step.timer());
        };

        private static Message refused(Message m) {
            return m instanceof AppendEntriesResponse r
                    ? new AppendEntriesResponse(r.term(), r.from(), r.to(), false)
                    : m;
        }

        @Override
        public RaftServer make(
                List<ClientEnd> peers, int me, Persister persister, BlockingQueue<ApplyMsg> applyCh, LabWorld world) {
            return Raft.factory(REFUSES, Timing.COURSE).make(peers, me, persister, applyCh, world);
        }
    }

    static final class Needy implements RaftFactory {
        private final RaftServer server;

        Needy(RaftServer server) {
            this.server = server;
        }

        @Override
        public RaftServer make(List<ClientEnd> peers, int me, Persister persister, BlockingQueue<ApplyMsg> applyCh) {
            return server;
        }
    }

    abstract static class Unfinished implements RaftFactory {}

    static final class Stillborn implements RaftFactory {
        Stillborn() {
            throw new UnsupportedOperationException("to do");
        }

        @Override
        public RaftServer make(List<ClientEnd> peers, int me, Persister persister, BlockingQueue<ApplyMsg> applyCh) {
            return new IdleServer();
        }
    }

    // ------------------------------------------------------------------------------------------- runs

    @Test
    void oursPassesAndEachLineIsThere() {
        Answer answer = lab("--time", "virtual", "--test", TEST);
        assertEquals(0, answer.exitCode(), answer::toString);
        assertEquals("", answer.err());
        assertEquals(7, answer.lines().size(), answer.out());
        assertTrue(
                answer.lines()
                        .get(0)
                        .matches("Test: initial election \\.\\.\\. Passed -- 2\\.5 s, 3 servers, \\d+ RPCs,"
                                + " \\d+\\.\\d kB, \\d+ steps conform \\(virtual time, seed 1\\)"),
                answer.out());
        assertEquals(
                "test              servers  points  of  runs", answer.lines().get(2));
        assertEquals(
                "initial election        3     8.0   8  1 passed",
                answer.lines().get(3));
        assertEquals(
                "total                         8.0   8", answer.lines().get(4).stripTrailing());
        assertTrue(
                answer.lines()
                        .get(6)
                        .matches("OK: 8\\.0 of 8 points; 1 of 1 runs passed; \\d+ steps conform to RaftElection\\."),
                answer.out());
    }

    @Test
    void runsHaveSeedsOneAfterAnotherAndTheSameSeedGivesTheSame() {
        Answer answer = lab("--time", "virtual", "--test", TEST, "--seed", 7, "--runs", 3, "--json");
        assertEquals(0, answer.exitCode(), answer::toString);
        assertEquals(4, answer.lines().size());
        for (int n = 0; n < 3; n++) {
            String line = answer.lines().get(n);
            assertTrue(
                    line.startsWith("{\"test\":\"initial election\",\"time\":\"virtual\",\"seed\":" + (7 + n)
                            + ",\"outcome\":\"passed\",\"points\":8.0,\"of\":8,"),
                    line);
            assertTrue(line.contains("\"told\":[{\"verdict\":\"accepted\","), line);
        }
        assertEquals(
                "{\"points\":8.0,\"of\":8,\"tests\":[{\"test\":\"initial election\",\"points\":8.0,\"of\":8,"
                        + "\"passed\":3,\"undecided\":0,\"void\":0,\"rejected\":0,\"failed\":0}]}",
                Iterables.getLast(answer.lines()));
        assertEquals(answer, lab("--time", "virtual", "--test", TEST, "--seed", 7, "--runs", 3, "--json"));
    }

    @Test
    void theLastSeedOfAllIsRunToo() {
        Answer answer = lab("--time", "virtual", "--test", TEST, "--seed", Long.MAX_VALUE);
        assertEquals(0, answer.exitCode(), answer::toString);
        assertTrue(answer.out().contains(" 1 of 1 runs passed"), answer.out());
    }

    @Test
    void aTestThatFailsEndsWithTheCommandThatShowsItAgain() {
        Answer answer = lab("--raft", name(Lazy.class), "--time", "virtual", "--test", TEST, "--seed", 3);
        assertEquals(1, answer.exitCode());
        assertEquals(
                "Test: initial election ... Failed: expected one leader, got none: at 5.000 s n1 is in 0, n2 is in 0, n3 is in 0 -- 5.0 s, 3 servers, 0 RPCs, 0.0 kB"
                        + " (virtual time, seed 3)",
                answer.lines().get(0));
        assertEquals(
                ImmutableList.of(
                        "  trace         initial-election-virtual-seed-3.ndjson",
                        "  again         quorate lab --raft 'dev.quorate.impl.cli.LabCommandTest$Lazy' --time virtual"
                                + " --seed 3 --test 'initial election' --out " + folder),
                answer.lines().subList(1, 3));
        assertEquals(
                "NOT OK: 0.0 of 8 points; 0 of 1 runs passed; 0 steps conform to RaftElection.",
                Iterables.getLast(answer.lines()));
    }

    @Test
    void aPassedTestWhoseTraceIsRejectedGivesHalfThePoints() {
        Answer answer = lab("--raft", name(Sulking.class), "--time", "virtual", "--test", TEST);
        assertEquals(1, answer.exitCode());
        assertTrue(answer.lines().get(0).startsWith("Test: initial election ... Passed -- "), answer.out());
        assertTrue(
                answer.lines().get(1).startsWith("REJECTED   initial-election-virtual-seed-1.ndjson:"), answer.out());
        assertTrue(answer.out().contains("\n  step          HandleAppendEntriesRequest("), answer.out());
        assertTrue(answer.out().contains("\n  again         quorate lab --raft "), answer.out());
        assertTrue(answer.out().contains("initial election        3     4.0   8  1 rejected\n"), answer.out());
    }

    @Test
    void whatAStudentThrowsIsOneLineAndNoStackTrace() {
        Answer answer = lab("--raft", name(Broken.class), "--test", TEST);
        assertEquals(1, answer.exitCode());
        assertEquals("", answer.err());
        assertTrue(
                answer.lines()
                        .get(0)
                        .startsWith("Test: initial election ... Failed: n1.make threw java.lang.IllegalStateException:"
                                + " server 0 is not written yet at LabCommandTest.java:"),
                answer.out());
        assertTrue(answer.lines().get(0).endsWith("(real time, seed 1)"), "a RaftFactory runs in real time");
        assertFalse(answer.out().contains("\tat "), answer.out());
    }

    @Test
    void aClassPathOfFoldersIsLoaded() throws IOException {
        Path source = folder.resolve("Student.java");
        Files.writeString(source, """
                package student;
                import dev.quorate.impl.lab.*;
                public class Student implements WorldRaftFactory {
                    public RaftServer make(java.util.List<ClientEnd> peers, int me, Persister persister,
                            java.util.concurrent.BlockingQueue<ApplyMsg> applyCh, LabWorld world) {
                        return Raft.factory().make(peers, me, persister, applyCh, world);
                    }
                }
                """);
        Path classes = folder.resolve("my classes");
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source.toString()));
        Answer answer = lab("--raft", "student.Student", "--class-path", classes, "--time", "virtual", "--test", TEST);
        assertEquals(0, answer.exitCode(), answer::toString);
        assertTrue(answer.out().contains(" steps conform (virtual time, seed 1)"), answer.out());
    }

    @Test
    void junitReportHasACaseForEachRun() throws Exception {
        Path xml = folder.resolve("lab.xml");
        lab("--raft", name(Lazy.class), "--time", "virtual", "--test", TEST, "--runs", 2, "--junit-xml", xml);
        Element report = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
        Element suite = (Element) report.getElementsByTagName("testsuite").item(0);
        assertEquals("quorate lab", suite.getAttribute("name"));
        assertEquals("2", suite.getAttribute("failures"));
        NodeList cases = suite.getElementsByTagName("testcase");
        Element first = (Element) cases.item(0);
        assertEquals(name(Lazy.class), first.getAttribute("classname"));
        assertEquals("initial election (virtual time, seed 1)", first.getAttribute("name"));
        Element failure = (Element) first.getElementsByTagName("failure").item(0);
        assertEquals("failed", failure.getAttribute("type"));
        assertTrue(failure.getTextContent().contains("\n  again         quorate lab --raft "));
    }

    // ------------------------------------------------------------------------------------------- bad input

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--runs 0 | --runs is at least 1",
                "--test nothing | there is no test \"nothing\"; there are initial election, ",
                "--class-path . | --class-path needs --raft, the class to look for",
                "--raft no.Such | there is no class no.Such in quorate itself; name your classes with --class-path",
                "--raft no.Such --class-path src | there is no class no.Such in src",
                "--raft no.Such --class-path src:no/such/folder | --class-path: there is no no/such/folder",
                "--raft java.lang.String | java.lang.String is no factory: it implements neither"
                        + " dev.quorate.impl.lab.RaftFactory nor dev.quorate.impl.lab.WorldRaftFactory",
                "--raft $Needy | $Needy has no constructor without parameters",
                "--raft $Unfinished | $Unfinished is abstract, so there can be no factory of it",
                "--raft $Stillborn | $Stillborn: its constructor threw java.lang.UnsupportedOperationException: to do at ",
                "--raft $Broken --time virtual | $Broken cannot run in virtual time: only a WorldRaftFactory takes its"
                        + " time from the lab"
            })
    void badInputIsOneLine(String args, String complaint) {
        String here = name(LabCommandTest.class) + "$";
        Answer answer = lab((Object[]) args.replace("$", here).split(" "));
        assertEquals(2, answer.exitCode(), answer::toString);
        assertEquals("", answer.out());
        assertEquals(1, answer.err().lines().count(), answer.err());
        assertTrue(answer.err().startsWith("quorate: " + complaint.replace("$", here)), answer.err());
    }

    @Test
    void aFileThatIsNoClassCannotBeLoaded() throws IOException {
        Path file = folder.resolve("Odd.class");
        Files.writeString(file, "not a class");
        Answer answer = lab("--raft", "Odd", "--class-path", folder);
        assertEquals(2, answer.exitCode());
        assertTrue(
                answer.err().startsWith("quorate: Odd cannot be loaded: java.lang.ClassFormatError: "), answer.err());
    }
}
