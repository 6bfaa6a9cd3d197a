package dev.quorate.impl.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The states found, less those that have the same rows and fewer messages than another. Messages only grow and nobody
 * has to receive any, so whatever can be done with fewer can be done with more.
 */
final class Antichain {
    private final Map<Long, List<Found>> byRows = new HashMap<>();

    /**
     * Adds a state, unless one with the same rows has all its messages.
     *
     * @return whether it was added
     */
    boolean add(Found found) {
        List<Found> same = byRows.computeIfAbsent(found.rows(), rows -> new ArrayList<>(2));
        for (Found other : same) {
            if (other.messages().holds(found.messages())) {
                return false;
            }
        }
        same.removeIf(other -> supersedes(found, other));
        same.add(found);
        return true;
    }

    private static boolean supersedes(Found found, Found other) {
        boolean more = found.messages().holds(other.messages());
        if (more) {
            other.supersede(found);
        }
        return more;
    }

    /** Every vector of rows that was reached, packed. */
    Set<Long> rows() {
        return byRows.keySet();
    }
}
