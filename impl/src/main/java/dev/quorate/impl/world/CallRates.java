package dev.quorate.impl.world;

import dev.quorate.impl.world.FaultPlan.Rates;

/**
 * What a network of remote calls does to them by chance: to each request, and to each reply. The caller of a request
 * or a reply that is lost learns that nothing came; which of the two it was, it does not learn.
 *
 * @param requests on their way; one that is doubled reaches its server twice, and the second reply reaches nobody
 * @param replies on their way back; they are never doubled, as a call has one reply
 * @param heldReplies how likely a reply that is not lost is held back so long that many others overtake it
 * @param longestDeadEnd how long the caller of what leads nowhere waits at most, in microseconds; drawn evenly
 */
public record CallRates(Rates requests, Rates replies, double heldReplies, long longestDeadEnd) {
    private static final Rates AT_ONCE = new Rates(0, 0, 0, 1, 1, 1);
    private static final long MILLISECOND = 1_000;

    /** The course's network, reliable: whatever can arrive arrives at once. */
    public static final CallRates CLASSIC = new CallRates(AT_ONCE, AT_ONCE, 0, 100 * MILLISECOND);

    /**
     * What real networks do and the course's never does, beside what it does: a request arrives twice, or seconds
     * late, when nobody waits for it any more.
     */
    public static final CallRates PLUS = new CallRates(
            new Rates(100, 100, 50, 7_000 * MILLISECOND, 1, 26 * MILLISECOND),
            new Rates(100, 0, 50, 7_000 * MILLISECOND, 1, 26 * MILLISECOND),
            0,
            7_000 * MILLISECOND);

    public CallRates {
        if (replies.duplicationPerMille() != 0) {
            throw new IllegalArgumentException("a call has one reply");
        }
        if (heldReplies < 0 || heldReplies > 1 || longestDeadEnd < 1) {
            throw new IllegalArgumentException("a chance lies in 0..1, and a dead end takes a microsecond at least");
        }
    }

    /**
     * The course's {@code Reliable(false)}: a request takes up to 26 ms; one in ten is lost then, and one reply in
     * ten.
     */
    public CallRates unreliable() {
        return new CallRates(
                new Rates(100, 0, 0, 26 * MILLISECOND, 1, 26 * MILLISECOND),
                new Rates(100, 0, 0, 1, 1, 1),
                heldReplies,
                longestDeadEnd);
    }

    /** The course's {@code LongReordering(true)}: two replies in three are {@linkplain #heldReply held}. */
    public CallRates withLongReordering() {
        return new CallRates(requests, replies, 2.0 / 3, longestDeadEnd);
    }

    /** The course's {@code LongDelays(true)}: a dead end punishes a caller that waits. */
    public CallRates withLongDelays() {
        return new CallRates(requests, replies, heldReplies, 7_000 * MILLISECOND);
    }

    /** How long a reply is held, in microseconds: 200 to 2,199 ms, more often short than long, as in the course. */
    public static long heldReply(Randomness randomness) {
        return 200 * MILLISECOND + randomness.between(0, randomness.between(0, 1_999 * MILLISECOND));
    }
}
