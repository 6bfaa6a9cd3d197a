package dev.quorate.impl.bugs;

import java.util.Locale;
import java.util.Optional;

/**
 * What came of looking for one mistake.
 *
 * @param first by the first detector that found it, after those before it found nothing
 * @param acts in how few the run that it was found in can be told
 * @param invariants by the invariants alone
 * @param history by the history of leaders alone
 * @param exhaustive by every reachable state alone
 */
record BugReport(Bug bug, Look first, Optional<Integer> acts, Look invariants, Look history, Look exhaustive) {
    /** What a mistake is given. */
    private static final double SECONDS = 60;

    boolean isFound() {
        return first.find().isPresent();
    }

    boolean isFoundInTime() {
        return isFound() && first.seconds() <= SECONDS;
    }

    boolean isFoundFirstBy(Detector detector) {
        return first.find().filter(find -> find.detector() == detector).isPresent();
    }

    /** What is not as the bank says. */
    Optional<String> surprise() {
        if (isFound() && bug.unseen().isPresent()) {
            return Optional.of(bug + " was found by "
                    + first.find().orElseThrow().detector().title() + ", and the bank says that nothing finds it");
        }
        return isFound() || bug.unseen().isPresent()
                ? Optional.empty()
                : Optional.of(bug + " was not found, and the bank has no reason why");
    }

    String inShort() {
        return first.find()
                .map(find -> String.format(
                        Locale.ROOT,
                        "%s, %d %s, %.1f s",
                        find.detector().title(),
                        find.tries(),
                        find.tries() == 1 ? "run" : "runs",
                        first.seconds()))
                .orElse("not found");
    }
}
