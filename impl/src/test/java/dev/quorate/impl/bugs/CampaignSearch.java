package dev.quorate.impl.bugs;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.impl.campaign.Failure;
import dev.quorate.impl.campaign.Minimizer;
import dev.quorate.impl.campaign.Trial;
import dev.quorate.impl.sim.Recovery;
import dev.quorate.impl.sim.SimulationResult;
import java.util.Optional;

/**
 * Looks for a mistake as a campaign does: each step is judged as it is taken, and at the end the history of leaders and
 * what became of the majority that was healed. The first thing that is wrong ends the run, so a step that no
 * specification allows is seen before the damage that it does.
 */
final class CampaignSearch implements Search {
    /** Of a sound core, one seed in a thousand may be late. */
    private static final int TOO_OFTEN_LATE = 3;

    private final Seeds seeds;
    private final SpecificationShelf shelf;

    CampaignSearch(Seeds seeds, SpecificationShelf shelf) {
        this.seeds = seeds;
        this.shelf = shelf;
    }

    @Override
    public Optional<Find> in(Variant variant) throws SpecificationException {
        int late = 0;
        for (long seed = 1; seed <= seeds.most(); seed++) {
            Trial trial = trial(variant, seed);
            if (trial.failure().isPresent()) {
                Failure failure = trial.failure().get();
                return Optional.of(
                        new Find(Detector.of(failure.detector()), seed, Seeds.place(seed) + failure.story()));
            }
            late += trial.result()
                            .flatMap(SimulationResult::recovery)
                            .map(Recovery::isSoon)
                            .orElse(true)
                    ? 0
                    : 1;
            if (late == TOO_OFTEN_LATE) {
                return Optional.of(new Find(
                        Detector.LIVENESS,
                        seed,
                        Seeds.place(seed)
                                + "the third seed with no leader within ten maximal timeouts of the healing"));
            }
        }
        return Optional.empty();
    }

    private Trial trial(Variant variant, long seed) throws SpecificationException {
        return Trial.of(Seeds.plan(seed), variant.servers(), shelf);
    }

    /**
     * In how many acts a failing run can be told.
     *
     * @param seed of the run
     * @return nothing if the failure is one of the run as a whole
     */
    Optional<Integer> acts(Variant variant, long seed) throws SpecificationException {
        Optional<Failure> failure = trial(variant, seed).failure();
        return failure.isEmpty()
                ? Optional.empty()
                : new Minimizer(variant.servers(), shelf)
                        .minimize(Seeds.plan(seed), failure.get())
                        .map(scenario -> scenario.acts().size());
    }
}
