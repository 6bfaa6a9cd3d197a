package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Divergence;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.history.ListAppend;
import dev.quorate.conformance.history.Model;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.impl.bugs.Search.Cost;
import dev.quorate.impl.bugs.Search.Priced;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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

    SimulationSearch(Limit limit) {
        assertion = new Search(Detector.ASSERTION, limit.share(0.25));
        conformance = new Search(Detector.CONFORMANCE, limit);
        invariant = new Search(Detector.INVARIANT, limit);
        history = new Search(Detector.HISTORY, limit.share(0.5));
    }

    /** A run, or what ended it early. */
    record Run(ByteArrayOutputStream trace, Optional<SimulationResult> result, Optional<String> thrown) {
        static Run of(Variant variant, SimulationPlan plan) {
            LimitedOutput trace = new LimitedOutput();
            try {
                SimulationResult result = Simulation.run(plan, variant.core(), variant.driver(), "", trace);
                return new Run(trace, Optional.of(result), Optional.empty());
            } catch (IllegalStateException | IllegalArgumentException e) {
                return new Run(trace, Optional.empty(), Optional.of(e.getMessage()));
            }
        }

        ImmutableList<TraceEvent> events() throws TraceException {
            ImmutableList.Builder<TraceEvent> events = ImmutableList.builder();
            try (TraceReader reader = new TraceReader("trace", new ByteArrayInputStream(trace.toByteArray()))) {
                for (Optional<TraceEvent> e = reader.next(); e.isPresent(); e = reader.next()) {
                    events.add(e.get());
                }
            }
            return events.build();
        }
    }

    /**
     * Looks.
     *
     * <p>Most mistakes cause no assertion to fail and elect no second leader, so those have smaller shares.
     *
     * @param shelf of the specification
     * @param anySteps of one that has the same properties and allows every step
     */
    ImmutableList<Search> in(Variant variant, SpecificationShelf shelf, AnySteps anySteps) throws Exception {
        for (long seed = 1; goesOn(); seed++) {
            int servers = SIZES[(int) (seed % SIZES.length)];
            SimulationPlan plan = SimulationPlan.drawn(seed, servers, SECONDS);
            Priced<Run> run = Search.priced(() -> Run.of(variant, plan));
            String place = "seed " + seed + ", " + servers + " servers: ";
            look(assertion, run.cost(), place, () -> run.result().thrown());
            look(conformance, run.cost(), place, () -> judged(run.result().trace(), shelf));
            look(
                    invariant,
                    run.cost(),
                    place,
                    () -> anySteps.broken(run.result().trace()));
            look(history, run.cost(), place, () -> run.result().result().flatMap(SimulationSearch::anomaly));
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

    static Optional<String> judged(ByteArrayOutputStream trace, SpecificationShelf shelf) throws Exception {
        try (TraceReader reader = new TraceReader("trace", new ByteArrayInputStream(trace.toByteArray()))) {
            Verdict verdict = TraceChecker.check(reader, shelf);
            return verdict.divergence().map(d -> told(verdict, d));
        }
    }

    private static String told(Verdict verdict, Divergence divergence) {
        String what = divergence
                .violation()
                .map(v -> "breaks " + v.property())
                .orElseGet(() -> divergence.event().action() + ": " + divergence.problem());
        return "step " + (verdict.events() + 1) + ", " + what;
    }
}
