package dev.quorate.conformance.check;

import dev.quorate.conformance.tla.Violation;
import java.util.Optional;

/**
 * What became of a trace's claim to be a counterexample, all its steps being allowed.
 *
 * @param property what the trace claims to violate at its end
 * @param judged whether the specification can say so of states and steps; of a property of whole behaviours it cannot
 * @param violation what is false at the end; nothing if it is not judged, or holds
 */
public record Claim(String property, boolean judged, Optional<Violation> violation) {
    /** Whether the property was judged, and holds. */
    boolean isFalse() {
        return judged && violation.isEmpty();
    }
}
