package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What of a specification's actions was exercised, as far as its engine tells. What is the same for given constants,
 * and so evaluated once for all, is no place.
 *
 * @param places in the order of the actions, then of the text; each once for every action that comes by
 * @param untold the actions that were not watched, or not always
 */
public record Coverage(ImmutableList<Place> places, ImmutableSet<String> untold) {
    /** Of nothing. */
    public static final Coverage NONE = new Coverage(ImmutableList.of(), ImmutableSet.of());

    /** What can be exercised. */
    public enum Kind {
        /** A formula that is true or false, and decides: a conjunct, say. */
        GUARD,
        /** An arm of IF or CASE, or a disjunct of an action, taken if all of it was true. */
        BRANCH
    }

    /**
     * A piece of a module, as an action comes by.
     *
     * @param source of an arm of IF with its condition before it
     * @param seenTrue or taken, if it is a branch
     * @param seenFalse if it is a guard
     */
    public record Place(Kind kind, String action, Source source, boolean seenTrue, boolean seenFalse) {
        /** Whether a branch was taken; whether a guard was seen both true and false. */
        public boolean isExercised() {
            return seenTrue && (kind == Kind.BRANCH || seenFalse);
        }

        private Place or(Place same) {
            return new Place(kind, action, source, seenTrue || same.seenTrue, seenFalse || same.seenFalse);
        }

        private Place unseen() {
            return new Place(kind, action, source, false, false);
        }
    }

    /** The same place may be there several times, as of a definition that an action calls in two places. */
    public static Coverage of(Iterable<Place> places, Iterable<String> untold) {
        Map<Place, Place> all = new LinkedHashMap<>();
        places.forEach(place -> all.merge(place.unseen(), place, Place::or));
        return new Coverage(ImmutableList.copyOf(all.values()), ImmutableSet.copyOf(untold));
    }

    /** What was exercised here or there. */
    public Coverage and(Coverage other) {
        return of(Iterables.concat(places, other.places), Sets.union(untold, other.untold));
    }

    /** What was exercised of these actions. */
    public Coverage of(Set<String> actions) {
        return of(
                Iterables.filter(places, place -> actions.contains(place.action)), Sets.intersection(untold, actions));
    }

    /** How many places of a kind there are. */
    public long count(Kind kind) {
        return places.stream().filter(place -> place.kind == kind).count();
    }

    /** The places that were not exercised. */
    public ImmutableList<Place> missed() {
        return places.stream().filter(place -> !place.isExercised()).collect(ImmutableList.toImmutableList());
    }
}
