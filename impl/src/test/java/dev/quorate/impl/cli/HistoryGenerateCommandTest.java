package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.conformance.history.Flaw;
import dev.quorate.conformance.history.HistoryReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryGenerateCommandTest {
    @TempDir
    Path folder;

    private static Answer history(String args) {
        return Answer.toLine("history " + args);
    }

    @Test
    void theHistoryAloneIsOnTheStandardOutput() {
        Answer answer = history("generate --transactions 3");
        assertEquals(0, answer.exitCode());
        assertEquals(6, answer.out().lines().count());
        assertTrue(answer.out().lines().allMatch(line -> line.startsWith("{:type :")), answer.out());
        assertEquals("quorate: 3 transactions (3 ok, 0 failed, 0 unknown), seed 1\n", answer.err());
        assertEquals(answer, history("generate --transactions 3 --out -"));
    }

    @Test
    void aFileGetsTheSameAndIsPackedIfItsNameSaysSo() throws Exception {
        String told = ": 50 transactions (50 ok, 0 failed, 0 unknown), seed 7, split-brain\n";
        String options = "generate --transactions 50 --seed 7 --failed 0 --flaw split-brain";
        Path edn = folder.resolve("new/h.edn");
        Path packed = folder.resolve("h.edn.gz");
        assertEquals(new Answer(0, edn + told, ""), history(options + " --out " + edn));
        assertEquals(new Answer(0, packed + told, ""), history(options + " --out " + packed));
        assertEquals(history(options).out(), Files.readString(edn));
        assertTrue(Files.size(packed) < Files.size(edn) / 2);
        assertEquals(
                HistoryReader.read(edn).operations(), HistoryReader.read(packed).operations());
    }

    @Test
    void jsonIsTheSameHistory() throws Exception {
        Path edn = folder.resolve("h.edn");
        Path json = folder.resolve("h.jsonl");
        history("generate --out " + edn);
        history("generate --format json --out " + json);
        assertTrue(Files.readString(json).startsWith("{\"type\":\"invoke\","));
        assertEquals(
                HistoryReader.read(edn).operations(), HistoryReader.read(json).operations());
    }

    @Test
    void sizesAndSharesAreThoseAskedFor() {
        Answer answer = history("generate --transactions 400 --clients 2 --failed 0.5 --unknown 0.5");
        assertTrue(answer.err().startsWith("quorate: 400 transactions (0 ok, "), answer.err());
        answer = history("generate --transactions 400 --keys 1 --longest 1 --appends 1000");
        assertTrue(answer.out().lines().allMatch(line -> line.matches(".* :value \\[\\[\\S+ 0 [^:]*]], :proc.*")));
    }

    /** Each can be seen, if enough transactions meet it and the store is busy. */
    @ParameterizedTest
    @EnumSource(value = Flaw.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFlawIsFoundByTheCheck(Flaw flaw) {
        Path file = folder.resolve("h.edn");
        history("generate --keys 3 --flawed 100 --flaw " + flaw + " --out " + file);
        assertEquals(1, history("check " + file).exitCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--transactions 0          | --transactions is 1 to 10000000, not 0",
                "--transactions 10000001   | --transactions is 1 to 10000000, not 10000001",
                "--clients 0               | --clients is 1 to 100000, not 0",
                "--keys -1                 | --keys is 1 to 100000, not -1",
                "--longest 0               | --longest is 1 to 100000, not 0",
                "--appends 0               | --appends is 1 to 100000, not 0",
                "--failed 1.5              | --failed is 0.0 to 1.0, not 1.5",
                "--failed NaN              | --failed is 0.0 to 1.0, not NaN",
                "--failed 0.5 --unknown 1  | --unknown is 0.0 to 0.5, not 1.0",
                "--flaw none --from 1000   | --from is 0 to 999, not 1000",
                "--flaw none --flawed -1   | --flawed is 0 to 10000000, not -1",
                "--flawed 3                | Error: Missing required argument(s): --flaw=NAME",
                "--flaw bad-luck           | Invalid value for option '--flaw': no 'bad-luck'; there are none, stale-read, "
                        + "lost-update, dirty-read, write-skew, read-skew, split-brain, duplicate-retry, lost-write",
            })
    void whatIsOutOfBoundsIsRefusedInOneLine(String options, String complaint) {
        assertEquals(new Answer(2, "", "quorate: " + complaint + "\n"), history("generate " + options));
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedWithTheReason() {
        assertEquals(
                new Answer(2, "", "quorate: " + folder + ": Is a directory\n"), history("generate --out " + folder));
    }
}
