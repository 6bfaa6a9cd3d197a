package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What TLC said of a model.
 *
 * @param runs one; of a model that must be refuted, one for each name
 */
public record ModelResult(Model model, Duration elapsed, ImmutableList<TlcRun> runs) {
    /** States generated, distinct or not. */
    public long generated() {
        return runs.stream().mapToLong(run -> run.counts().generated()).sum();
    }

    /** Distinct states found; zero if TLC does not count them, as in a simulation. */
    public long distinct() {
        return runs.stream()
                .mapToLong(run -> Math.max(0, run.counts().distinct()))
                .sum();
    }

    /** How many of the names that must be refuted were. */
    public long refuted() {
        return runs.stream()
                .filter(run -> run.violatesInvariant() || run.violatesProperty())
                .count();
    }

    /**
     * What is not as it should be, in one line.
     *
     * @return nothing if the model shows what it must
     */
    public Optional<String> problem() {
        if (model.expectation() instanceof Expectation.Refuted refuted) {
            return notRefuted(refuted);
        }
        TlcRun run = runs.get(0);
        Optional<String> problem = run.problem();
        if (problem.isPresent()) {
            return problem;
        }
        return model.expectation() instanceof Expectation.Simulated simulated
                ? tooFew(run.counts().generated(), simulated)
                : unexplored(run.counts());
    }

    /** The behaviour by which TLC refuted the model; nothing if the model holds, or must be refuted. */
    public Optional<ErrorTrace> refutation() {
        return model.expectation() instanceof Expectation.Refuted
                ? Optional.empty()
                : ErrorTrace.of(runs.get(0).messages());
    }

    /** The invariant or property that the refutation violates, as far as TLC says. */
    public Optional<String> violated() throws SpecificationException {
        return runs.get(0).violated(model.config().properties());
    }

    private Optional<String> notRefuted(Expectation.Refuted refuted) {
        ImmutableList.Builder<String> problems = ImmutableList.builder();
        for (int n = 0; n < runs.size(); n++) {
            TlcRun run = runs.get(n);
            String name = refuted.names().get(n);
            if (!run.violatesInvariant() && !run.violatesProperty()) {
                problems.add(name + " was expected to be refuted, and "
                        + run.problem().map(other -> "TLC said: " + other).orElse("holds"));
            }
        }
        String all = String.join("; ", problems.build());
        return refuted.names().isEmpty()
                ? Optional.of("the .cfg names nothing that could be refuted")
                : all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    /** A behaviour has a state at least. TLC tells of the states only, but not of behaviours. */
    private static Optional<String> tooFew(long states, Expectation.Simulated simulated) {
        return states >= simulated.behaviours()
                ? Optional.empty()
                : Optional.of("expected " + simulated.behaviours() + " behaviours, found " + states + " states");
    }

    private Optional<String> unexplored(TlcRun.Counts counts) {
        if (counts.left() != 0) {
            return Optional.of(
                    counts.left() < 0
                            ? "TLC said nothing of how far it came"
                            : "TLC left " + counts.left() + " states unexplored");
        }
        return model.expectation() instanceof Expectation.HoldsInAnyNumber
                        || model.distinct().equals(OptionalLong.of(counts.distinct()))
                ? Optional.empty()
                : Optional.of(
                        model.distinct().isEmpty()
                                ? "the model pins no number of distinct states; it has " + counts.distinct()
                                : "expected " + model.distinct().getAsLong() + " distinct states, found "
                                        + counts.distinct());
    }
}
