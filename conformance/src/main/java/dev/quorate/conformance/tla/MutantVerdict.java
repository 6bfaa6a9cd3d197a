package dev.quorate.conformance.tla;

import java.util.Optional;

/**
 * What the models make of a mutant.
 *
 * @param refutation by what the cheapest of them tells it from the specification; nothing if none does
 */
public record MutantVerdict(Mutant mutant, Optional<Refutation> refutation) {
    /** Whether it is as the bank says: caught, or declared equivalent and not caught. */
    public boolean isAsDeclared() {
        return refutation.isPresent() != mutant.equivalent();
    }
}
