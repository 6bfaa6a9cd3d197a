package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * By what a model fails that should not.
 *
 * @param result what TLC said
 * @param what fails, in a few words
 * @param steps of the counterexample; nothing if there is none
 * @param byCount whether nothing fails but the number of states, which is not the pinned one
 */
public record Refutation(ModelResult result, String what, OptionalInt steps, boolean byCount) {
    private static final String OF_BEHAVIOURS = "Temporal properties";

    /**
     * By what a model fails, once it was run.
     *
     * @return nothing if it does not fail
     */
    static Optional<Refutation> of(ModelResult result) throws SpecificationException {
        Optional<String> problem = result.problem();
        if (problem.isEmpty()) {
            return Optional.empty();
        }
        if (result.model().expectation() instanceof Expectation.Refuted refuted) {
            return Optional.of(new Refutation(result, notRefuted(result, refuted), OptionalInt.empty(), false));
        }
        TlcRun run = result.runs().get(0);
        if (run.exitCode() == 0) {
            return Optional.of(new Refutation(result, counts(result), OptionalInt.empty(), true));
        }
        String what = result.violated()
                .map(name -> kind(run, problem.get()) + " " + name)
                .orElse(problem.get());
        return Optional.of(new Refutation(result, what, steps(run), false));
    }

    private static String kind(TlcRun run, String headline) {
        return run.violatesInvariant() ? "invariant" : headline.startsWith(OF_BEHAVIOURS) ? "liveness" : "property";
    }

    private static OptionalInt steps(TlcRun run) {
        return ErrorTrace.of(run.messages()).stream()
                .mapToInt(trace -> trace.states().size() - 1)
                .findFirst();
    }

    private static String counts(ModelResult result) {
        return String.format(
                Locale.ROOT,
                "%,d states, not %,d",
                result.distinct(),
                result.model().distinct().orElse(0));
    }

    private static String notRefuted(ModelResult result, Expectation.Refuted refuted) {
        ImmutableList.Builder<String> names = ImmutableList.builder();
        for (int n = 0; n < result.runs().size(); n++) {
            TlcRun run = result.runs().get(n);
            if (!run.violatesInvariant() && !run.violatesProperty()) {
                names.add(refuted.names().get(n));
            }
        }
        return String.join(", ", names.build()) + " no longer refuted";
    }

    /** TLC says that a property of whole behaviours fails, and not which. */
    boolean isOfUnknownName() {
        return what.startsWith(OF_BEHAVIOURS);
    }

    /** The same by its name, after each was run alone: the first that fails. */
    Refutation named(ModelResult alone) {
        Expectation.Refuted each = (Expectation.Refuted) alone.model().expectation();
        for (int n = 0; n < alone.runs().size(); n++) {
            TlcRun run = alone.runs().get(n);
            if (run.violatesProperty()) {
                ModelResult thisOne = new ModelResult(result.model(), result.elapsed(), ImmutableList.of(run));
                return new Refutation(thisOne, "liveness " + each.names().get(n), steps(run), false);
            }
        }
        return this;
    }
}
