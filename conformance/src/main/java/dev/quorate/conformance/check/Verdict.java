package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What a specification says of a trace.
 *
 * @param file the trace
 * @param specification the module it was held against
 * @param events how many steps were judged; of a rejected trace, those before the divergence
 * @param notes what the reader of the verdict should know, a line each
 * @param divergence the first step that the specification does not allow
 * @param undecided why there is no answer, if there is none
 * @param claim of a trace that says it is a counterexample, and whose steps are all allowed
 */
public record Verdict(
        String file,
        String specification,
        long events,
        ImmutableList<String> notes,
        Optional<Divergence> divergence,
        Optional<String> undecided,
        Optional<Claim> claim) {

    /** The three answers, with the exit code of each. Bad input is not an answer; its code is 2. */
    public enum Outcome {
        ACCEPTED(0),
        REJECTED(1),
        UNDECIDED(3);

        private final int exitCode;

        Outcome(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    public Outcome outcome() {
        if (divergence.isPresent() || claim.filter(Claim::isFalse).isPresent()) {
            return Outcome.REJECTED;
        }
        return undecided.isPresent() ? Outcome.UNDECIDED : Outcome.ACCEPTED;
    }
}
