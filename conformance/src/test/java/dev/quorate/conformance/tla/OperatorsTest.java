package dev.quorate.conformance.tla;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import dev.quorate.conformance.trace.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each operator that the compiled engine knows has the value that TLC gives it, and TLC's errors where it has none. */
class OperatorsTest {
    private static final Value NODE = Value.of("n");

    @TempDir
    static Path folder;

    private static ImmutableList<String> expressions;
    private static Specification operators;
    private static State initial;

    /** An action for each expression, all in one specification. */
    @BeforeAll
    static void loadAllAtOnce() throws Exception {
        expressions = Resources.readLines(Resources.getResource("operators.txt"), UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(ImmutableList.toImmutableList());
        StringBuilder actions = new StringBuilder();
        StringBuilder next = new StringBuilder();
        for (int n = 0; n < expressions.size(); n++) {
            String expression = expressions.get(n).replaceFirst("^~ ", "");
            actions.append("Case").append(n).append("(i) == LET v == known[i] IN out' = [out EXCEPT ![i] = ");
            actions.append(expression).append("] /\\ UNCHANGED <<known, net>>\n");
            next.append("    \\/ Case").append(n).append("(i)\n");
        }
        operators = load("Operators", actions.toString(), next.toString());
        initial = operators.initialState(ImmutableMap.of());
    }

    private static Specification load(String name, String actions, String next) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".tla"), """
                ---- MODULE %s ----
                EXTENDS Integers, FiniteSets, Sequences, TLC
                VARIABLES out, known, net
                Twice(n) == n + n
                Given(F(_), n) == F(F(n))
                Init ==
                    /\\ out = [i \\in {"n"} |-> 0]
                    /\\ known = [i \\in {"n"} |->
                           [one |-> 1, two |-> 2, few |-> {1, 2, 3}, yes |-> TRUE, no |-> FALSE, name |-> "a",
                            map |-> [i2 \\in {"x", "y"} |-> 4], queue |-> <<"a", "b", "c">>]]
                    /\\ net = {}
                %s
                Next == \\E i \\in {"n"} :
                %s
                Spec == Init /\\ [][Next]_<<out, known, net>>
                ====
                """.formatted(name, actions, next));
        Files.writeString(folder.resolve(name + ".cfg"), "SPECIFICATION Spec\n");
        return Specifications.load(new SpecificationRequest(file, ImmutableMap.of(), "net"), Engine.BOTH);
    }

    @AfterAll
    static void close() {
        operators.close();
    }

    @Test
    void allOfThemAreCompiled() {
        assertEquals(ImmutableMap.of(), operators.uncompiled());
    }

    @TestFactory
    Stream<DynamicTest> theEnginesGiveOneAnswer() {
        return IntStream.range(0, expressions.size())
                .mapToObj(n -> DynamicTest.dynamicTest(expressions.get(n), () -> answer(n)));
    }

    private static void answer(int n) throws SpecificationException {
        if (expressions.get(n).startsWith("~ ")) {
            String message = assertThrows(
                            SpecificationException.class,
                            () -> operators.successors(initial, "Case" + n, ImmutableMap.of("i", NODE)))
                    .getMessage();
            assertTrue(message.contains("TLC cannot evaluate this"), message);
        } else {
            assertEquals(
                    1,
                    operators
                            .successors(initial, "Case" + n, ImmutableMap.of("i", NODE))
                            .size());
        }
    }

    /** What is not compiled is said, with its place, and evaluated all the same. */
    @Test
    void whatIsNotCompiledIsSaidAndLeftToTheReference() throws Exception {
        String actions = """
                Sum[s \\in SUBSET {1, 2, 3}] ==
                    IF s = {} THEN 0 ELSE LET n == CHOOSE m \\in s : TRUE IN n + Sum[s \\ {n}]
                Add(i) == out' = [out EXCEPT ![i] = Sum[known[i].few]] /\\ UNCHANGED <<known, net>>
                Pair(i) == (\\E <<a, b>> \\in {<<1, 2>>} : out' = [out EXCEPT ![i] = a + b]) /\\ UNCHANGED <<known, net>>
                Plain(i) == out' = [out EXCEPT ![i] = 7] /\\ UNCHANGED <<known, net>>
                """;
        try (Specification odd = load("Odd", actions, "\\/ Add(i) \\/ Pair(i) \\/ Plain(i)")) {
            assertEquals(ImmutableSet.of("Add", "Pair"), odd.uncompiled().keySet());
            assertEquals(
                    "a quantifier over tuples", odd.uncompiled().get("Pair").text());
            assertEquals("Odd", odd.uncompiled().get("Pair").module());
            State before = odd.initialState(ImmutableMap.of());
            for (String[] each : new String[][] {{"Add", "6"}, {"Pair", "3"}, {"Plain", "7"}}) {
                List<State> after = odd.successors(before, each[0], ImmutableMap.of("i", NODE));
                assertEquals(each[1], after.get(0).row("out", "n").orElseThrow().toString());
            }
        }
    }
}
