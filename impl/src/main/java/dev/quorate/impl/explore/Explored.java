package dev.quorate.impl.explore;

import java.util.Optional;

/**
 * What an exploration found.
 *
 * @param complete whether all was explored; if not, rows are not compared
 * @param judged how many different steps of the code there are, each judged once: what a server does depends on what it
 *     is and what it receives
 * @param wrong how many of them the specification does not allow, or the code failed to take
 * @param onlyCode how many vectors of rows the code reaches and the specification does not
 * @param onlySpecification how many the specification reaches and the code does not
 * @param way the shortest to a difference, if there is one and the search for it was not ended
 */
public record Explored(
        Bound bound,
        boolean complete,
        Counts code,
        long judged,
        long wrong,
        Counts specification,
        long onlyCode,
        long onlySpecification,
        Optional<Way> way) {
    /**
     * The size of one side.
     *
     * @param states with all the messages they can have
     * @param transitions steps that can be taken in them
     * @param rows vectors of the rows of all servers
     */
    public record Counts(long states, long transitions, long rows) {}

    public boolean isEqual() {
        return complete && wrong == 0 && onlyCode == 0 && onlySpecification == 0;
    }
}
