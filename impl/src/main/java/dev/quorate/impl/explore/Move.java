package dev.quorate.impl.explore;

import dev.quorate.conformance.trace.TraceEvent;
import java.util.Optional;

/**
 * A step of one server, whatever the others are.
 *
 * @param row what the server is after it
 * @param sent the messages of the step
 * @param event its line in a trace, not numbered yet
 * @param fate whether to go on from there
 * @param failure how the code failed instead of taking it; then the event tells the server as it was before
 */
record Move(int row, Messages sent, TraceEvent event, Fate fate, Optional<String> failure) {
    /** What is to be done with where a step leads. */
    enum Fate {
        FOLLOW,
        /** It leads beyond the bound. */
        BEYOND,
        /** The specification does not allow it, so nothing that comes after it can be judged. */
        WRONG
    }

    Move(int row, Messages sent, TraceEvent event, Fate fate) {
        this(row, sent, event, fate, Optional.empty());
    }

    /** A step that cannot be gone on from. */
    static Move wrong(int row, TraceEvent event, Optional<String> failure) {
        return new Move(row, Messages.NONE, event, Fate.WRONG, failure);
    }

    boolean isFollowed() {
        return fate == Fate.FOLLOW;
    }
}
