package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Mutant;
import dev.quorate.conformance.tla.MutantBank;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bank of mutants, and the command that tries them. {@code make mutants-spec} tries all. */
final class MutantsTest {
    @TempDir
    Path folder;

    private record Answer(int exitCode, String out, String err) {
        void has(String regex) {
            assertTrue(Pattern.compile(regex).matcher(out).find(), () -> "no \"" + regex + "\" in\n" + this);
        }
    }

    private Answer mutants(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Quorate.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                ImmutableList.<String>builder()
                        .add("mutants", "--out", folder.resolve("out").toString())
                        .add(args)
                        .build()
                        .toArray(String[]::new));
        return new Answer(exitCode, out.toString(), err.toString());
    }

    @Test
    void eachMutantOfTheBankFitsTheModules() throws Exception {
        try (SpecificationFiles files = new SpecificationFiles()) {
            ImmutableList<Mutant> bank = MutantBank.read(files.folder().resolve("mutants.txt"));
            assertTrue(bank.size() >= 30, bank::toString);
            for (Mutant mutant : bank) {
                assertNotEquals(Files.readString(files.module(mutant.module())), mutant.applied(files.folder()));
            }
        }
    }

    @Test
    void mutantThatIsNamedIsCaughtAndShownStepByStep() {
        Answer answer = mutants("double-vote");
        assertEquals(0, answer.exitCode, answer::toString);
        answer.has("(?m)^  step 3 +HandleRequestVoteRequest");
        answer.has("(?m)^double-vote  RaftElection  MC\\w+ +invariant VotesOnce +3 +A server votes for one candidate");
        answer.has("(?m)^OK: 1 of 1 mutants are as the bank says; \\d+ s\\.$");
    }

    @Test
    void mutantThatIsCaughtAlthoughDeclaredEquivalentFails() throws Exception {
        Path bank = Files.writeString(folder.resolve("bank.txt"), """
                harmless: RaftElection, Timeout
                    - ![i] = currentTerm[i] + 1]
                    + ![i] = currentTerm[i] + 2]
                    equivalent: One is like two.
                """);
        Answer answer = mutants("--bank", bank.toString());
        assertEquals(1, answer.exitCode, answer::toString);
        answer.has("(?m)^FAILS +harmless: is declared equivalent, and caught$");
        answer.has("(?m)^NOT OK: 0 of 1 mutants");
    }

    @Test
    void mutantThatIsNotInTheBankIsRefusedWithThoseThatAre() {
        Answer answer = mutants("treble-vote");
        assertEquals(2, answer.exitCode);
        assertTrue(answer.err.startsWith("quorate: no mutant treble-vote; there are "), answer.err);
        assertTrue(answer.err.contains(", double-vote, "), answer.err);
    }

    @Test
    void bankThatDoesNotFitIsRefusedBeforeAnyWork() throws Exception {
        Path bank = Files.writeString(folder.resolve("bank.txt"), """
                x: RaftElection, Timeout
                    - EXCEPT
                    + EXPECT
                    breaks: Spelling.
                """);
        assertEquals(
                new Answer(
                        2,
                        "",
                        "quorate: " + bank + ":1: x: the old text is to stand once in Timeout of RaftElection, and"
                                + " stands there 4 times\n"),
                mutants("--bank", bank.toString()));
    }
}
