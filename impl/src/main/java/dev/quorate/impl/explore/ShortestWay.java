package dev.quorate.impl.explore;

import dev.quorate.conformance.tla.SpecificationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The shortest way to something that is known to be somewhere: breadth first, step by step. A state is left out only if
 * one with the same rows and all its messages was found after no more steps.
 */
final class ShortestWay {
    private final Cluster cluster;
    private final Antichain states = new Antichain();
    private final Watch watch;
    private List<Found> next = new ArrayList<>();
    private long expanded;
    private long transitions;
    private Optional<Found> goal = Optional.empty();

    /** @param watch may end the search, which then finds nothing */
    ShortestWay(Cluster cluster, Watch watch) {
        this.cluster = cluster;
        this.watch = watch;
    }

    /** The way to a first step like this, that step included. */
    Optional<Found> toStep(Predicate<Move> wanted) throws SpecificationException {
        return search(wanted, rows -> false);
    }

    /** The way to a first state with rows like these, packed. */
    Optional<Found> toRows(Predicate<Long> wanted) throws SpecificationException {
        return search(move -> false, wanted);
    }

    private Optional<Found> search(Predicate<Move> step, Predicate<Long> rows) throws SpecificationException {
        enter(cluster.start(), rows);
        while (goal.isEmpty() && !next.isEmpty()) {
            List<Found> level = next;
            next = new ArrayList<>();
            for (Found state : level) {
                if (goal.isPresent() || (expanded % Search.STATES_PER_LOOK == 0 && !watch.goOn(transitions))) {
                    return goal;
                }
                if (!state.isSupersededAtOnce()) {
                    expand(state, step, rows);
                }
            }
        }
        return goal;
    }

    private void expand(Found state, Predicate<Move> step, Predicate<Long> rows) throws SpecificationException {
        expanded++;
        cluster.steps(state, (server, move) -> {
            transitions++;
            if (goal.isPresent()) {
                return;
            }
            if (step.test(move)) {
                goal = Optional.of(state.after(move, state.rows()));
            } else if (move.isFollowed() && cluster.changes(state, server, move)) {
                enter(cluster.after(state, server, move), rows);
            }
        });
    }

    private void enter(Found state, Predicate<Long> rows) {
        if (rows.test(state.rows())) {
            goal = Optional.of(state);
            return;
        }
        if (states.add(state)) {
            next.add(state);
        }
    }
}
