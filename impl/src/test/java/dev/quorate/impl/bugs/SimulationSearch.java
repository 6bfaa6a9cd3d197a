package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.history.ListAppend;
import dev.quorate.conformance.history.Model;
import dev.quorate.impl.bugs.Search.Cost;
import dev.quorate.impl.bugs.Search.Priced;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.util.Optional;

/**
 * Looks for a mistake in simulations with faults, seed after seed. Four detectors look at the same runs; each is
 * charged for the runs, and for its own look at them.
 */
final class SimulationSearch {
    private static final int[] SIZES = {3, 5, 4};
    private static final int SECONDS = 60;

    private final Search assertion;
    private final Search conformance;
    private final Search invariant;
    private final Search history;

    /** Most mistakes cause no assertion to fail and elect no second leader, so those have smaller shares. */
    SimulationSearch(Limit limit) {
        assertion = new Search(Detector.ASSERTION, limit.share(0.25));
        conformance = new Search(Detector.CONFORMANCE, limit);
        invariant = new Search(Detector.INVARIANT, limit);
        history = new Search(Detector.HISTORY, limit.share(0.5));
    }

    /**
     * Looks.
     *
     * @param shelf of the specification
     * @param anySteps of one that has the same properties and allows every step
     */
    ImmutableList<Search> in(Variant variant, SpecificationShelf shelf, AnySteps anySteps) throws Exception {
        for (long seed = 1; goesOn(); seed++) {
            int servers = SIZES[(int) (seed % SIZES.length)];
            SimulationPlan plan = SimulationPlan.drawn(seed, servers, SECONDS);
            Priced<Run> priced = Search.priced(() -> Run.of(variant, plan));
            Run run = priced.result();
            String place = "seed " + seed + ", " + servers + " servers: ";
            look(assertion, priced.cost(), place, run::thrown);
            look(conformance, priced.cost(), place, () -> Judgement.of(run.trace(), shelf));
            look(invariant, priced.cost(), place, () -> anySteps.broken(run));
            look(history, priced.cost(), place, () -> run.result().flatMap(SimulationSearch::anomaly));
        }
        return ImmutableList.of(assertion, conformance, invariant, history);
    }

    private boolean goesOn() {
        return assertion.goesOn() || conformance.goesOn() || invariant.goesOn() || history.goesOn();
    }

    /** A look at a run. */
    private interface Look {
        Optional<String> look() throws Exception;
    }

    private static void look(Search search, Cost run, String place, Look look) throws Exception {
        if (search.goesOn()) {
            Priced<Optional<String>> seen = Search.priced(look::look);
            search.countTry();
            search.charge(run);
            search.charge(seen.cost());
            seen.result().ifPresent(what -> search.finds(place + what));
        }
    }

    /** The first that the history of who led has. */
    private static Optional<String> anomaly(SimulationResult result) {
        return ListAppend.check(result.leadership(), Model.STRICT_SERIALIZABLE).anomalies().stream()
                .findFirst()
                .map(a -> a.type() + " in the history of terms and leaders");
    }
}
