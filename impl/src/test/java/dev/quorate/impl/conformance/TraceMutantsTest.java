package dev.quorate.impl.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.impl.conformance.TraceMutants.Kind;
import dev.quorate.impl.conformance.TraceMutants.Mutant;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mutant is another trace, and one that can be read: its fault is in the run, not in the format. */
final class TraceMutantsTest {
    private static List<String> good;

    @BeforeAll
    static void simulate() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.drawn(4, 3, 5), "", bytes);
        good = bytes.toString(UTF_8).lines().limit(60).toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasMutantsThatCanBeRead(Kind kind) throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            Mutant mutant = TraceMutants.of(kind, good, seed).orElse(null);
            if (mutant != null) {
                assertEquals(kind, mutant.kind());
                assertEquals(mutant, TraceMutants.of(kind, good, seed).orElseThrow());
                assertNotEquals(good, mutant.lines());
                assertEquals(mutant.lines().size() - 1, events(mutant));
                return;
            }
        }
        throw new AssertionError("20 seeds gave no mutant");
    }

    private static int events(Mutant mutant) throws Exception {
        int events = 0;
        try (TraceReader reader =
                new TraceReader("mutant", new ByteArrayInputStream(mutant.text().getBytes(UTF_8)))) {
            while (reader.next().isPresent()) {
                events++;
            }
        }
        return events;
    }
}
