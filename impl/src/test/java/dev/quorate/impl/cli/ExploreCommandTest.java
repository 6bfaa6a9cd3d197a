package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.conformance.OurSpecification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quorate explore}: what it prints, and its exit codes. */
final class ExploreCommandTest {
    private static final String TIMEOUT = "/\\ role[i] # Leader\n";
    private static final String RESTART = "UNCHANGED <<currentTerm, votedFor, lastLog, messages>>";

    @TempDir
    Path folder;

    private record Answer(int exitCode, List<String> out, String err) {
        String last() {
            return out.get(out.size() - 1);
        }
    }

    private Answer explore(String... more) {
        List<String> args = new ArrayList<>(List.of("explore", "--terms", "1", "--out", folder.toString()));
        args.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Quorate.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
        return new Answer(exitCode, out.toString().lines().toList(), err.toString());
    }

    private String changed(String old, String replacement) throws IOException {
        return OurSpecification.changed(folder, old, replacement).toString();
    }

    @Test
    void whatIsEqualIsSaidInATableAndALine() {
        Answer answer = explore();
        assertEquals(0, answer.exitCode(), answer.err());
        assertEquals(1 + 7 + 1 + 1, answer.out().size());
        assertTrue(answer.out().get(1).startsWith("empty logs            126        1,692     180   105 "));
        assertTrue(
                answer.last()
                        .startsWith(
                                "OK: 9,846 transitions of the code, of which 1,014 are distinct and judged: 0 are"
                                        + " not of RaftElection; 639 rows, 0 only of the code and 0 only of the specification; "),
                answer.last());
    }

    @Test
    void wrongStepIsExplainedAndItsTraceIsRejectedInTheSameWay() throws IOException {
        String stricter = changed(TIMEOUT, "/\\ role[i] = Follower /\\ votedFor[i] = Nil\n");
        Answer answer = explore("--spec", stricter);
        assertEquals(1, answer.exitCode(), answer.err());
        Path trace = folder.resolve("empty-logs.ndjson");
        int begin = answer.out()
                .indexOf("DIFFERENT  empty logs: 12 steps of the code are not allowed; the shortest way to one has 2"
                        + " steps");
        assertTrue(begin > 0, answer.out()::toString);
        StringWriter verdict = new StringWriter();
        int exitCode = Quorate.run(
                new PrintWriter(verdict, true),
                new PrintWriter(new StringWriter(), true),
                "validate",
                "--spec",
                stricter,
                trace.toString());
        assertEquals(1, exitCode);
        List<String> rejection = verdict.toString()
                .lines()
                .takeWhile(line -> !line.startsWith("  again"))
                .toList();
        assertTrue(rejection.size() > 5, rejection::toString);
        assertEquals(rejection, answer.out().subList(begin + 1, begin + 1 + rejection.size()));
        assertTrue(answer.last().startsWith("NOT OK: "), answer.last());
    }

    @Test
    void rowsThatTheCodeNeverReachesAreSaidWithAWayToSome() throws IOException {
        Answer answer = explore(
                "--spec",
                changed(
                        RESTART,
                        "UNCHANGED <<currentTerm, lastLog, messages>>"
                                + " /\\ (UNCHANGED votedFor \\/ votedFor' = [votedFor EXCEPT ![i] = Nil])"));
        assertEquals(1, answer.exitCode(), answer.err());
        int begin = answer.out()
                .indexOf("DIFFERENT  empty logs: the specification reaches 189 rows that the code never does; the"
                        + " shortest way to some has 2 steps");
        assertTrue(begin > 0, answer.out()::toString);
        assertEquals(
                List.of("  step          Timeout(i = \"n1\")", "  step          Restart(i = \"n1\")"),
                answer.out().subList(begin + 1, begin + 3));
    }

    @Test
    void eachBeginningIsALineOfJson() {
        Answer answer = explore("--servers", "2", "--json");
        assertEquals(0, answer.exitCode(), answer.err());
        assertEquals(5, answer.out().size());
        assertTrue(
                answer.out()
                        .get(0)
                        .startsWith(
                                "{\"beginning\":\"empty logs\",\"servers\":2,\"terms\":1,\"complete\":true,\"code\":"
                                        + "{\"states\":"),
                answer.out().get(0));
    }

    @Test
    void specificationWhoseServersCannotBeLookedAtOneByOneIsRefused() throws IOException {
        Answer answer = explore("--spec", changed(TIMEOUT, "/\\ \\A j \\in Server : role[j] # Leader\n"));
        assertEquals(2, answer.exitCode());
        List<String> complaint =
                answer.err().lines().filter(line -> !line.endsWith(" ...")).toList();
        assertEquals(1, complaint.size(), answer.err());
        assertTrue(complaint.get(0).startsWith("quorate: RaftElection:"), complaint::toString);
    }

    @Test
    void interruptionEndsWithWhatIsKnown() throws Exception {
        List<String> out =
                OwnProcess.interrupted("  empty logs ...", folder, "explore", "--servers", "5", "--terms", "3");
        assertTrue(out.get(1).contains("not compared"), out::toString);
        assertEquals("INTERRUPTED: what is told above is of what was explored by then.", out.get(out.size() - 1));
    }
}
