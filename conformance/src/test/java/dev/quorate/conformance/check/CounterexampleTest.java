package dev.quorate.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.ModelResult;
import dev.quorate.conformance.tla.TlcProcess;
import dev.quorate.conformance.trace.TraceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TLC refutes is told and written down so that the judge of traces agrees. */
class CounterexampleTest {
    @TempDir
    Path sound;

    @TempDir
    Path broken;

    @TempDir
    Path work;

    @BeforeEach
    void copyModels() throws IOException {
        for (String file : List.of(
                "Handover.tla",
                "Handover.cfg",
                "MChandover.tla",
                "MChandover.cfg",
                "Blink.tla",
                "Blink.cfg",
                "MCblink.tla",
                "MCblink.cfg")) {
            try (InputStream in = CounterexampleTest.class.getResourceAsStream("/models/" + file)) {
                Files.copy(in, sound.resolve(file));
                Files.copy(sound.resolve(file), broken.resolve(file));
            }
        }
    }

    private void breakIn(String file, String old, String replacement) throws IOException {
        String text = Files.readString(broken.resolve(file));
        assertTrue(text.contains(old), old);
        Files.writeString(broken.resolve(file), text.replace(old, replacement));
    }

    private ModelResult result(Path folder, String model) throws Exception {
        return new TlcProcess(work, 1).run(Model.named(folder, model), n -> {});
    }

    private Counterexample counterexample(String model) throws Exception {
        return Counterexample.of(result(broken, model), work).orElseThrow();
    }

    private Verdict judged(Path module, Path trace) throws Exception {
        try (TraceReader reader = new TraceReader(trace);
                SpecificationShelf shelf = new SpecificationShelf(module)) {
            return TraceChecker.check(reader, shelf);
        }
    }

    @Test
    void modelThatHoldsHasNone() throws Exception {
        ModelResult result = result(sound, "MChandover");
        assertEquals(Optional.empty(), result.problem());
        assertEquals(Optional.empty(), Counterexample.of(result, work));
    }

    @Test
    void traceOfABrokenSpecificationIsAcceptedByItAndRejectedByTheSoundOne() throws Exception {
        breakIn("Handover.tla", "![n] = FALSE]", "![n] = TRUE]");
        Counterexample counterexample = counterexample("MChandover");
        assertEquals(Optional.of("AtMostOne"), counterexample.property());
        assertEquals(List.of(), counterexample.notes());
        Path trace = counterexample.file().orElseThrow();
        assertEquals(work.resolve("AtMostOne.ndjson"), trace);
        assertTrue(Files.readString(trace).contains("\"network\":\"letters\",\"violates\":\"AtMostOne\""));
        Verdict own = judged(broken.resolve("Handover.tla"), trace);
        assertEquals(Outcome.ACCEPTED, own.outcome());
        assertTrue(own.claim().orElseThrow().violation().isPresent());
        Verdict other = judged(sound.resolve("Handover.tla"), trace);
        assertEquals(Outcome.REJECTED, other.outcome());
        assertEquals("Give", other.divergence().orElseThrow().event().action());
        assertTold(CounterexampleText.of(counterexample));
    }

    /** Each step with its parameters, and only what it changed. */
    private static void assertTold(List<String> lines) {
        String text = String.join("\n", lines);
        assertTrue(text.startsWith("  at first      has = [n1 |-> "), text);
        assertTrue(text.contains("  step 1        Give(n = \"n"), text);
        assertTrue(text.contains("]  0 -> 1\n                given  + \"n"), text);
        assertTrue(text.contains("  step 2        Take(n = \"n"), text);
        assertTrue(text.contains("]  FALSE -> TRUE\n"), text);
        assertTrue(text.contains("  property      AtMostOne: Nobody has the token while another one does.\n"), text);
        assertTrue(text.contains("  is false      Handover:39:33  has[n] /\\ has[k] => n = k\n"), text);
        assertTrue(lines.stream().allMatch(line -> line.length() <= 118), text);
    }

    @Test
    void violatedPropertyOfStepsIsClaimed() throws Exception {
        breakIn("Handover.tla", "m.nr > seen[n]", "m.nr > 0");
        Counterexample counterexample = counterexample("MChandover");
        assertEquals(Optional.of("NeverBack"), counterexample.property());
        assertTrue(counterexample.violation().isPresent());
    }

    @Test
    void propertyThatOnlyTheModelHasIsNotJudgedButItsRuleIsTold() throws Exception {
        breakIn("MChandover.cfg", "INVARIANT AtMostOne", "INVARIANT NeverGiven");
        Counterexample counterexample = counterexample("MChandover");
        assertEquals("The token stays where it is.", counterexample.rule());
        assertEquals(1, counterexample.calls().size());
        assertTrue(counterexample.notes().get(0).contains("is not judged"), counterexample.notes()::toString);
        assertEquals(
                Outcome.ACCEPTED,
                judged(sound.resolve("Handover.tla"), counterexample.file().orElseThrow())
                        .outcome());
    }

    @Test
    void initialStateMayBeTheWholeOfIt() throws Exception {
        breakIn("Handover.tla", "n = first]", "TRUE]");
        Counterexample counterexample = counterexample("MChandover");
        assertEquals(List.of(), counterexample.calls());
        List<String> text = VerdictText.of(
                judged(broken.resolve("Handover.tla"), counterexample.file().orElseThrow()));
        assertTrue(
                text.get(0).endsWith("a counterexample: the initial state violates AtMostOne, as it claims"),
                text::toString);
    }

    @Test
    void deadlockIsToldLikeAnyCounterexampleAndClaimsNothing() throws Exception {
        breakIn("Handover.tla", "    /\\ m.to = n\n", "    /\\ m.to = n /\\ m.nr > 1\n");
        ModelResult result = result(broken, "MChandover");
        assertTrue(result.problem().orElseThrow().startsWith("deadlock"), result.problem()::toString);
        Counterexample counterexample = Counterexample.of(result, work).orElseThrow();
        assertEquals(1, counterexample.calls().size());
        assertEquals(Optional.of(work.resolve("MChandover.ndjson")), counterexample.file());
        assertFalse(Files.readString(counterexample.file().orElseThrow()).contains("violates"));
    }

    @Test
    void behaviourThatGoesRoundIsToldWithTheStepThatClosesIt() throws Exception {
        Counterexample counterexample = counterexample("MCblink");
        assertEquals(Optional.of("AllOn"), counterexample.property());
        List<String> text = CounterexampleText.of(counterexample);
        assertTrue(text.contains("  for ever      then for ever from step 1 again"), text::toString);
        assertTrue(text.contains("  property      AllOn: Once all lamps are on."), text::toString);
        assertEquals(2, counterexample.calls().size());
        assertEquals(
                Outcome.ACCEPTED,
                judged(sound.resolve("Blink.tla"), counterexample.file().orElseThrow())
                        .outcome());
    }

    @Test
    void behaviourThatStopsStaysSoForEver() throws Exception {
        breakIn("Blink.tla", "/\\ WF_<<on, messages>>(Next)", "");
        List<String> text = CounterexampleText.of(counterexample("MCblink"));
        assertTrue(text.contains("  for ever      and stays so for ever"), text::toString);
    }

    @Test
    void stepOfTheModelAloneHasNoTraceFileAndTheNoteSaysWhy() throws Exception {
        breakIn("MChandover.cfg", "SPECIFICATION Spec", "SPECIFICATION SkipSpec");
        Counterexample counterexample = counterexample("MChandover");
        assertEquals(Optional.empty(), counterexample.file());
        assertEquals(List.of("Skip"), counterexample.calls());
        assertEquals(
                List.of("no trace file: no action of Handover leads from state 1 to the one after it"),
                counterexample.notes());
    }

    @Test
    void modelWithoutASpecificationToJudgeByHasNoTraceFile() throws Exception {
        breakIn("Handover.tla", "![n] = FALSE]", "![n] = TRUE]");
        Files.delete(broken.resolve("Handover.cfg"));
        Counterexample counterexample = counterexample("MChandover");
        assertEquals(
                List.of("no trace file: MChandover extends no module with a .cfg to judge traces by"),
                counterexample.notes());
        assertEquals("Give", counterexample.calls().get(0));
    }
}
