package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.ModelResult;
import dev.quorate.conformance.tla.TlcProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models of the specification, run by TLC itself. */
final class ModelsTest {
    private static final ImmutableList<String> ALL =
            ImmutableList.of("MCplain", "MCrefines", "MCalgorithm", "MCsmall", "MClog");

    @TempDir
    Path work;

    @TestFactory
    List<DynamicTest> everyModelHoldsWithItsPinnedNumberOfStates() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : ALL) {
            tests.add(DynamicTest.dynamicTest(name, () -> {
                try (SpecificationFiles files = new SpecificationFiles()) {
                    ModelResult result = run(Model.named(files.folder(), name));
                    assertEquals(Optional.empty(), result.problem());
                }
            }));
        }
        return tests;
    }

    @Test
    void noModelIsLeftOut() throws Exception {
        try (SpecificationFiles files = new SpecificationFiles()) {
            assertEquals(
                    ALL, Model.all(files.folder()).stream().map(Model::name).collect(ImmutableList.toImmutableList()));
        }
    }

    /** Mistakes in the specification that the smallest model with two terms must find, VIEW or not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "votes twice in a term ~ s.votedFor \\in {Nil, m.from} ~ TRUE ~ VotesOnce",
                "a refusal counts as a vote ~ m.term = s.currentTerm /\\ m.granted ~ m.term = s.currentTerm"
                        + " ~ CountedVotesWereGiven",
                "an old vote counts ~ /\\ m.term = s.currentTerm /\\ m.granted ~ /\\ m.granted ~ CountedVotesWereGiven",
                "a leader keeps its role in a newer term ~ role |-> Follower ~ role |-> role[i] ~ LeaderHasQuorum",
                "an old term is taken over ~ IF m.term > currentTerm[i] ~ IF m.term # currentTerm[i] ~ VotesOnce"
            })
    void aMistakenSpecificationIsRefuted(String mistake, String old, String replacement, String property)
            throws Exception {
        assertEquals(
                Optional.of("Invariant " + property + " is violated."), problem("MCsmall", old, replacement), mistake);
    }

    @Test
    void aStepThatTheAlgorithmDoesNotKnowIsNoRefinement() throws Exception {
        String problem =
                problem("MCrefines", "s.votedFor \\in {Nil, m.from}", "TRUE").orElseThrow();
        assertTrue(problem.startsWith("Action property line") && problem.endsWith("is violated."), problem);
    }

    /** What TLC says of a model after one text of the specification was replaced by another. */
    private Optional<String> problem(String model, String old, String replacement) throws Exception {
        try (SpecificationFiles files = new SpecificationFiles()) {
            Path module = files.module("RaftElection");
            String text = Files.readString(module);
            assertTrue(text.contains(old), old);
            Files.writeString(module, text.replace(old, replacement));
            return run(Model.named(files.folder(), model)).problem();
        }
    }

    private ModelResult run(Model model) throws Exception {
        return new TlcProcess(work, Runtime.getRuntime().availableProcessors()).run(model, distinct -> {});
    }
}
