package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code quorate campaign} and {@code quorate replay}: what they print, and their exit codes. */
class CampaignCommandTest {
    private static final String SCENARIO = """
            servers n1 n2
            logs n2 1/1

            n1: timeout
              Timeout: Candidate, term 2, vote n1, votes {n1}, log 0/0
              sends n1 -> n2: RequestVoteRequest 2 log 0/0
            n1 -> n2: RequestVoteRequest 2 log 0/0
              HandleRequestVoteRequest: Follower, term 2, vote none, votes {}, log 1/1
              sends n2 -> n1: RequestVoteResponse 2 refused

            ACCEPTED
            """;

    @TempDir
    Path folder;

    private record Answer(int exitCode, String out, String err) {}

    private Answer quorate(String line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] args = Splitter.on(' ').splitToList(line).toArray(String[]::new);
        int exitCode = Quorate.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Answer(exitCode, out.toString(), err.toString());
    }

    @Test
    void whatWasNeverMetIsSaidAndIsNotGreen() {
        Answer answer = quorate("campaign --seeds 1..2 --servers 3 --out " + folder);
        assertEquals(1, answer.exitCode());
        String last = answer.out().lines().reduce("", (before, line) -> line);
        assertTrue(last.startsWith("NOT GREEN: 2 of 2 seeds, "), last);
        assertTrue(last.contains("but never seen: "), last);
        assertTrue(answer.out().contains("in 2 of 2 seeds\n"), answer.out());
    }

    @Test
    void aSeedIsReplayedBitByBit() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        assertEquals(0, quorate("replay 7 --servers 3 --out " + first).exitCode());
        assertEquals(0, quorate("replay 7 --servers 3 --out " + second).exitCode());
        assertArrayEquals(
                Files.readAllBytes(first.resolve("seed-7.ndjson")),
                Files.readAllBytes(second.resolve("seed-7.ndjson")));
    }

    @Test
    void aScenarioThatGoesAsItsFileHasItIsFine() throws IOException {
        Path file = Files.writeString(folder.resolve("refused.scenario"), SCENARIO);
        Answer answer = quorate("replay " + file);
        assertEquals(0, answer.exitCode(), answer.out() + answer.err());
        assertTrue(answer.out().startsWith(SCENARIO), answer.out());
    }

    @Test
    void whatIsNotAsTheFileHasItIsASurprise() throws IOException {
        Path file = Files.writeString(folder.resolve("granted.scenario"), SCENARIO.replace("refused", "granted"));
        Answer answer = quorate("replay " + file);
        assertEquals(1, answer.exitCode());
        assertTrue(answer.out().contains("SURPRISE   " + file + ":9: not as the file has it\n"), answer.out());
        assertTrue(answer.out().contains("expected      sends n2 -> n1: RequestVoteResponse 2 granted\n"));
        assertTrue(answer.out().contains("observed      sends n2 -> n1: RequestVoteResponse 2 refused\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "campaign --servers 0    | --servers is 1 to 15 and --minutes 1 to 1440",
                "campaign --minutes 0    | --servers is 1 to 15 and --minutes 1 to 1440",
                "campaign --seeds 5..1   | Invalid value for option '--seeds': '5..1' is not 1 to 1000000 seeds",
                "replay nothing.scenario | nothing.scenario: no such file",
            })
    void badUsageIsOneLine(String line, String complaint) {
        assertEquals(new Answer(2, "", "quorate: " + complaint + "\n"), quorate(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n1: timeout     | n1: sleeps                       | 4: expected an act, as in \"n1: timeout\" or",
                "n1: timeout     | n7: timeout                      | 4: n7 is none of the servers",
                "servers n1 n2   | server n1                        | 1: expected 1 to 15 servers",
                "servers n1 n2   | servers n1 n1                    | 1: n1 is no name of another server",
                "logs n2 1/1     | logs n2 one                      | 2: expected where logs end",
                "ACCEPTED        | n1: restart                      | 11: the last line is missing",
            })
    void aScenarioWithAnErrorIsToldByFileAndLine(String old, String replacement, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.scenario"), SCENARIO.replaceFirst(old, replacement));
        Answer answer = quorate("replay " + file);
        assertEquals(2, answer.exitCode(), answer.out());
        assertEquals(1, answer.err().lines().count());
        assertTrue(answer.err().startsWith("quorate: " + file + ":" + complaint), answer.err());
    }
}
