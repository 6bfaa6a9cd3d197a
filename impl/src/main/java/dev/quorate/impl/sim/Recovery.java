package dev.quorate.impl.sim;

import dev.quorate.impl.world.Timing;
import java.util.Optional;

/**
 * What became of the servers that were healed.
 *
 * @param leaderAfter microseconds from the healing until one of them led and all others followed: had heard of it since
 *     and were followers in its term; nothing if that never was
 * @param stayed whether that was so without a break until the end of the run
 */
public record Recovery(Optional<Long> leaderAfter, boolean stayed) {
    /** Ten maximal election timeouts, in microseconds. */
    private static final long SOON = 10 * Timing.COURSE.electionMax();

    /** Whether it was as soon as nearly always. */
    public boolean isSoon() {
        return isWithin(SOON);
    }

    /** Whether it was within so many microseconds. */
    public boolean isWithin(long micros) {
        return leaderAfter.filter(after -> after <= micros).isPresent();
    }
}
