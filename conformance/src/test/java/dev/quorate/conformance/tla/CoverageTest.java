package dev.quorate.conformance.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.tla.Coverage.Kind;
import dev.quorate.conformance.tla.Coverage.Place;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a specification was exercised, and what never was. */
class CoverageTest {
    private static final String MODULE = """
            ---- MODULE Lights ----
            EXTENDS Naturals
            CONSTANTS Node, Most
            VARIABLES level, net
            Init == level = [n \\in Node |-> 0] /\\ net = {}
            Even(k) == \\/ k = 0
                       \\/ k = 2
            Step(n, x) ==
                LET bright == level[n] >= 2 /\\ Most > 3 IN
                /\\ level[n] < 5
                /\\ \\/ /\\ Even(level[n])
                      /\\ level' = [level EXCEPT ![n] = IF bright THEN 0 ELSE 1]
                   \\/ /\\ ~Even(level[n])
                      /\\ level[n] # 1
                      /\\ UNCHANGED level
                   \\/ /\\ level[n] = 1
                      /\\ level' = [level EXCEPT ![n] = CASE x = 0 -> 2 [] x > 9 -> 3 [] OTHER -> 4]
                /\\ IF x = 7 THEN net' = {x} ELSE UNCHANGED net
            Next == \\E n \\in Node : \\E x \\in 0..9 : Step(n, x)
            Spec == Init /\\ [][Next]_<<level, net>>
            ====
            """;

    @TempDir
    Path folder;

    private Specification lights;

    @BeforeEach
    void load() throws Exception {
        lights = load(Engine.COMPILED);
    }

    @AfterEach
    void close() {
        lights.close();
    }

    private Specification load(Engine engine) throws IOException, SpecificationException {
        Files.writeString(folder.resolve("Lights.cfg"), "SPECIFICATION Spec\n");
        return Specifications.load(
                new SpecificationRequest(
                        Files.writeString(folder.resolve("Lights.tla"), MODULE),
                        ImmutableMap.of("Node", Value.set(List.of(Value.of("a"))), "Most", Value.of(9)),
                        "net"),
                engine);
    }

    private State step(State before, int x) throws SpecificationException {
        return lights.successors(before, "Step", Map.of("n", Value.of("a"), "x", Value.of(x)))
                .get(0);
    }

    private static String text(Place place) {
        String seen = place.kind() == Kind.BRANCH
                ? place.seenTrue() ? "taken" : "never taken"
                : place.seenTrue() ? place.seenFalse() ? "both" : "true" : place.seenFalse() ? "false" : "never";
        return place.source().line() + ":" + place.source().column() + " " + seen + ": "
                + place.source().text();
    }

    private List<String> texts() {
        return lights.coverage().places().stream().map(CoverageTest::text).toList();
    }

    @Test
    void nothingIsExercisedBeforeTheFirstStep() {
        assertEquals(lights.coverage().places(), lights.coverage().missed());
    }

    @Test
    void oneStepExercisesWhatItEvaluates() throws Exception {
        step(lights.initialState(Map.of()), 0);
        assertEquals(
                List.of(
                        "6:15 true: k = 0",
                        "7:15 never: k = 2",
                        "9:19 false: level[n] >= 2",
                        "10:8 true: level[n] < 5",
                        "11:11 taken: /\\ Even(level[n]) /\\ level' = [level EXCEPT ![n] = IF bright THEN 0 ELSE 1]",
                        "11:14 true: Even(level[n])",
                        "12:59 never taken: IF bright THEN 0",
                        "12:66 taken: IF bright ELSE 1",
                        "13:11 never taken: /\\ ~Even(level[n]) /\\ level[n] # 1 /\\ UNCHANGED level",
                        "13:15 true: Even(level[n])",
                        "14:14 never: level[n] # 1",
                        "16:11 never taken: /\\ level[n] = 1 /\\ level' = [level EXCEPT ![n] ="
                                + " CASE x = 0 -> 2 [] x > 9 -> 3 [] OTHER -> 4]",
                        "16:14 false: level[n] = 1",
                        "17:49 never taken: x = 0 -> 2",
                        "17:63 never taken: x > 9 -> 3",
                        "17:77 never taken: OTHER -> 4",
                        "18:22 never taken: IF x = 7 THEN net' = {x}",
                        "18:38 taken: IF x = 7 ELSE UNCHANGED net"),
                texts());
        assertEquals(10, lights.coverage().count(Kind.BRANCH));
        assertEquals(8, lights.coverage().count(Kind.GUARD));
    }

    @Test
    void stepsThatGoEveryWayLeaveOutOnlyWhatCannotBe() throws Exception {
        State dark = lights.initialState(Map.of());
        for (int x : List.of(0, 7)) {
            step(step(step(dark, 7), x), 0);
        }
        assertEquals(
                List.of("10:8 true: level[n] < 5", "17:63 never taken: x > 9 -> 3"),
                lights.coverage().missed().stream().map(CoverageTest::text).toList());
    }

    @Test
    void whatWorkersExercisedIsPutTogether() throws Exception {
        Coverage first = lights.coverage();
        step(lights.initialState(Map.of()), 0);
        Coverage second = lights.coverage();
        assertEquals(second, first.and(second));
        assertEquals(second, second.and(first));
        assertEquals(second, Coverage.NONE.and(second));
    }

    @Test
    void referenceEngineDoesNotTell() throws Exception {
        try (Specification reference = load(Engine.REFERENCE)) {
            assertEquals(new Coverage(ImmutableList.of(), ImmutableSet.of("Step")), reference.coverage());
        }
    }
}
