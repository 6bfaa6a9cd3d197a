package dev.quorate.conformance.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clock with twelve hours, and mistakes in it. */
@Tag("verify")
class MutantTrialTest {
    @TempDir
    Path folder;

    @TempDir
    Path work;

    @BeforeEach
    void writeTheClock() throws IOException {
        module("Clock", """
                EXTENDS Naturals
                VARIABLE hour
                Init == hour = 0
                Tick == hour' = (hour + 1) % 12
                Next == Tick
                Spec == Init /\\ [][Next]_hour /\\ WF_hour(Next)
                Real == hour \\in 0..11
                Forward == [][hour' = hour + 1 \\/ hour' = 0]_hour
                Noon == []<>(hour = 11)
                Midnight == []<>(hour = 0)
                """);
        model("MCclock", "EXTENDS Clock", "Distinct states: 12", "INVARIANT Real\nPROPERTY Forward");
        model("MClive", "EXTENDS Clock", "Distinct states: 12", "PROPERTIES Noon Midnight");
        model("MCreach", "EXTENDS Clock\nNoEleven == hour # 11", "Expected: each is refuted", "INVARIANT NoEleven");
        module("MCother", "VARIABLE x\nSpec == x = 0 /\\ [][x' = 0]_x\n");
        Files.writeString(
                folder.resolve("MCother.cfg"), "\\* Distinct states: 7\nSPECIFICATION Spec\nCHECK_DEADLOCK FALSE\n");
    }

    private void module(String name, String body) throws IOException {
        Files.writeString(folder.resolve(name + ".tla"), "---- MODULE " + name + " ----\n" + body + "\n====\n");
    }

    private void model(String name, String body, String expectation, String claims) throws IOException {
        module(name, body);
        Files.writeString(
                folder.resolve(name + ".cfg"), "\\* " + expectation + "\nSPECIFICATION Spec\n" + claims + "\n");
    }

    private MutantTrial trial(String operator, String old, String replacement) throws Exception {
        Mutant mutant = new Mutant("bank:1", "x", "Clock", operator, old, replacement, false, "");
        return MutantTrial.of(mutant, folder, work.resolve("x"));
    }

    private MutantVerdict verdict(String operator, String old, String replacement) throws Exception {
        return trial(operator, old, replacement).run();
    }

    @ParameterizedTest(name = "{1} becomes {2}")
    @CsvSource(
            delimiter = '~',
            value = {
                "Tick ~ % 12                 ~ % 13              ~ MCclock ~ invariant Real       ~ 12",
                "Tick ~ hour + 1             ~ hour + 2          ~ MCclock ~ property Forward     ~ 1",
                "Tick ~ hour' = (hour + 1)   ~ hour' = hour      ~ MClive  ~ liveness Noon        ~ 0",
                "Init ~ hour = 0             ~ hour \\in {0, 13} ~ MCclock ~ invariant Real       ~ 0",
                "Next ~ Tick                 ~ hour < 11 /\\ Tick ~ MCclock ~ deadlock: in the state reached, no step is"
                        + " possible ~ 11"
            })
    void mistakeIsToldByTheCheapestModelThatShowsIt(
            String operator, String old, String replacement, String model, String what, int steps) throws Exception {
        MutantVerdict verdict = verdict(operator, old, replacement);
        Refutation refutation = verdict.refutation().orElseThrow();
        assertEquals(model, refutation.result().model().name());
        assertEquals(what, refutation.what());
        assertEquals(OptionalInt.of(steps), refutation.steps());
        assertTrue(verdict.isAsDeclared());
    }

    @Test
    void countThatIsNotThePinnedOneTellsAMistakeThatNoPropertyTells() throws Exception {
        Files.delete(folder.resolve("MClive.cfg"));
        Files.delete(folder.resolve("MCreach.cfg"));
        Refutation refutation = verdict("Tick", "% 12", "% 6").refutation().orElseThrow();
        assertEquals("6 states, not 12", refutation.what());
        assertTrue(refutation.byCount());
    }

    @Test
    void whatIsRefutedNoMoreTellsAMistake() throws Exception {
        Files.delete(folder.resolve("MClive.cfg"));
        Refutation refutation = verdict("Tick", "% 12", "% 11").refutation().orElseThrow();
        assertEquals("MCreach", refutation.result().model().name());
        assertEquals("NoEleven no longer refuted", refutation.what());
    }

    @Test
    void equivalentMutantIsToldByNoModel() throws Exception {
        MutantVerdict verdict = verdict("Tick", "(hour + 1) % 12", "IF hour = 11 THEN 0 ELSE hour + 1");
        assertFalse(verdict.refutation().isPresent());
        assertFalse(verdict.isAsDeclared());
    }

    @Test
    void mutantThatTlcCannotReadIsBlamedOnItsPlace() throws Exception {
        String problem = assertThrows(SpecificationException.class, () -> verdict("Init", "hour = 0", "hour = ("))
                .getMessage();
        assertTrue(problem.startsWith("bank:1: x: MCclock: does not parse: module Clock, line "), problem);
    }

    @Test
    void specificationItselfStaysAsItIs() throws Exception {
        String before = Files.readString(folder.resolve("Clock.tla"));
        trial("Tick", "% 12", "% 13");
        assertEquals(before, Files.readString(folder.resolve("Clock.tla")));
        assertEquals(
                before.replace("% 12", "% 13"),
                Files.readString(work.resolve("x").resolve("modules/Clock.tla")));
    }
}
