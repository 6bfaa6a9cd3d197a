package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void whatWasNeverMetIsSaidAndIsNotGreen() {
        Answer answer = Answer.toLine("campaign --seeds 1..2 --servers 3 --out " + folder);
        assertEquals(1, answer.exitCode());
        String last = answer.out().lines().reduce("", (before, line) -> line);
        assertTrue(last.startsWith("NOT GREEN: 2 of 2 seeds, "), last);
        assertTrue(last.contains("but never seen: "), last);
        assertTrue(answer.out().contains("in 2 of 2 seeds\n"), answer.out());
    }

    @Test
    void whatIsToldIsWrittenForProgramsToo() throws IOException {
        Answer answer = Answer.toLine("campaign --seeds 1..2 --servers 3 --out " + folder);
        JsonNode told =
                new ObjectMapper().readTree(folder.resolve("campaign.json").toFile());
        assertEquals(
                "quorate campaign --seeds 1..2 --servers 3 --minutes 1",
                told.get("command").asText());
        assertEquals(2, told.get("seeds").asInt());
        assertTrue(told.get("complete").asBoolean());
        assertFalse(told.get("green").asBoolean());
        assertTrue(answer.out().endsWith(told.get("sentence").asText() + "\n"), answer.out());
        assertTrue(told.get("actions").get("Timeout").asLong() > 0);
        int guards = 0;
        int both = 0;
        for (JsonNode place : told.get("coverage").get("places")) {
            guards += place.get("kind").asText().equals("GUARD") ? 1 : 0;
            both += place.get("seenTrue").asBoolean() && place.get("seenFalse").asBoolean() ? 1 : 0;
        }
        String counts = "\nactions 7 of 7, guards " + both + " of " + guards + " seen both true and false, branches ";
        assertTrue(answer.out().contains(counts), answer.out());
        assertTrue(
                answer.out().contains("\nguard never false  SendHeartbeats               RaftElection:"), answer.out());
    }

    @Test
    void ctrlCEndsACampaignWithWhatIsKnown() throws Exception {
        List<String> out = OwnProcess.interrupted(
                "  campaign ...", folder, "campaign", "--seeds", "1..1000000", "--minutes", "1440", "--servers", "9");
        assertTrue(out.contains("action of RaftElection       times"), out::toString);
        assertTrue(out.stream().anyMatch(line -> line.startsWith("0 of 1,000,000 seeds, ")), out::toString);
        assertEquals("ENDED EARLY: what is told above is of the seeds that were run", out.get(out.size() - 1));
    }

    @Test
    void aVerdictThatIsNoneIsNoSuccessAndNoFailure() {
        Verdict accepted = new Verdict(
                "x", "RaftElection", 1, ImmutableList.of(), Optional.empty(), Optional.empty(), Optional.empty());
        Verdict undecided = new Verdict(
                "x", "RaftElection", 1, ImmutableList.of(), Optional.empty(), Optional.of("why"), Optional.empty());
        assertEquals(0, ReplayCommand.exitCode(accepted, true));
        assertEquals(1, ReplayCommand.exitCode(accepted, false));
        assertEquals(3, ReplayCommand.exitCode(undecided, true));
        assertEquals(3, ReplayCommand.exitCode(undecided, false));
    }

    @Test
    void aSeedIsReplayedBitByBit() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        assertEquals(0, Answer.toLine("replay 7 --servers 3 --out " + first).exitCode());
        assertEquals(0, Answer.toLine("replay 7 --servers 3 --out " + second).exitCode());
        assertArrayEquals(
                Files.readAllBytes(first.resolve("seed-7.ndjson")),
                Files.readAllBytes(second.resolve("seed-7.ndjson")));
    }

    @Test
    void aScenarioThatGoesAsItsFileHasItIsFine() throws IOException {
        Path file = Files.writeString(folder.resolve("refused.scenario"), SCENARIO);
        Answer answer = Answer.toLine("replay " + file);
        assertEquals(0, answer.exitCode(), answer.out() + answer.err());
        assertTrue(answer.out().startsWith(SCENARIO), answer.out());
    }

    @Test
    void whatIsNotAsTheFileHasItIsASurprise() throws IOException {
        Path file = Files.writeString(folder.resolve("granted.scenario"), SCENARIO.replace("refused", "granted"));
        Answer answer = Answer.toLine("replay " + file);
        assertEquals(1, answer.exitCode());
        assertTrue(answer.out().contains("SURPRISE   " + file + ":9: not as the file has it\n"), answer.out());
        assertTrue(answer.out().contains("expected      sends n2 -> n1: RequestVoteResponse 2 granted\n"));
        assertTrue(answer.out().contains("observed      sends n2 -> n1: RequestVoteResponse 2 refused\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "campaign --servers 0    | --servers is 1 to 15, and --minutes at least a second and at most 1440",
                "campaign --minutes 0    | --servers is 1 to 15, and --minutes at least a second and at most 1440",
                "campaign --servers 16   | --servers is 1 to 15, and --minutes at least a second and at most 1440",
                "campaign --minutes 1441 | --servers is 1 to 15, and --minutes at least a second and at most 1440",
                "campaign --minutes 0.001 | --servers is 1 to 15, and --minutes at least a second and at most 1440",
                "campaign --minutes 1e99 | --servers is 1 to 15, and --minutes at least a second and at most 1440",
                "campaign --minutes -1   | --servers is 1 to 15, and --minutes at least a second and at most 1440",
                "campaign --minutes x    | Invalid value for option '--minutes': 'x' is not a double",
                "campaign --servers 1.5  | Invalid value for option '--servers': '1.5' is not an int",
                "campaign --seeds 5..1   | Invalid value for option '--seeds': '5..1' is not 1 to 1000000 seeds",
                "campaign --seeds -1..5  | Invalid value for option '--seeds': '-1..5' is not a range of seeds such as 1..20",
                "campaign --seeds many   | Invalid value for option '--seeds': 'many' is not a range of seeds such as 1..20",
                "campaign 7              | Unmatched argument at index 1: '7'",
                "replay 7 --servers 0    | --servers is 1 to 15, and --minutes at least a second and at most 1440",
                "replay 7 --minutes 1441 | --servers is 1 to 15, and --minutes at least a second and at most 1440",
                "replay nothing.scenario | nothing.scenario: no such file",
                "replay src              | src:1: is a folder, not a scenario",
            })
    void badUsageIsOneLine(String line, String complaint) {
        assertEquals(new Answer(2, "", "quorate: " + complaint + "\n"), Answer.toLine(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"campaign", "replay 7"})
    void aFolderThatIsAFileIsToldBeforeAnythingIsRun(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(
                new Answer(2, "", "quorate: " + file + ": file already exists\n"),
                Answer.toLine(command + " --out " + file));
    }

    @Test
    void replayWantsToKnowWhat() {
        assertEquals(new Answer(2, "", "quorate: Missing required parameter: 'SEED|FILE'\n"), Answer.toLine("replay"));
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
        Answer answer = Answer.toLine("replay " + file);
        assertEquals(2, answer.exitCode(), answer.out());
        assertEquals(1, answer.err().lines().count());
        assertTrue(answer.err().startsWith("quorate: " + file + ":" + complaint), answer.err());
    }
}
