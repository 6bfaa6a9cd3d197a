package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quorate report}: what commands write is what it reads. */
class ReportCommandTest {
    @TempDir
    Path target;

    private record Answer(int exitCode, String out, String err) {}

    private static Answer quorate(String line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] args = Splitter.on(' ').splitToList(line).toArray(String[]::new);
        int exitCode = Quorate.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Answer(exitCode, out.toString(), err.toString());
    }

    private Path page() {
        return target.resolve("report").resolve("index.html");
    }

    private Answer report() {
        return quorate("report --from " + target + " --out " + page());
    }

    @Test
    void whatOtherCommandsLeaveIsOnThePage() throws IOException {
        quorate("model MCone --workers 1 --out " + target.resolve("models"));
        quorate("campaign --seeds 1..2 --servers 3 --minutes 0.25 --out " + target.resolve("campaign"));
        quorate("explore --servers 2 --terms 1 --out " + target.resolve("explore"));
        Answer answer = report();
        assertEquals(0, answer.exitCode(), answer::toString);
        assertTrue(
                answer.out().contains("1 of the 25 models were run here; 1 of these are as they should be"),
                answer.out());
        assertTrue(answer.out().contains("run make mutants-spec"), answer.out());
        assertTrue(answer.out().endsWith(page() + "\n"), answer.out());
        String html = Files.readString(page());
        assertTrue(html.contains("<code>quorate campaign --seeds 1..2 --servers 3 --minutes 0.25</code>"), html);
        assertTrue(html.contains("<code>quorate explore --servers 2 --terms 1</code>"), html);
    }

    @Test
    void whatIsKnownOfAnotherSpecificationIsNotToldOfOurs() throws IOException {
        Path folder = Files.createDirectory(target.resolve("spec"));
        Files.writeString(folder.resolve("MCone.tla"), "---- MODULE MCone ----\nVARIABLE x\nInit == x = 0\n====\n");
        Files.writeString(
                folder.resolve("MCone.cfg"), "\\* Question: ?\n\\* Distinct states: 1\nINIT Init\nNEXT Init\n");
        quorate("model --spec " + folder + " --workers 1 --out " + target.resolve("models"));
        assertFalse(Files.exists(target.resolve("models/MCone/result.json")));
    }

    @Test
    void aBrokenFileIsOneLineAndNoPage() throws IOException {
        Path file = Files.createDirectories(target.resolve("bench")).resolve("election.json");
        Files.writeString(file, "{\n \"rows\": [],\n \"bars\": [{\"name\": \"b\", \"value\": \"high\"}]\n}\n");
        assertEquals(new Answer(2, "", "quorate: " + file + ":3: bars[0].value: expected a number\n"), report());
        assertFalse(Files.exists(page()));
    }
}
