package dev.quorate.impl.bench;

import dev.quorate.impl.world.Timing;

/** The range that election timeouts are drawn from, in milliseconds. */
record ElectionTimeouts(long least, long most) {
    /** As the paper's legends have it. */
    String label() {
        return least + "–" + most + " ms";
    }

    boolean leavesNothingToChance() {
        return least == most;
    }

    /**
     * A candidate waits for votes as long as a follower waits for a leader, as in the paper; a heartbeat takes half of
     * the least timeout (section 9.3). No timing has an empty range: nothing left to chance is one microsecond.
     */
    Timing timing() {
        long shortest = 1_000 * least;
        long longest = leavesNothingToChance() ? shortest + 1 : 1_000 * most;
        return new Timing(shortest, longest, shortest, longest, shortest / 2);
    }
}
