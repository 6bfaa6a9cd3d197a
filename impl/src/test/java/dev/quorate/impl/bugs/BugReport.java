package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of looking for one mistake. */
record BugReport(Bug bug, ImmutableList<Search> searches) {
    /** Those that found it, the one that took the least processor time first. */
    ImmutableList<Search> finds() {
        return searches.stream()
                .filter(Search::found)
                .sorted(Comparator.comparingDouble(Search::cpuSeconds))
                .collect(ImmutableList.toImmutableList());
    }

    Optional<Search> first() {
        return finds().stream().findFirst();
    }

    /** In how many steps the mistake shows, at least, as far as anybody knows. */
    Optional<Integer> length() {
        return finds().stream().map(Search::length).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    boolean found() {
        return first().isPresent();
    }

    /** What is not as the bank says. */
    Optional<String> surprise() {
        if (found() && bug.unseen().isPresent()) {
            return Optional.of(bug + " was found by "
                    + first().orElseThrow().detector().title() + ", and the bank says that nothing finds it");
        }
        return found() || bug.unseen().isPresent() ? Optional.empty() : Optional.of(bug + " was not found");
    }

    String inShort() {
        return found()
                ? finds().stream()
                        .map(s -> String.format("%s %d/%.1fs", s.detector().title(), s.tries(), s.cpuSeconds()))
                        .collect(Collectors.joining(", "))
                : "NOT FOUND";
    }
}
