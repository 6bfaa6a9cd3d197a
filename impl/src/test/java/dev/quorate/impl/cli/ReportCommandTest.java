package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Expectation;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.ModelResult;
import dev.quorate.conformance.tla.Mutant;
import dev.quorate.conformance.tla.MutantVerdict;
import dev.quorate.conformance.tla.Refutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quorate report}: what commands write is what it reads. */
class ReportCommandTest {
    @TempDir
    Path target;

    private Path page() {
        return target.resolve("report").resolve("index.html");
    }

    private Answer report() {
        return Answer.toLine("report --from " + target + " --out " + page());
    }

    @Test
    void whatOtherCommandsLeaveIsOnThePage() throws IOException {
        Answer.toLine("model MCone --workers 1 --out " + target.resolve("models"));
        Answer.toLine("campaign --seeds 1..2 --servers 3 --minutes 0.25 --out " + target.resolve("campaign"));
        Answer.toLine("explore --servers 2 --terms 1 --out " + target.resolve("explore"));
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
    void mutantsAreOnThePageWithWhatCatchesThem() throws IOException {
        Model model = new Model(target, "MCsmall", "Safe?", Model.Run.CHECK, new Expectation.HoldsInAnyNumber());
        ModelResult failed = new ModelResult(model, Duration.ZERO, ImmutableList.of());
        MutantVerdict caught = new MutantVerdict(
                mutant("votes-twice", false),
                Optional.of(new Refutation(failed, "invariant ElectionSafety", OptionalInt.of(5), false)));
        MutantVerdict missed = new MutantVerdict(mutant("votes-late", false), Optional.empty());
        MutantVerdict equivalent = new MutantVerdict(mutant("votes-same", true), Optional.empty());
        MutantsJson.write(
                ImmutableList.of(caught, missed, equivalent),
                target.resolve("mutants").resolve("mutants.json"));
        Answer answer = report();
        assertTrue(
                answer.out().contains("1 of 3 mistakes are caught by a model; 2 of 3 are as the bank declares them"),
                answer.out());
        String html = Files.readString(page());
        assertTrue(html.contains("<td>MCsmall</td><td>invariant ElectionSafety</td><td class=\"number\">5</td>"), html);
        assertTrue(html.contains("<td>nothing</td>"), html);
        assertTrue(html.contains("<td>equivalent</td>"), html);
    }

    private static Mutant mutant(String name, boolean equivalent) {
        return new Mutant("mutants.txt:1", name, "RaftElection", "Timeout", "a", "b", equivalent, "one vote per term");
    }

    @Test
    void whatIsKnownOfAnotherSpecificationIsNotToldOfOurs() throws IOException {
        Path folder = Files.createDirectory(target.resolve("spec"));
        Files.writeString(folder.resolve("MCone.tla"), "---- MODULE MCone ----\nVARIABLE x\nInit == x = 0\n====\n");
        Files.writeString(
                folder.resolve("MCone.cfg"), "\\* Question: ?\n\\* Distinct states: 1\nINIT Init\nNEXT Init\n");
        Answer.toLine("model --spec " + folder + " --workers 1 --out " + target.resolve("models"));
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
