package dev.quorate.impl.bugs;

import dev.quorate.conformance.history.ListAppend;
import dev.quorate.conformance.history.Model;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.util.Optional;

/** Looks for a mistake in the histories of terms and leaders alone: no step of a run is judged. */
final class HistorySearch implements Search {
    private final Seeds seeds;

    HistorySearch(Seeds seeds) {
        this.seeds = seeds;
    }

    @Override
    public Optional<Find> in(Variant variant) throws SpecificationException {
        return seeds.first(Detector.HISTORY, plan -> anomaly(variant, plan));
    }

    private static Optional<String> anomaly(Variant variant, SimulationPlan plan) {
        SimulationResult result;
        try {
            result = Simulation.run(plan, variant.servers(), new StepLimit());
        } catch (RuntimeException | AssertionError e) {
            return Optional.empty(); // a run that was ended early has no history
        }
        return ListAppend.check(result.leadership(), Model.STRICT_SERIALIZABLE).anomalies().stream()
                .findFirst()
                .map(a -> a.type() + " in the history of terms and leaders");
    }
}
