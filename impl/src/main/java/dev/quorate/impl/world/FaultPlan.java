package dev.quorate.impl.world;

import java.util.List;

/**
 * Everything that goes wrong in a run, as a value: what the network does to each message by chance, and what happens
 * at a time. So a run can be repeated, cut down and drawn.
 *
 * @param schedule in the order of time; of two faults at one time, the first in the list comes first
 */
public record FaultPlan(Rates rates, List<Fault> schedule) {

    /**
     * What the network does to each message by chance.
     *
     * @param lossPerMille how many of a thousand messages never arrive
     * @param duplicationPerMille how many arrive twice, each copy with a delay of its own
     * @param latePerMille how many take longer than {@code maxDelay}
     * @param latest how long those take at most, in microseconds
     * @param minDelay how long every message takes at least, in microseconds
     * @param maxDelay how long a message that is not late takes at most, in microseconds. Delays are drawn evenly, so
     *     the wider the range, the more messages overtake each other
     */
    public record Rates(
            int lossPerMille, int duplicationPerMille, int latePerMille, long latest, long minDelay, long maxDelay) {
        /** Nothing lost, doubled or late; a message takes 0.5 to 5 ms. */
        public static final Rates NONE = new Rates(0, 0, 0, 5_000, 500, 5_000);

        public Rates {
            if (!perMille(lossPerMille) || !perMille(duplicationPerMille) || !perMille(latePerMille)) {
                throw new IllegalArgumentException("a rate per mille lies in 0..1000");
            }
            if (minDelay < 1 || maxDelay < minDelay || latest < maxDelay) {
                throw new IllegalArgumentException("delays begin at one microsecond, and each range is one");
            }
        }

        private static boolean perMille(int rate) {
            return rate >= 0 && rate <= 1000;
        }
    }

    public FaultPlan {
        schedule = List.copyOf(schedule);
        for (int i = 1; i < schedule.size(); i++) {
            if (schedule.get(i).at() < schedule.get(i - 1).at()) {
                throw new IllegalArgumentException("the schedule is not in the order of time at " + schedule.get(i));
            }
        }
    }

    /** Nothing goes wrong. */
    public static FaultPlan none() {
        return new FaultPlan(Rates.NONE, List.of());
    }

    /**
     * A plan by chance. One in ten is {@link #none()}; in any other, each kind of fault is there or not and each rate
     * is drawn, so that over many seeds every combination is met, and no fault hides what another one would show.
     *
     * @param servers all servers of the cluster
     * @param duration of the run in microseconds; whatever the schedule breaks is repaired before
     */
    public static FaultPlan draw(Randomness randomness, List<String> servers, long duration) {
        return randomness.chance(0.1) ? none() : new FaultPlanDraw(randomness, servers, duration).plan();
    }
}
