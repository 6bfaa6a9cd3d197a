package dev.quorate.impl.world;

/**
 * Ends a thread that waits in a time that ended. An error, so that a loop that goes on after any exception ends all
 * the same; whoever waits need not catch it.
 */
public final class TimeIsOver extends Error {
    private static final long serialVersionUID = 1L;

    public TimeIsOver() {
        super("the time in which this thread waited is over", null, false, false);
    }
}
