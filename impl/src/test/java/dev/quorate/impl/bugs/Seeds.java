package dev.quorate.impl.bugs;

import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.impl.sim.SimulationPlan;
import java.util.Optional;

/** Seeds of simulations, from 1 on: faults of all kinds, and then the healing of a majority. */
record Seeds(long most) {
    private static final int[] SIZES = {3, 5, 4};
    private static final int SECONDS_OF_FAULTS = 20;

    /** What one detector sees in a run. */
    interface Eye {
        /** What is wrong, in a line. */
        Optional<String> look(SimulationPlan plan) throws SpecificationException;
    }

    static SimulationPlan plan(long seed) {
        return SimulationPlan.campaign(seed, SIZES[(int) (seed % SIZES.length)], SECONDS_OF_FAULTS);
    }

    /** Where a run is to be found. */
    static String place(long seed) {
        return "seed " + seed + ", " + plan(seed).servers().size() + " servers: ";
    }

    /** The first seed in which something is wrong. */
    Optional<Find> first(Detector detector, Eye eye) throws SpecificationException {
        for (long seed = 1; seed <= most; seed++) {
            Optional<String> seen = eye.look(plan(seed));
            if (seen.isPresent()) {
                return Optional.of(new Find(detector, seed, place(seed) + seen.get()));
            }
        }
        return Optional.empty();
    }
}
