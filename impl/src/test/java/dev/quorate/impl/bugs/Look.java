package dev.quorate.impl.bugs;

import dev.quorate.conformance.tla.SpecificationException;
import java.util.Optional;

/**
 * What came of a search.
 *
 * @param seconds that passed meanwhile
 */
record Look(Optional<Find> find, double seconds) {
    private static final double NANOS = 1e9;

    static Look with(Search search, Variant variant) throws SpecificationException {
        long start = System.nanoTime();
        Optional<Find> find = search.in(variant);
        return new Look(find, (System.nanoTime() - start) / NANOS);
    }

    /** What came of this one and, if it found nothing, of the other one after it. */
    Look orElse(Look other) {
        return find.isPresent() ? this : new Look(other.find, seconds + other.seconds);
    }
}
