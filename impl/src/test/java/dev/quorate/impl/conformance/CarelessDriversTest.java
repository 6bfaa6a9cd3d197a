package dev.quorate.impl.conformance;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.sim.CarelessDrivers;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.world.Fault.Kind;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Drivers that are careless with their disk go wrong only if they stop at the wrong moment: so some do. */
final class CarelessDriversTest {
    private static final int MOST_SEEDS = 30;

    private static SimulationPlan only(SimulationPlan plan, Set<Kind> kinds) {
        return plan.withFaults(plan.faults()
                .withSchedule(plan.faults().schedule().stream()
                        .filter(fault -> kinds.contains(fault.kind()))
                        .toList()));
    }

    /** What is wrong with the first run that the specification does not allow. */
    private static Optional<Verdict> firstRejected(Driver.Factory drivers, Set<Kind> kinds) throws Exception {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            SimulationPlan plan = only(SimulationPlan.drawn(seed, 3, 30), kinds);
            ByteArrayOutputStream trace = new ByteArrayOutputStream();
            try (TraceWriter writer = new TraceWriter(trace, Simulation.header(plan, ""))) {
                Simulation.run(plan, drivers, writer::write);
            }
            Verdict verdict = Judged.judge(trace.toByteArray(), SHELF);
            if (verdict.outcome() == Outcome.REJECTED) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }

    @Test
    void aServerThatSendsBeforeItSavesIsCaughtByACrashAtARecord_figure2() throws Exception {
        for (Kind kind : Set.of(Kind.CRASH_BEFORE_SAVE, Kind.CRASH_WHILE_SAVING, Kind.FAILED_WRITE)) {
            Verdict verdict = firstRejected(CarelessDrivers::sendsBeforeItSaves, Set.of(kind))
                    .orElseThrow();
            assertEquals("Restart", verdict.divergence().orElseThrow().event().action());
        }
    }

    @Test
    void aServerThatDoesNotWaitForItsDiskIsCaughtByTheLossOfPower_figure2() throws Exception {
        for (Kind kind : Set.of(Kind.POWER_LOSS, Kind.CLUSTER_RESTART)) {
            Verdict verdict = firstRejected(CarelessDrivers::doesNotWaitForTheDisk, Set.of(kind))
                    .orElseThrow();
            assertEquals("Restart", verdict.divergence().orElseThrow().event().action());
        }
    }

    @Test
    void bothPassWhereNothingStopsThem() throws Exception {
        Set<Kind> harmless = Set.of(Kind.PARTITION, Kind.PAUSE, Kind.SLOW_WRITE);
        assertEquals(Optional.empty(), firstRejected(CarelessDrivers::sendsBeforeItSaves, harmless));
        assertEquals(Optional.empty(), firstRejected(CarelessDrivers::doesNotWaitForTheDisk, harmless));
    }
}
