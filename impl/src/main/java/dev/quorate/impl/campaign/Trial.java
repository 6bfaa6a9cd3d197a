package dev.quorate.impl.campaign;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A plan that was run, and judged step by step while it ran; the first step that is not as it should be ended it.
 *
 * @param result what the run was like, if it came to its end
 * @param failure what is wrong with it, if anything is
 */
public record Trial(Optional<SimulationResult> result, Optional<Failure> failure) {
    /**
     * Runs servers and judges them.
     *
     * @throws SpecificationException if the specification cannot be loaded, or does not fit the simulation
     */
    public static Trial of(SimulationPlan plan, Driver.Factory drivers, SpecificationShelf shelf)
            throws SpecificationException {
        return of(plan, drivers, shelf, step -> {});
    }

    /** @param spectator sees each step that was judged to be right */
    static Trial of(
            SimulationPlan plan, Driver.Factory drivers, SpecificationShelf shelf, Consumer<TraceEvent> spectator)
            throws SpecificationException {
        Examiner examiner = new Examiner("seed " + plan.seed(), Simulation.header(plan, ""), shelf);
        AtomicReference<SimulationResult> result = new AtomicReference<>();
        Optional<Failure> failure =
                examiner.examine(() -> result.set(Simulation.run(plan, drivers, examiner.andThen(spectator))));
        Optional<SimulationResult> ended = Optional.ofNullable(result.get());
        return new Trial(ended, failure.or(() -> ended.flatMap(Failure::ofWhole)));
    }
}
