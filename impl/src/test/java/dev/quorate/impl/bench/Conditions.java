package dev.quorate.impl.bench;

import com.google.common.collect.ImmutableList;

/**
 * What a cluster meets when its leader crashes.
 *
 * @param name for a reader of the table
 * @param wire a message under way
 * @param ownRecord a candidate makes its new term and its own vote durable, before it asks anybody
 * @param record a server makes durable what it learnt from a message, before it answers
 * @param logs how many entries the log of each server has; all of them are of the same term
 */
record Conditions(String name, Span wire, Span ownRecord, Span record, ImmutableList<Integer> logs) {
    /** So that two of any four that are left cannot win (section 5.4.1), as fewer than two others may vote for them. */
    private static final ImmutableList<Integer> DIFFERENT = ImmutableList.of(1, 2, 3, 4, 5);

    private static final ImmutableList<Integer> EQUAL = ImmutableList.of(1, 1, 1, 1, 1);

    /**
     * Those of the picture. The broadcast time of the paper (section 5.6) is that of an RPC to all servers at once,
     * with its answers and with what they write before they answer. How the paper's 15 ms were made up is not told; of
     * the ways that {@link #others} lists, this one comes nearest to its figures.
     */
    static final Conditions DRAWN = new Conditions(
            "as drawn: 2 to 3 ms on the wire, 0 to 13 ms to write a vote",
            new Span(2_000, 3_000),
            Span.NONE,
            new Span(0, 13_000),
            DIFFERENT);

    static final Conditions ON_THE_WIRE = new Conditions(
            "all of it on the wire, 7 to 8 ms, writing takes no time",
            new Span(7_000, 8_000),
            Span.NONE,
            Span.NONE,
            DIFFERENT);

    static final Conditions OWN_VOTE_TOO = new Conditions(
            "a candidate writes its own vote as slowly, before it asks",
            DRAWN.wire,
            DRAWN.record,
            DRAWN.record,
            DIFFERENT);

    /** Each leaves what is drawn in one respect. */
    static ImmutableList<Conditions> others() {
        return ImmutableList.of(
                new Conditions(
                        "1 to 4 ms on the wire, 0 to 12 ms to write a vote",
                        new Span(1_000, 4_000),
                        Span.NONE,
                        new Span(0, 12_000),
                        DIFFERENT),
                new Conditions(
                        "every vote takes about as long to write: 7 to 11 ms",
                        DRAWN.wire,
                        Span.NONE,
                        new Span(7_000, 11_000),
                        DIFFERENT),
                ON_THE_WIRE,
                OWN_VOTE_TOO,
                new Conditions(
                        "half of the broadcast time", new Span(1_000, 1_500), Span.NONE, new Span(0, 6_500), DIFFERENT),
                new Conditions("equal logs: anybody can win", DRAWN.wire, Span.NONE, DRAWN.record, EQUAL));
    }
}
