package dev.quorate.impl.bugs;

import dev.quorate.conformance.tla.SpecificationException;
import java.util.Optional;

/**
 * Looks for a mistake, in a number of runs that is fixed: so what is found is the same on every machine, however fast
 * it is.
 */
@FunctionalInterface
interface Search {
    /**
     * Looks until something is found.
     *
     * @throws SpecificationException if the specification cannot be loaded
     */
    Optional<Find> in(Variant variant) throws SpecificationException;

    /** Nothing can be looked for. */
    static Search nowhere() {
        return variant -> Optional.empty();
    }

    /** Looks with this one, and if that finds nothing, with the other. */
    default Search orElse(Search other) {
        return variant -> {
            Optional<Find> find = in(variant);
            return find.isPresent() ? find : other.in(variant);
        };
    }
}
