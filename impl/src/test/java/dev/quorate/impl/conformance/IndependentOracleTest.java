package dev.quorate.impl.conformance;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TlcExport;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.impl.conformance.PlainTlc.Question;
import dev.quorate.impl.conformance.TraceMutants.Kind;
import dev.quorate.impl.conformance.TraceMutants.Mutant;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain TLC, which knows nothing of this program, says of a trace what this program says: yes, or no to that line. */
final class IndependentOracleTest {
    private static final int LINES = 100;

    @TempDir
    Path work;

    private Question question(String about, Iterable<String> lines, SpecificationShelf judge) throws Exception {
        Path folder = Files.createTempDirectory(work, "trace");
        Path file = Files.writeString(folder.resolve("trace.ndjson"), String.join("\n", lines) + "\n");
        return new Question(about, TlcExport.write(file, judge, folder));
    }

    private Question question(Mutant mutant) throws Exception {
        return question(mutant.kind() + ": " + mutant.what(), mutant.lines(), SHELF);
    }

    private static List<String> simulated(long seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.drawn(seed, seed % 2 == 0 ? 3 : 5, 10), "", bytes);
        return bytes.toString(UTF_8).lines().limit(LINES).toList();
    }

    @Test
    void plainTlcAgrees() throws Exception {
        List<Question> questions = new ArrayList<>();
        questions.add(question("simulated", simulated(2), SHELF));
        for (Kind kind : ImmutableList.of(Kind.TERM, Kind.SENT_DROPPED)) {
            Mutant mutant = TraceMutants.of(kind, simulated(4), 1).orElseThrow();
            questions.add(question(mutant));
        }
        PlainTlc.assertAgrees(questions);
    }

    @Test
    @Tag("verify")
    void plainTlcAgreesOnTracesWhoseStepsAreAllowedAndWhoseStatesAreNot(@TempDir Path folder) throws Exception {
        List<Question> questions = List.of(
                changed(folder, "TypeOK ==", "TypeOK ==\n    /\\ \\A i \\in Server : currentTerm[i] < 2"),
                changed(folder, "currentTerm'[i] >= currentTerm[i]", "currentTerm'[i] = currentTerm[i]"));
        PlainTlc.assertAgrees(questions);
    }

    /** A sound trace, and a specification with a property that is false of it. */
    private Question changed(Path folder, String old, String replacement) throws Exception {
        Path module = OurSpecification.changed(folder, old, replacement);
        try (SpecificationShelf changed = new SpecificationShelf(module)) {
            Question question = question(replacement, simulated(2), changed);
            assertTrue(PlainTlc.expected(question.export()).endsWith("violates a property"));
            return question;
        }
    }

    /** Of the mutants that this program accepts, TLC accepts every one: the specification allows them indeed. */
    @Test
    @Tag("verify")
    void plainTlcAgreesOnMutants() throws Exception {
        List<Question> accepted = new ArrayList<>();
        List<Question> rejected = new ArrayList<>();
        for (long seed = 1; accepted.size() < 100; seed++) {
            Mutant mutant = TraceMutants.of(simulated(seed), seed);
            boolean yes = Judged.judge(mutant.text().getBytes(UTF_8), SHELF).outcome() == Outcome.ACCEPTED;
            if (yes || rejected.size() < 50) {
                (yes ? accepted : rejected).add(question(mutant));
            }
        }
        PlainTlc.assertAgrees(accepted);
        PlainTlc.assertAgrees(rejected);
    }
}
