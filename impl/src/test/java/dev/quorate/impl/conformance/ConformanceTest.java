package dev.quorate.impl.conformance;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import dev.quorate.conformance.check.Divergence;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.impl.bugs.Bank;
import dev.quorate.impl.conformance.Judged.Mistake;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.server.RaftForm;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The implementation against the specification: its yes, and the proof that it can say no. */
final class ConformanceTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7})
    void everyStepOfTheSoundCoreIsAStepOfTheSpecification(int servers) throws Exception {
        for (long seed = 1; seed <= 35; seed++) {
            Verdict verdict = Judged.run(new ElectionCore(), SimulationPlan.campaign(seed, servers, 20), SHELF)
                    .verdict();
            assertEquals(
                    Outcome.ACCEPTED, verdict.outcome(), () -> Joiner.on('\n').join(VerdictText.of(verdict)));
            assertTrue(verdict.events() > 100, "too short a run to mean anything");
        }
    }

    /** As many programs do; a write that fails then leaves an equal record behind, and which step it was is open. */
    @Test
    void aCoreThatSavesAtEveryStepIsSound() throws Exception {
        Core sound = new ElectionCore();
        Core saving = (before, input) -> {
            Step step = sound.step(before, input);
            return new Step(step.state(), Optional.of(step.state().durable()), step.send(), step.timer());
        };
        for (long seed = 1; seed <= 8; seed++) {
            Verdict verdict =
                    Judged.run(saving, SimulationPlan.drawn(seed, 3, 60), SHELF).verdict();
            assertEquals(
                    Outcome.ACCEPTED, verdict.outcome(), () -> Joiner.on('\n').join(VerdictText.of(verdict)));
        }
    }

    /** The explanation, to the letter: it is what people come for. */
    @ParameterizedTest
    @CsvSource({
        "V1a, 3, counts_votes_of_an_older_term",
        "V2a, 5, counts_replies",
        "V5, 3, forgets_term_and_vote_at_a_restart",
        "X4, 4, wins_with_half"
    })
    void faultyCoreIsRejectedAtItsFirstMistakeAndTold(String bug, int servers, String golden) throws Exception {
        Judged run = Judged.firstMistakeOf(Bank.bug(bug).variant().core(), servers);
        assertEquals(Outcome.REJECTED, run.verdict().outcome());
        Divergence divergence = run.verdict().divergence().orElseThrow();
        Mistake mistake = run.firstMistake().orElseThrow();
        assertEquals(mistake.server(), divergence.event().node());
        assertEquals(mistake.input().action(), divergence.event().action());
        if (mistake.input() instanceof Input.Received received) {
            assertEquals(
                    RaftForm.of(received.message()), divergence.event().params().get("m"));
        }
        assertGolden(
                golden + ".txt",
                "seed " + run.seed() + "\n" + Joiner.on('\n').join(VerdictText.of(run.verdict())) + "\n");
    }

    private static void assertGolden(String name, String text) throws IOException {
        Path file = Path.of("src", "test", "resources", "rejections", name);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(file, text);
        }
        assertEquals(
                Files.readString(file),
                text,
                () -> file + " says otherwise; if the new text is right, run with -Dgolden=write");
    }

    @Test
    void changingTheSpecificationChangesTheVerdict(@TempDir Path copy) throws Exception {
        Path atLeastHalf = OurSpecification.changed(copy, "2 * Cardinality(Q) >", "2 * Cardinality(Q) >=");
        SimulationPlan plan = SimulationPlan.drawn(1, 4, 60);
        assertEquals(
                Outcome.ACCEPTED,
                Judged.run(new ElectionCore(), plan, SHELF).verdict().outcome());
        try (SpecificationShelf changed = new SpecificationShelf(atLeastHalf)) {
            Verdict verdict = Judged.run(new ElectionCore(), plan, changed).verdict();
            assertEquals(Outcome.REJECTED, verdict.outcome());
            String text = Joiner.on('\n').join(VerdictText.of(verdict));
            assertTrue(text.contains("spec allows \"Leader\""), text);
            assertTrue(text.contains("observed    \"Candidate\""), text);
            assertTrue(text.contains("wins = TRUE"), text);
        }
    }

    /** Each step is allowed by a specification with that mistake in it; the states are not. */
    @Test
    void twoLeadersOfATermBreakElectionSafetyThoughEachStepIsAllowed_s5_2(@TempDir Path copy) throws Exception {
        Path atLeastHalf = OurSpecification.changed(copy, "2 * Cardinality(Q) >", "2 * Cardinality(Q) >=");
        Core halfIsEnough = Bank.bug("X4").variant().core();
        try (SpecificationShelf changed = new SpecificationShelf(atLeastHalf)) {
            for (long seed = 1; seed <= 100; seed++) {
                Verdict verdict = Judged.run(halfIsEnough, SimulationPlan.drawn(seed, 4, 60), changed)
                        .verdict();
                if (verdict.outcome() == Outcome.REJECTED) {
                    String text = Joiner.on('\n').join(VerdictText.of(verdict));
                    assertTrue(text.contains("the step breaks ElectionSafety"), text);
                    assertTrue(text.contains("at most one leader can be elected in a given term"), text);
                    assertTrue(text.contains("m.term = n.term => m.from = n.from"), text);
                    return;
                }
            }
        }
        throw new AssertionError("half of four servers never elected two leaders of a term");
    }
}
