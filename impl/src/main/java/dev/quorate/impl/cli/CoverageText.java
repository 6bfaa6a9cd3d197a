package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Coverage;
import dev.quorate.conformance.tla.Coverage.Kind;
import dev.quorate.conformance.tla.Coverage.Place;
import java.util.Locale;
import java.util.Map;

/** What of a specification was exercised, for people. */
final class CoverageText {
    private static final int LONGEST = 100;

    private CoverageText() {}

    /**
     * A line of counts, and one for each place that was not exercised.
     *
     * @param actions how often each was taken
     */
    static ImmutableList<String> of(Map<String, Long> actions, Coverage coverage) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add(String.format(
                Locale.ROOT,
                "actions %d of %d, guards %d of %d seen both true and false, branches %d of %d",
                actions.values().stream().filter(times -> times > 0).count(),
                actions.size(),
                exercised(Kind.GUARD, coverage),
                coverage.count(Kind.GUARD),
                exercised(Kind.BRANCH, coverage),
                coverage.count(Kind.BRANCH)));
        Table missed = new Table("not exercised", "by", "place", "text");
        coverage.missed()
                .forEach(place -> missed.add(
                        what(place),
                        place.action(),
                        place.source().place(),
                        shortened(place.source().text())));
        if (!coverage.missed().isEmpty()) {
            lines.addAll(missed.lines());
        }
        coverage.untold().forEach(action -> lines.add("not known: what was exercised of " + action));
        return lines.build();
    }

    private static long exercised(Kind kind, Coverage coverage) {
        return coverage.places().stream()
                .filter(place -> place.kind() == kind && place.isExercised())
                .count();
    }

    private static String what(Place place) {
        if (place.kind() == Kind.BRANCH) {
            return "branch NEVER";
        }
        return place.seenTrue() ? "guard never false" : place.seenFalse() ? "guard never true" : "guard NEVER";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 4) + " ...";
    }
}
