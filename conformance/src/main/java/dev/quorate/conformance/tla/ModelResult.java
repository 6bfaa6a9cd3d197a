package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What TLC said of a model.
 *
 * @param generated states generated
 * @param distinct distinct states among them
 * @param leftOnQueue states not yet explored when it ended; -1 if it never said
 * @param output all that it printed
 */
public record ModelResult(
        Model model,
        int exitCode,
        long generated,
        long distinct,
        long leftOnQueue,
        Duration elapsed,
        ImmutableList<String> output) {

    /**
     * What is not as it should be. TLC's exit code alone is not believed: a run that ended early, or explored a model
     * other than the one pinned, exits 0 as well.
     *
     * @return nothing if the model holds
     */
    public Optional<String> problem() {
        if (exitCode != 0) {
            return Optional.of(output.stream()
                    .filter(line -> line.startsWith("Error: ") || line.startsWith("Exception in"))
                    .findFirst()
                    .map(line -> line.replaceFirst("^Error: ", ""))
                    .orElse("TLC ended with exit code " + exitCode));
        } else if (leftOnQueue != 0) {
            return Optional.of(
                    leftOnQueue < 0
                            ? "TLC said nothing of how far it came"
                            : "TLC left " + leftOnQueue + " states unexplored");
        } else if (!model.distinct().equals(OptionalLong.of(distinct))) {
            return Optional.of(
                    model.distinct().isEmpty()
                            ? "the model pins no number of distinct states"
                            : "expected " + model.distinct().getAsLong() + " distinct states, found " + distinct);
        }
        return Optional.empty();
    }
}
