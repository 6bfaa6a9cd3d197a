package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.impl.bugs.FiguresSearch.Figure;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.IOException;
import java.nio.file.Path;

/** All detectors, each with its share of a minute of processor time. For one thread. */
final class Detectors implements AutoCloseable {
    private static final Limit SIMULATION = Limit.seconds(8);
    private static final Limit LIVENESS = Limit.seconds(4);
    private static final Limit FIGURES = Limit.seconds(5);
    private static final Limit EXHAUSTIVE = Limit.seconds(10);
    private static final Limit LAB = Limit.seconds(5);
    private static final int PLANS = 60;

    private final SpecificationShelf shelf;
    private final AnySteps anySteps;
    private final Comparison comparison;

    /** What a sound core does, to compare with. */
    record Comparison(ImmutableList<SimulationPlan> plans, ImmutableList<ImmutableSortedMap<Figure, Double>> sound) {
        static Comparison drawn() throws Exception {
            ImmutableList<SimulationPlan> plans = FiguresSearch.plans(1, PLANS);
            return new Comparison(plans, FiguresSearch.sound(plans));
        }
    }

    /**
     * Makes them, and lets each work once, so that no mistake is charged for what is loaded.
     *
     * @param spec where the specification is
     */
    Detectors(Path spec, Comparison comparison) throws Exception {
        this.shelf = new SpecificationShelf(spec.resolve("RaftElection.tla"));
        this.anySteps = new AnySteps(spec);
        this.comparison = comparison;
        look(Variant.SOUND, 0.3);
    }

    ImmutableList<Search> lookFor(Variant variant) throws Exception {
        return look(variant, 1);
    }

    /** @param share of the usual time */
    private ImmutableList<Search> look(Variant variant, double share) throws Exception {
        ImmutableList.Builder<Search> searches = ImmutableList.builder();
        if (variant.runsInSimulations()) {
            searches.addAll(new SimulationSearch(SIMULATION.share(share)).in(variant, shelf, anySteps));
            searches.add(new LivenessSearch(LIVENESS.share(share)).in(variant));
            searches.add(new FiguresSearch(FIGURES.share(share)).in(variant, comparison.plans, comparison.sound));
        }
        if (variant.runsInTheLab()) {
            searches.addAll(new LabSearch(LAB.share(share)).in(variant, shelf));
        }
        if (variant.isOfTheCore()) {
            searches.add(new ExploreSearch(EXHAUSTIVE.share(share)).in(variant, shelf));
        }
        return searches.build();
    }

    @Override
    public void close() throws IOException {
        shelf.close();
        anySteps.close();
    }
}
