package dev.quorate.impl.world;

/**
 * How long a server waits, in microseconds. Each timeout is drawn anew, evenly, when its timer starts (section 5.2 of
 * the Raft paper): the one that detects a lost leader as well as the one that ends an election without a winner.
 *
 * @param electionMin shortest wait of a follower for a leader
 * @param electionMax longest
 * @param retryMin shortest wait of a candidate for its votes. It need only be longer than a round trip, not than a
 *     heartbeat, so a split vote costs less than the detection did
 * @param retryMax longest
 * @param heartbeat between two heartbeats of a leader
 */
public record Timing(long electionMin, long electionMax, long retryMin, long retryMax, long heartbeat) {
    /**
     * What the course's tester wants: at most ten heartbeats a second, and a leader within the 500 ms between two of
     * its probes, even after a split vote.
     */
    public static final Timing COURSE = new Timing(250_000, 400_000, 60_000, 180_000, 100_000);

    public Timing {
        if (electionMin <= heartbeat || electionMax <= electionMin || retryMin <= 0 || retryMax <= retryMin) {
            throw new IllegalArgumentException("a leader must be heard of before an election, and each range be one");
        }
    }
}
