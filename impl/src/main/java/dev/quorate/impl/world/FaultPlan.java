package dev.quorate.impl.world;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Everything that goes wrong in a run, as a value: what the network does to each message by chance, and what happens
 * at a time. So a run can be repeated, cut down and drawn.
 *
 * @param schedule in the order of time; of two faults at one time, the first in the list comes first
 * @param healing the moment from which a part of the cluster is left alone, if there is one
 */
public record FaultPlan(MessageRates rates, List<Fault> schedule, Optional<Healing> healing) {

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
        if (healing.isPresent()) {
            checkLeftAlone(schedule, healing.get());
        }
    }

    private static void checkLeftAlone(List<Fault> schedule, Healing healing) {
        for (Fault fault : schedule) {
            if (fault.at() >= healing.at()
                    && (fault.servers().isEmpty() || !Collections.disjoint(fault.servers(), healing.servers()))) {
                throw new IllegalArgumentException(fault + " happens to servers that are healed");
            }
        }
    }

    /** Nothing goes wrong. */
    public static FaultPlan none() {
        return new FaultPlan(MessageRates.NONE, List.of(), Optional.empty());
    }

    /** The same with these faults at their times. */
    public FaultPlan withSchedule(List<Fault> other) {
        return new FaultPlan(rates, other, healing);
    }

    /** The same with this done to messages. */
    public FaultPlan withRates(MessageRates other) {
        return new FaultPlan(other, schedule, healing);
    }

    /**
     * A plan by chance. One in ten is {@link #none()}; in any other, each kind of fault is there or not and has a rate
     * of its own, so that over many seeds every combination is met, and no fault hides what another one would show.
     *
     * @param seed each kind draws from a stream of its own
     * @param servers all servers of the cluster
     * @param duration of the run in microseconds; faults begin before its end
     */
    public static FaultPlan draw(long seed, List<String> servers, long duration) {
        return Randomness.seeded(seed, "calm").chance(0.1) ? none() : new FaultPlanDraw(seed, servers, duration).plan();
    }

    /**
     * A plan as {@link #draw} gives it up to a moment at which a majority by chance is healed; for ever after, each of
     * the others is stopped, stands still or is cut off.
     *
     * @param at that moment, in microseconds
     * @param end of the run, in microseconds
     */
    public static FaultPlan drawHealed(long seed, List<String> servers, long at, long end) {
        FaultPlan before = draw(seed, servers, at);
        return new HealingDraw(Randomness.seeded(seed, "healing"), servers, at, end).of(before);
    }
}
