package dev.quorate.impl.explore;

import dev.quorate.conformance.tla.SpecificationException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * All states of one side. A state is looked at with all the messages that can be had without a server changing, since
 * it can do all that it could do with fewer; so how a state was found is a way to it, but not the shortest.
 */
final class Search {
    /** How many states are looked at from one call of a watch to the next. */
    static final int STATES_PER_LOOK = 256;

    private final Cluster cluster;
    private final Antichain states = new Antichain();
    private final Deque<Found> open = new ArrayDeque<>();
    private long expanded;
    private long transitions;

    Search(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Explores all.
     *
     * @return whether nobody ended it
     */
    boolean run(Watch watch) throws SpecificationException {
        enter(cluster.start());
        while (!open.isEmpty()) {
            if (expanded % STATES_PER_LOOK == 0 && !watch.goOn(transitions)) {
                return false;
            }
            Found found = open.remove();
            if (!found.isSuperseded()) {
                expand(found);
            }
        }
        return true;
    }

    private void expand(Found found) throws SpecificationException {
        expanded++;
        cluster.steps(found, (server, move) -> {
            transitions++;
            if (move.isFollowed() && cluster.changes(found, server, move)) {
                enter(cluster.after(found, server, move));
            }
        });
    }

    private void enter(Found found) throws SpecificationException {
        Found all = cluster.saturated(found);
        if (states.add(all)) {
            open.add(all);
        }
    }

    /** How many states were looked at. */
    long states() {
        return expanded;
    }

    /** How many steps can be taken in them, those that lead beyond the bound or back to the same state included. */
    long transitions() {
        return transitions;
    }

    /** Every vector of rows that was reached, packed. */
    Set<Long> rows() {
        return states.rows();
    }
}
