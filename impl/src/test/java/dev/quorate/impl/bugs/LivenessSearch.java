package dev.quorate.impl.bugs;

import dev.quorate.impl.bugs.Search.Priced;
import dev.quorate.impl.sim.Recovery;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import dev.quorate.impl.world.Timing;
import java.util.Optional;

/**
 * Looks for a mistake in what becomes of a majority after all its faults have ended: one leader within a hundred
 * maximal election timeouts, and mostly within ten, and no other afterwards.
 */
final class LivenessSearch {
    private static final int[] SIZES = {3, 5, 4};
    private static final int SECONDS_OF_FAULTS = 20;
    private static final long SOON = 10 * Timing.COURSE.electionMax();
    private static final long AT_LAST = 100 * Timing.COURSE.electionMax();
    /** Of a sound core, one seed in a thousand may be late. */
    private static final int TOO_OFTEN_LATE = 3;

    private final Search search;
    private int late;

    LivenessSearch(Limit limit) {
        search = new Search(Detector.LIVENESS, limit);
    }

    Search in(Variant variant) throws Exception {
        for (long seed = 1; search.goesOn(); seed++) {
            int servers = SIZES[(int) (seed % SIZES.length)];
            SimulationPlan plan = SimulationPlan.campaign(seed, servers, SECONDS_OF_FAULTS);
            Priced<Run> run = Search.priced(() -> Run.of(variant, plan));
            search.countTry();
            search.charge(run.cost());
            String place = "seed " + seed + ", " + servers + " servers: ";
            run.result()
                    .result()
                    .flatMap(SimulationResult::recovery)
                    .flatMap(this::complaint)
                    .ifPresent(what -> search.finds(place + what));
        }
        return search;
    }

    private Optional<String> complaint(Recovery recovery) {
        long after = recovery.leaderAfter().orElse(Long.MAX_VALUE);
        late += after > SOON ? 1 : 0;
        if (after > AT_LAST) {
            return Optional.of("no leader within a hundred maximal timeouts after all faults");
        } else if (!recovery.stayed()) {
            return Optional.of("the leader is lost again, with nothing wrong");
        }
        return late < TOO_OFTEN_LATE
                ? Optional.empty()
                : Optional.of("the third seed with no leader within ten maximal timeouts after all faults");
    }
}
