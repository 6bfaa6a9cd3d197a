package dev.quorate.impl.bugs;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All detectors: first those of a campaign, then the tests of the lab, then the figures, then every reachable state; the
 * next one looks only for what the last one did not find. Three look in any case, each by itself, to tell what it would
 * find without the others: the invariants, the history of leaders, and every reachable state. For one thread.
 */
final class Detectors implements AutoCloseable {
    /** Five times what any mistake has needed that a campaign finds at all. */
    private static final Seeds CAMPAIGN = new Seeds(100);

    private static final Seeds BY_ITSELF = new Seeds(60);
    private static final long LAB_SEEDS = 3;
    private static final int FIGURES_RUNS = 60;

    private final SpecificationShelf shelf;
    private final CampaignSearch campaign;
    private final InvariantSearch invariants;
    private final HistorySearch history;
    private final LabSearch lab;
    private final Search figures;
    private final ExploreSearch exhaustive;

    /**
     * Makes them.
     *
     * @param spec where the specification is
     * @param figures can be shared by threads
     */
    Detectors(Path spec, FiguresSearch figures) throws IOException {
        this.shelf = new SpecificationShelf(spec.resolve("RaftElection.tla"));
        this.campaign = new CampaignSearch(CAMPAIGN, shelf);
        this.invariants = new InvariantSearch(BY_ITSELF, spec);
        this.history = new HistorySearch(BY_ITSELF);
        this.lab = new LabSearch(LAB_SEEDS);
        this.figures = figures;
        this.exhaustive = new ExploreSearch(shelf);
    }

    static FiguresSearch figures() {
        return new FiguresSearch(FIGURES_RUNS);
    }

    BugReport lookFor(Bug bug) throws SpecificationException {
        Variant variant = bug.variant();
        boolean simulated = variant.runsInSimulations();
        Search inTurn = (simulated ? campaign : Search.nowhere())
                .orElse(variant.runsInTheLab() ? lab : Search.nowhere())
                .orElse(simulated ? figures : Search.nowhere());
        Look beforeExploring = Look.with(inTurn, variant);
        Look exploring = Look.with(variant.isOfTheCore() ? exhaustive : Search.nowhere(), variant);
        Look first = beforeExploring.orElse(exploring);
        return new BugReport(
                bug,
                first,
                first.find().isPresent() ? acts(variant, first.find().get()) : Optional.empty(),
                Look.with(simulated ? invariants : Search.nowhere(), variant),
                Look.with(simulated ? history : Search.nowhere(), variant),
                exploring);
    }

    private Optional<Integer> acts(Variant variant, Find find) throws SpecificationException {
        return switch (find.detector()) {
            case ASSERTION, CONFORMANCE, INVARIANT -> campaign.acts(variant, find.tries());
            case HISTORY, LIVENESS, LAB, FIGURES -> Optional.empty();
            case EXHAUSTIVE -> find.length();
        };
    }

    @Override
    public void close() throws IOException {
        shelf.close();
        invariants.close();
    }
}
