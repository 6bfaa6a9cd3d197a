package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.explore.Bound;
import dev.quorate.impl.explore.Exploration;
import dev.quorate.impl.explore.Explored;
import dev.quorate.impl.explore.Way;
import java.util.Optional;

/** Looks for a mistake of the rules in every state that a core reaches under a bound, small bounds first. */
final class ExploreSearch implements Search {
    private static final ImmutableList<Bound> BOUNDS = ImmutableList.<Bound>builder()
            .addAll(Bound.of(3, 1))
            .addAll(Bound.of(4, 1))
            .addAll(Bound.of(3, 2))
            .build();
    /** A sound core has at most a hundred thousand; one whose terms go back may have no end of them. */
    private static final long MOST_TRANSITIONS = 3_000_000;

    private final SpecificationShelf shelf;

    ExploreSearch(SpecificationShelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public Optional<Find> in(Variant variant) throws SpecificationException {
        long tries = 0;
        for (Bound bound : BOUNDS) {
            tries++;
            Optional<Way> way = explored(variant, bound).way();
            if (way.isPresent()) {
                return Optional.of(new Find(
                        Detector.EXHAUSTIVE,
                        tries,
                        bound.logs().size() + " servers, " + bound.name() + ": " + told(way.get()),
                        Optional.of(way.get().steps().size())));
            }
        }
        return Optional.empty();
    }

    private Explored explored(Variant variant, Bound bound) throws SpecificationException {
        return new Exploration(bound, variant.core(), shelf.forTrace(bound.header()))
                .run(transitions -> transitions < MOST_TRANSITIONS);
    }

    private static String told(Way way) {
        return way.failure().orElseGet(() -> {
            TraceEvent last = Iterables.getLast(way.steps());
            String step = last.action() + " of " + last.node();
            return switch (way.kind()) {
                case WRONG_STEP -> step + " is no step of the specification";
                case ONLY_CODE -> "the specification does not get to the rows after " + step;
                case ONLY_SPECIFICATION -> "the code does not get to the rows after " + step;
            };
        });
    }
}
