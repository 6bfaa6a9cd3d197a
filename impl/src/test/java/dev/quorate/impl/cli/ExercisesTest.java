package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Mutant;
import dev.quorate.conformance.tla.MutantBank;
import dev.quorate.conformance.tla.MutantTrial;
import dev.quorate.conformance.tla.Refutation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The exercises for a course: what each tells the reader to change is in the bank, and its answer is TLC's. */
final class ExercisesTest {
    private static final Path DOCUMENT = Path.of("..", "spec", "EXERCISES.md");
    private static final Pattern EXERCISE = Pattern.compile("""
            ## \\d+\\. .*

            `(?<module>\\w+)\\.tla`, `(?<operator>\\w+)`

            ```diff
            - (?<old>.+)
            \\+ (?<new>.+)
            ```

            Run `(?<model>\\w+)`, or `quorate mutants (?<mutant>[\\w-]+)`\\.
            (?:(?s:.)*?)
            <details><summary>Answer</summary>

            \\*\\*(?<answer>.+?)\\*\\*""");

    private record Exercise(Mutant mutant, String model, String answer) {}

    @TempDir
    static Path work;

    private static SpecificationFiles files;
    private static ExecutorService pool;
    private static ImmutableList<Mutant> bank;

    @BeforeAll
    static void open() throws Exception {
        files = new SpecificationFiles();
        pool = Executors.newFixedThreadPool(2);
        bank = MutantBank.read(files.folder().resolve("mutants.txt"));
    }

    @AfterAll
    static void close() {
        pool.shutdownNow();
        files.close();
    }

    private static List<MatchResult> found() throws Exception {
        return EXERCISE.matcher(Files.readString(DOCUMENT)).results().toList();
    }

    private static Mutant named(String name) {
        return bank.stream()
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no mutant " + name));
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String answer(Exercise exercise) throws Exception {
        MutantTrial trial = MutantTrial.of(exercise.mutant, files.folder(), work.resolve(exercise.mutant.name()));
        return trial.run(trial.model(exercise.model)).map(ExercisesTest::answer).orElse("Nothing falls.");
    }

    /** TLC finds the shortest way to a state that is wrong, but not the shortest behaviour that is. */
    private static String answer(Refutation refutation) {
        String falls = "`" + refutation.what().replaceFirst(".* ", "") + "` falls";
        return refutation.what().startsWith("liveness")
                ? falls + "."
                : falls + ", in " + refutation.steps().orElseThrow() + " steps.";
    }

    @Test
    void everySectionIsAnExercise() throws Exception {
        long sections = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("## \\d+\\. .*"))
                .count();
        assertTrue(sections >= 10);
        assertEquals(sections, found().size());
    }

    @Test
    void theMistakesAreThoseOfTheBank() throws Exception {
        for (MatchResult found : found()) {
            Mutant mutant = named(found.group(6));
            assertEquals(mutant.module(), found.group(1), mutant::name);
            assertEquals(mutant.operator(), found.group(2), mutant::name);
            assertEquals(mutant.oldText(), folded(found.group(3)), mutant::name);
            assertEquals(mutant.newText(), folded(found.group(4)), mutant::name);
        }
    }

    @TestFactory
    Stream<DynamicTest> theAnswersAreThoseOfTlc() throws Exception {
        Map<Exercise, Future<String>> answers = new LinkedHashMap<>();
        for (MatchResult found : found()) {
            Exercise exercise = new Exercise(named(found.group(6)), found.group(5), found.group(7));
            answers.put(exercise, pool.submit(() -> answer(exercise)));
        }
        return answers.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().mutant.name(),
                        () -> assertEquals(
                                entry.getKey().answer, entry.getValue().get())));
    }
}
