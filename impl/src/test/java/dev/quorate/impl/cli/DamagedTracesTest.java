package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.VerdictJson;
import dev.quorate.conformance.tla.Engine;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to a trace, there is a verdict or one line that says what is wrong: never another exception, never a
 * hang, and never an acceptance of what the reference engine refuses. A damaged trace is drawn again by its seed.
 */
final class DamagedTracesTest {
    /** So many damaged traces share what is loaded; those with constants of their own are not kept for ever. */
    private static final int BATCH = 500;

    private static final int REFUSED = 2;

    /** Traces of the same constants, so that few specifications are loaded. */
    private static ImmutableList<ImmutableList<String>> traces;
    /** Those that do not tell all, which take longer. */
    private static ImmutableList<ImmutableList<String>> partial;

    @TempDir
    Path folder;

    /** What came of a trace: the whole verdict as JSON, or why there is none. */
    private record Answer(int exitCode, String text) {}

    @BeforeAll
    static void simulate() {
        ImmutableList<String> whole = simulated(1, 14);
        ImmutableList<String> less = simulated(3, 8);
        traces = ImmutableList.of(
                whole, simulated(2, 14), simulated(3, 14), declaring(whole, "'violates':'ElectionSafety'"));
        partial = ImmutableList.of(
                declaring(less, "'unobserved':['votesGranted','HandleRequestVoteResponse.m'],'silent':{'Restart':1}"),
                declaring(less, "'unobserved':['messages']").stream()
                        .map(line -> line.replaceFirst(",\"sent\":\\[.*]}$", "}"))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static ImmutableList<String> simulated(long seed, int lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.drawn(seed, 3, 5), "", bytes);
        return bytes.toString(UTF_8).lines().limit(lines).collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<String> trace(int seed) {
        return seed % 20 < partial.size() ? partial.get(seed % 20) : traces.get(seed % traces.size());
    }

    private static ImmutableList<String> declaring(ImmutableList<String> trace, String fields) {
        String header = trace.get(0).replaceFirst("}$", "," + fields.replace('\'', '"') + "}");
        return ImmutableList.<String>builder()
                .add(header)
                .addAll(trace.subList(1, trace.size()))
                .build();
    }

    private static Answer answer(String what, String file, byte[] trace, SpecificationShelf shelf) {
        try {
            Answer answer = answer(file, trace, shelf);
            assertEquals(1, answer.text.lines().count(), () -> what + "\n" + answer);
            return answer;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(what, e);
        }
    }

    private static Answer answer(String file, byte[] trace, SpecificationShelf shelf) {
        try (TraceReader reader = new TraceReader(file, new ByteArrayInputStream(trace))) {
            Verdict verdict = TraceChecker.check(reader, shelf);
            return new Answer(verdict.outcome().exitCode(), VerdictJson.of(verdict));
        } catch (TraceException e) {
            assertTrue(e.getMessage().startsWith(file + ":"), e.getMessage());
            return new Answer(REFUSED, e.getMessage());
        } catch (SpecificationException e) {
            return new Answer(REFUSED, file + ": " + e.getMessage());
        }
    }

    /** The command says the same of all these files, and exits with the code of the worst. */
    private static void assertTold(Path module, List<String> files, List<Answer> answers) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> args = new ArrayList<>(List.of("validate", "--json", "--spec", module.toString()));
        args.addAll(files);
        int exitCode = Quorate.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
        assertEquals(
                ImmutableList.of(REFUSED, 1, 3, 0).stream()
                        .filter(code -> answers.stream().anyMatch(answer -> answer.exitCode == code))
                        .findFirst()
                        .orElseThrow(),
                exitCode);
        assertFalse(err.toString().contains("\tat "), err::toString);
        ImmutableSet<String> told =
                ImmutableSet.copyOf((out.toString() + err).lines().toList());
        for (Answer answer : answers) {
            String line = answer.exitCode == REFUSED ? "quorate: " + answer.text : answer.text;
            assertTrue(told.contains(line), line);
        }
    }

    /**
     * Judges so many damaged traces.
     *
     * @param comparedOneIn how many of those that are not accepted the reference engine is asked about: one in so many
     * @param commandedOneIn how many of all the command is asked about
     */
    private void theyAreJudgedOrRefused(int count, int comparedOneIn, int commandedOneIn) throws Exception {
        try (SpecificationFiles specification = new SpecificationFiles()) {
            Path module = specification.module("RaftElection");
            for (int first = 0; first < count; first += BATCH) {
                Batch batch = new Batch(comparedOneIn, commandedOneIn);
                batch.judge(first, Math.min(count, first + BATCH), module);
            }
        }
    }

    /** Damaged traces and what came of them. */
    private final class Batch {
        private final int comparedOneIn;
        private final int commandedOneIn;
        private final List<String> files = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();

        Batch(int comparedOneIn, int commandedOneIn) {
            this.comparedOneIn = comparedOneIn;
            this.commandedOneIn = commandedOneIn;
        }

        void judge(int first, int behind, Path module) throws Exception {
            try (SpecificationShelf compiled = new SpecificationShelf(module, Engine.COMPILED);
                    SpecificationShelf reference = new SpecificationShelf(module, Engine.REFERENCE)) {
                for (int seed = first; seed < behind; seed++) {
                    judge(seed, compiled, reference);
                }
            }
            assertTold(module, files, answers);
        }

        private void judge(int seed, SpecificationShelf compiled, SpecificationShelf reference) throws Exception {
            DamagedTrace damaged = DamagedTrace.of(trace(seed), seed);
            String what = "seed " + seed + ": " + damaged.what();
            String file = folder.resolve("seed" + seed + ".ndjson").toString();
            Answer answer = answer(what, file, damaged.bytes(), compiled);
            if (answer.exitCode == 0 || seed % comparedOneIn == 0) {
                assertEquals(answer(what, file, damaged.bytes(), reference), answer, what);
            }
            if (seed % commandedOneIn == 0) {
                files.add(Files.write(Path.of(file), damaged.bytes()).toString());
                answers.add(answer);
            }
        }
    }

    @Test
    void theyAreJudgedOrRefused() {
        assertTimeoutPreemptively(Duration.ofMinutes(10), () -> theyAreJudgedOrRefused(300, 10, 20));
    }

    @Test
    @Tag("verify")
    void manyAreJudgedOrRefused() {
        assertTimeoutPreemptively(Duration.ofMinutes(60), () -> theyAreJudgedOrRefused(10_000, 1, 4));
    }
}
