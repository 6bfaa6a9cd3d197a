package dev.quorate.impl.campaign;

import dev.quorate.conformance.check.RunChecker;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A plan that was run, and judged step by step while it ran; the first step that is not as it should be ended it.
 *
 * @param result what the run was like, if it came to its end
 * @param failure what is wrong with it, if anything is
 */
record Trial(Optional<SimulationResult> result, Optional<Failure> failure) {

    /** Ends a run of which nothing more need be known. */
    @SuppressWarnings("serial")
    private static final class Over extends RuntimeException {
        final Failure failure;

        Over(Failure failure) {
            super(failure.story(), null, false, false);
            this.failure = failure;
        }
    }

    /**
     * Runs servers and judges them.
     *
     * @param spectator sees each step that was judged to be right
     * @throws SpecificationException if the specification cannot be loaded, or does not fit the simulation
     */
    static Trial of(
            SimulationPlan plan, Driver.Factory drivers, SpecificationShelf shelf, Consumer<TraceEvent> spectator)
            throws SpecificationException {
        RunChecker checker = checker(plan, shelf);
        try {
            SimulationResult result = Simulation.run(plan, drivers, event -> {
                judge(checker, event);
                spectator.accept(event);
            });
            return new Trial(Optional.of(result), Failure.of(checker.end()).or(() -> result.recovery()
                    .flatMap(Failure::of)));
        } catch (Over e) {
            return new Trial(Optional.empty(), Optional.of(e.failure));
        } catch (RuntimeException | AssertionError e) {
            return new Trial(Optional.empty(), Optional.of(Failure.of(e)));
        }
    }

    private static RunChecker checker(SimulationPlan plan, SpecificationShelf shelf) throws SpecificationException {
        try {
            return new RunChecker("seed " + plan.seed(), Simulation.header(plan, ""), shelf);
        } catch (TraceException e) {
            throw new SpecificationException(e.getMessage(), e);
        }
    }

    private static void judge(RunChecker checker, TraceEvent event) {
        try {
            if (!checker.judge(event)) {
                throw new Over(Failure.of(checker.end()).orElseThrow());
            }
        } catch (TraceException e) {
            throw new Over(Failure.of(e));
        }
    }
}
