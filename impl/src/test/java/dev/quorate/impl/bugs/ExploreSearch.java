package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.impl.bugs.Search.Priced;
import dev.quorate.impl.explore.Bound;
import dev.quorate.impl.explore.Exploration;
import dev.quorate.impl.explore.Explored;
import dev.quorate.impl.explore.Way;

/** Looks for a mistake in every state that a core reaches under a bound, small bounds first. */
final class ExploreSearch {
    private static final ImmutableList<Bound> BOUNDS = ImmutableList.<Bound>builder()
            .addAll(Bound.of(3, 1))
            .addAll(Bound.of(4, 1))
            .addAll(Bound.of(3, 2))
            .build();

    private final Search search;

    ExploreSearch(Limit limit) {
        search = new Search(Detector.EXHAUSTIVE, limit);
    }

    Search in(Variant variant, SpecificationShelf shelf) throws Exception {
        for (Bound bound : BOUNDS) {
            if (search.goesOn()) {
                TraceHeader header = bound.header("");
                Priced<Explored> explored = Search.priced(
                        () -> new Exploration(bound, header, variant.core(), shelf.forTrace(header)).run(n -> true));
                search.countTry();
                search.charge(explored.cost());
                explored.result().way().ifPresent(way -> {
                    search.finds(bound.logs().size() + " servers, " + bound.name() + ": " + told(way));
                    search.hasLength(way.steps().size());
                });
            }
        }
        return search;
    }

    private static String told(Way way) {
        String kind =
                switch (way.kind()) {
                    case WRONG_STEP -> "the last is wrong";
                    case ONLY_CODE -> "the specification does not get there";
                    case ONLY_SPECIFICATION -> "the code does not get there";
                };
        return way.failure()
                .orElseGet(() -> Iterables.getLast(way.steps()).call() + " after "
                        + (way.steps().size() - 1) + " steps; " + kind);
    }
}
