package twophasecommit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.check.Divergence;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.TlcProcess;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another protocol than the one this project is about, held against its own specification. */
final class TwoPhaseCommitTest {
    private static final Path FOLDER = Path.of("examples", "two-phase-commit");
    private static final SpecificationShelf SHELF = new SpecificationShelf(FOLDER.resolve("TwoPhaseCommit.tla"));
    private static final int MOST_SEEDS = 300;

    @AfterAll
    static void close() {
        SHELF.close();
    }

    private static byte[] trace(int seed, int participants, Cast cast) {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        TwoPhaseCommit.run(seed, participants, cast, trace);
        return trace.toByteArray();
    }

    private static Verdict judge(byte[] trace, SpecificationShelf shelf) throws TraceException, SpecificationException {
        try (TraceReader reader = new TraceReader("trace", new ByteArrayInputStream(trace))) {
            return TraceChecker.check(reader, shelf);
        }
    }

    private static String text(Verdict verdict) {
        return Joiner.on('\n').join(VerdictText.of(verdict));
    }

    private static Verdict firstRejection(Cast cast, SpecificationShelf shelf) throws Exception {
        for (int seed = 1; seed <= MOST_SEEDS; seed++) {
            Verdict verdict = judge(trace(seed, 3, cast), shelf);
            if (verdict.outcome() != Outcome.ACCEPTED) {
                return verdict;
            }
        }
        throw new AssertionError(cast + " was never rejected");
    }

    // ------------------------------------------------------------------------------------------- the sound program

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyStepOfTheSoundProgramIsAStepOfTheSpecification(int participants) throws Exception {
        for (int seed = 1; seed <= 20; seed++) {
            Verdict verdict = judge(trace(seed, participants, Cast.SOUND), SHELF);
            assertEquals(Outcome.ACCEPTED, verdict.outcome(), () -> text(verdict));
            assertEquals(0, verdict.notes().size(), () -> text(verdict));
        }
    }

    @Test
    void theRunsHaveEveryActionInThemAndBothOutcomes() {
        StringBuilder all = new StringBuilder();
        for (int seed = 1; seed <= 60; seed++) {
            all.append(new String(trace(seed, 3, Cast.SOUND), UTF_8));
        }
        for (String action : ImmutableSet.of(
                "AskForVotes", "CountVote", "GiveUp", "TellAgain", "VoteYes", "VoteNo", "Learn", "Restart")) {
            assertTrue(all.indexOf("\"action\":\"" + action + "\"") > 0, action);
        }
        assertTrue(all.indexOf("\"outcome\":\"commit\"") > 0);
        assertTrue(all.indexOf("\"outcome\":\"abort\"") > 0);
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        assertArrayEquals(trace(7, 3, Cast.SOUND), trace(7, 3, Cast.SOUND));
    }

    // ------------------------------------------------------------------------------------------- mistakes

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COMMITS_WITHOUT_WAITING       | VoteYes   | differs       decision[\"p",
                "FORGETS_ITS_VOTE              | Restart   | differs       vote[\"p",
                "FORGETS_ITS_DECISION          | Restart   | differs       decision[\"c\"]",
                "COMMITS_WITH_ONE_VOTE_MISSING | CountVote | commits = FALSE",
                "COUNTS_A_DOUBLED_VOTE_TWICE   | CountVote | commits = FALSE",
                "COMMITS_AT_THE_FIRST_YES      | CountVote | commits = FALSE",
                "IGNORES_A_NO                  | CountVote | aborts = TRUE",
                "VOTES_TWICE_DIFFERENTLY       | VoteNo    | vote[i] \\in {\"none\", \"no\"}",
                "TELLS_ALL_BUT_ONE             | *         | differs       sent",
                "TELLS_ANOTHER_OUTCOME         | *         | differs       sent"
            })
    void aMistakeIsRejectedForWhatItIs(Mistakes mistake, String action, String told) throws Exception {
        Verdict verdict = firstRejection(mistake, SHELF);
        String text = text(verdict);
        Divergence divergence = verdict.divergence().orElseThrow(() -> new AssertionError(text));
        assertTrue(action.equals("*") || action.equals(divergence.event().action()), text);
        assertTrue(text.contains(told), text);
        assertTrue(text.contains("  rule  "), text);
    }

    /** Each step is allowed by a specification with that mistake in it; the states are not. */
    @Test
    void aSpecificationThatMakesTheSameMistakeIsContradictedByItsInvariant(@TempDir Path copy) throws Exception {
        Path hasty = changed(copy, "commits == open /\\ yes = Participant", "commits == open /\\ m.yes");
        try (SpecificationShelf shelf = new SpecificationShelf(hasty)) {
            String text = text(firstRejection(Mistakes.COMMITS_AT_THE_FIRST_YES, shelf));
            assertTrue(text.contains("the step breaks CommitNeedsEveryYes"), text);
            assertTrue(text.contains("AC3: the decision to commit can only be reached if all participants"), text);
        }
    }

    private static Path changed(Path copy, String old, String replacement) throws IOException {
        String module = Files.readString(FOLDER.resolve("TwoPhaseCommit.tla"));
        assertTrue(module.contains(old));
        Files.writeString(copy.resolve("TwoPhaseCommit.tla"), module.replace(old, replacement));
        Files.copy(FOLDER.resolve("TwoPhaseCommit.cfg"), copy.resolve("TwoPhaseCommit.cfg"));
        return copy.resolve("TwoPhaseCommit.tla");
    }

    // ------------------------------------------------------------------------------------------- the specification

    @Test
    void itsModelHoldsInItsPinnedNumberOfStates(@TempDir Path work) throws Exception {
        Model model = Model.named(FOLDER, "MCTwoPhaseCommit");
        assertEquals(
                Optional.empty(),
                new TlcProcess(work, 1).run(model, states -> {}).problem());
    }
}
