package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.bugs.Search.Priced;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.FaultPlan;
import dev.quorate.impl.world.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for a mistake in what comes after the faults: a leader within ten maximal timeouts, and then no other. */
final class LivenessSearch {
    private static final int[] SIZES = {3, 5, 4};
    private static final int SECONDS = 60;
    private static final long HEALED_AT = 40_000_000;
    private static final long SOON = 10 * Timing.COURSE.electionMax();

    private final Search search;

    LivenessSearch(Limit limit) {
        search = new Search(Detector.LIVENESS, limit);
    }

    Search in(Variant variant) throws Exception {
        for (long seed = 1; search.goesOn(); seed++) {
            SimulationPlan plan = plan(seed, SIZES[(int) (seed % SIZES.length)]);
            String place = "seed " + seed + ", " + plan.servers().size() + " servers: ";
            Priced<Optional<String>> look = Search.priced(() -> {
                SimulationSearch.Run run = SimulationSearch.Run.of(variant, plan);
                return run.thrown().isPresent() ? Optional.empty() : complaint(run.events());
            });
            search.countTry();
            search.charge(look.cost());
            look.result().ifPresent(what -> search.finds(place + what));
        }
        return search;
    }

    /** The faults of a drawn plan, without what the network does by chance; all is repaired after two thirds. */
    private static SimulationPlan plan(long seed, int servers) {
        SimulationPlan drawn = SimulationPlan.drawn(seed, servers, SECONDS);
        List<Fault> schedule = new ArrayList<>();
        drawn.faults().schedule().stream().filter(f -> f.at() < HEALED_AT).forEach(schedule::add);
        schedule.add(new Fault(HEALED_AT, Fault.Kind.HEAL, List.of()));
        schedule.add(new Fault(HEALED_AT, Fault.Kind.RESTART, drawn.servers().asList()));
        return drawn.withFaults(new FaultPlan(FaultPlan.Rates.NONE, schedule));
    }

    private static Optional<String> complaint(ImmutableList<TraceEvent> events) {
        Elections elections = Elections.of(events);
        ImmutableList<Elections.Win> late = elections.wins().stream()
                .filter(win -> win.at() > HEALED_AT + SOON)
                .collect(ImmutableList.toImmutableList());
        if (late.size() > 1) {
            return Optional.of(late.size() + " elections after the one that was due");
        }
        return elections.heardAfter(HEALED_AT + SOON)
                ? late.stream()
                        .findFirst()
                        .map(win -> "another leader at " + win.at() / 1_000 + " ms, with nothing wrong")
                : Optional.of("no leader within ten maximal timeouts of the end of all faults");
    }
}
