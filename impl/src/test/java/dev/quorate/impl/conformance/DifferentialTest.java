package dev.quorate.impl.conformance;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictJson;
import dev.quorate.conformance.tla.Engine;
import dev.quorate.impl.conformance.TraceMutants.Kind;
import dev.quorate.impl.conformance.TraceMutants.Mutant;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compiled engine is a second implementation of the language, and the reference is TLC's. Over the same traces they
 * must give the same verdict at the same event for the same reason: all that is said of a trace is compared.
 */
final class DifferentialTest {
    private static final int LINES = 30;

    /** Why a trace with a fault of this kind may be one that the specification allows; of other kinds none may be. */
    private static final ImmutableMap<Kind, String> ALLOWED = ImmutableMap.of(
            Kind.RECEIVED_FIELD,
            "another message that was sent too, and has the same effect: none, most often",
            Kind.LINE_DROPPED,
            "a step that left no mark: a refusal or a repeated heartbeat that nobody received later",
            Kind.LINE_DOUBLED,
            "a message that is received twice, or a heartbeat that is repeated",
            Kind.NEIGHBOURS_SWAPPED,
            "steps of two servers that have nothing to do with one another",
            Kind.LINE_MOVED,
            "the same, over a longer way");

    @TempDir
    static Path folder;

    private static SpecificationShelf reference;

    private final Map<Kind, Integer> drawn = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> accepted = new EnumMap<>(Kind.class);

    @BeforeAll
    static void openReference() throws Exception {
        reference = new SpecificationShelf(OurSpecification.MODULE, Engine.REFERENCE);
    }

    @AfterAll
    static void closeReference() {
        reference.close();
    }

    private static List<String> simulated(long seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int servers = Iterables.get(List.of(3, 5, 4, 3, 2), (int) (seed % 5));
        Simulation.run(SimulationPlan.drawn(seed, servers, 12), "", bytes);
        return bytes.toString(UTF_8).lines().limit(LINES).toList();
    }

    private static List<List<String>> drawnByTlc(int behaviours) throws Exception {
        Path work = Files.createTempDirectory(folder, "behaviours");
        return new ArrayList<>(TlcBehaviours.draw(behaviours, 40, 7, work, SHELF));
    }

    private static Verdict same(String what, String trace) throws Exception {
        Verdict one = Judged.judge(trace.getBytes(UTF_8), SHELF);
        Verdict other = Judged.judge(trace.getBytes(UTF_8), reference);
        assertEquals(VerdictJson.of(other), VerdictJson.of(one), what);
        return one;
    }

    private void sameOfAMutant(List<String> trace, long seed) throws Exception {
        Mutant mutant = TraceMutants.of(trace, seed);
        String what = "mutant of seed " + seed + ", " + mutant.kind() + ": " + mutant.what();
        drawn.merge(mutant.kind(), 1, Integer::sum);
        if (same(what, mutant.text()).outcome() == Outcome.ACCEPTED) {
            accepted.merge(mutant.kind(), 1, Integer::sum);
            assertTrue(ALLOWED.containsKey(mutant.kind()), what + " is accepted");
        }
    }

    private void theEnginesAgree(int behaviours, int simulations, int mutants) throws Exception {
        List<List<String>> traces = drawnByTlc(behaviours);
        for (long seed = 1; seed <= simulations; seed++) {
            traces.add(simulated(seed));
        }
        for (List<String> trace : traces) {
            assertEquals(
                    Outcome.ACCEPTED,
                    same("a sound trace", String.join("\n", trace) + "\n").outcome());
        }
        for (long seed = 1; seed <= mutants; seed++) {
            sameOfAMutant(traces.get((int) (seed % traces.size())), seed);
        }
        System.out.println(drawn + " mutants, accepted: " + accepted);
    }

    @Test
    void theEnginesAgreeOnTracesAndMutants() throws Exception {
        theEnginesAgree(40, 160, 300);
    }

    @Test
    @Tag("verify")
    void theEnginesAgreeOnManyTracesAndMutants() throws Exception {
        theEnginesAgree(200, 800, 5_000);
    }

    /** Each property is broken in turn by weakening what it says, and both engines find the same step. */
    @Test
    void theEnginesFindTheSamePropertyBroken() throws Exception {
        ImmutableMap<String, String> falsified = ImmutableMap.<String, String>builder()
                .put(
                        "ElectionSafety ==",
                        "ElectionSafety ==\n /\\ \\A a, b \\in LeaderSent : a.term = b.term => a = b\n /\\")
                .put(
                        "VotesOnce ==",
                        "VotesOnce ==\n    /\\ \\A a \\in Grants : a.term = currentTerm[a.from] => a.from = a.to")
                .put("SelfVote ==", "SelfVote ==\n /\\ \\A k \\in Server : role[k] # Leader\n /\\")
                .put("TypeOK ==", "TypeOK ==\n    /\\ currentTerm \\in [Server -> 0..0]")
                .put(
                        "SuccessWasAsked ==",
                        "SuccessWasAsked ==\n /\\ \\A a \\in messages : a.type # \"AppendEntriesResponse\"\n /\\")
                .put("currentTerm'[i] >= currentTerm[i]", "currentTerm'[i] <= currentTerm[i]")
                .put("[][lastLog' = lastLog]_vars", "[][votedFor' = votedFor]_vars")
                .buildOrThrow();
        for (Map.Entry<String, String> change : falsified.entrySet()) {
            Path weak = OurSpecification.changed(folder, change.getKey(), change.getValue());
            try (SpecificationShelf one = new SpecificationShelf(weak, Engine.COMPILED);
                    SpecificationShelf other = new SpecificationShelf(weak, Engine.REFERENCE)) {
                byte[] trace = (String.join("\n", simulated(3)) + "\n").getBytes(UTF_8);
                Verdict verdict = Judged.judge(trace, one);
                assertEquals(Outcome.REJECTED, verdict.outcome(), change.getValue());
                assertTrue(!verdict.divergence().orElseThrow().violations().isEmpty(), change.getValue());
                assertEquals(VerdictJson.of(Judged.judge(trace, other)), VerdictJson.of(verdict));
            }
        }
    }
}
