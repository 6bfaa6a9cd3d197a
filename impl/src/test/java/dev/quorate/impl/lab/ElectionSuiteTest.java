package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All election tests on our own Raft, in virtual time; each trace is held against the specification. */
class ElectionSuiteTest {
    private static final int SEEDS = 4;

    private static ImmutableList<Scenario> all() {
        return ElectionScenarios.all();
    }

    private static ScenarioRun assertPassesAndConforms(Scenario scenario, long seed) throws Exception {
        ScenarioRun run = ScenarioRun.of(scenario, Raft.factory(), seed);
        assertTrue(
                run.result().passed(),
                () -> "seed " + seed + ": " + run.result().report());
        assertEquals(ImmutableList.of(), run.result().warnings(), () -> "seed " + seed);
        Verdict verdict = run.judge();
        assertEquals(
                Outcome.ACCEPTED,
                verdict.outcome(),
                () -> "seed " + seed + "\n" + Joiner.on('\n').join(VerdictText.of(verdict)));
        assertEquals(run.result().events(), verdict.events());
        assertEquals(ImmutableList.of(), run.leadership().anomalies(), () -> "seed " + seed);
        return run;
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyScenarioPassesAndTheSpecificationAllowsEveryStep(Scenario scenario) throws Exception {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertPassesAndConforms(scenario, seed);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameSeedGivesTheSameBytesAndTheSameReport(Scenario scenario) {
        ScenarioRun first = ScenarioRun.of(scenario, Raft.factory(), 7);
        ScenarioRun second = ScenarioRun.of(scenario, Raft.factory(), 7);
        assertEquals(first.result(), second.result());
        assertArrayEquals(first.trace().toByteArray(), second.trace().toByteArray());
    }

    @Tag("verify")
    @ParameterizedTest
    @MethodSource("all")
    void aHundredSeedsPassAndConform(Scenario scenario) throws Exception {
        for (long seed = 1; seed <= 100; seed++) {
            assertPassesAndConforms(scenario, seed);
        }
    }

    @Test
    void theTwoOfTheAssignmentTakeSevenSeconds() {
        long micros = ElectionScenarios.assignment().stream()
                .map(scenario -> ScenarioRun.of(scenario, Raft.factory(), 1))
                .mapToLong(run -> run.result().elapsed().toNanos() / 1_000)
                .sum();
        assertEquals(7_000_000, micros);
    }

    @Test
    void namesAreDistinct() {
        assertEquals(
                all().size(),
                all().stream()
                        .map(Scenario::name)
                        .collect(ImmutableSet.toImmutableSet())
                        .size());
    }

    @Test
    void aTestThatDoesNotMeetItsFaultIsVoid() {
        Scenario nothing = new Scenario(
                "nothing to cut", 3, (tester, warnings) -> tester.mustHaveMet(false, "the cuts lost no message"));
        ScenarioResult result = ScenarioRun.of(nothing, Raft.factory(), 1).result();
        assertEquals(ScenarioResult.Outcome.VOID, result.outcome());
        assertEquals(Optional.empty(), result.failure());
        assertTrue(
                result.report().startsWith("Test: nothing to cut ... Void: the cuts lost no message -- "),
                result::report);
    }
}
