package dev.quorate.impl.world;

import dev.quorate.impl.world.Fault.Kind;
import dev.quorate.impl.world.FaultPlan.Rates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Draws a plan with faults. Each kind is there or not, and if it is, has its own rate; the kinds know nothing of each
 * other, so their faults overlap. Together that is about one fault in two seconds, and time enough for an election
 * between some of them.
 */
final class FaultPlanDraw {
    private static final long MILLISECOND = 1_000;
    private static final long SECOND = 1_000 * MILLISECOND;

    private final long seed;
    private final List<String> servers;
    private final long duration;

    FaultPlanDraw(long seed, List<String> servers, long duration) {
        this.seed = seed;
        this.servers = List.copyOf(servers);
        this.duration = duration;
    }

    FaultPlan plan() {
        List<Fault> schedule = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Randomness randomness = Randomness.seeded(seed, "faults: " + kind.title());
            if (randomness.chance(0.5) && servers.size() >= leastServers(kind)) {
                schedule.addAll(faults(kind, randomness));
            }
        }
        schedule.sort(Comparator.comparingLong(Fault::at)); // keeps the order of the kinds where times are equal
        return new FaultPlan(rates(Randomness.seeded(seed, "rates")), schedule, Optional.empty());
    }

    /** Rates at which a round trip still fits into a candidate's wait, mostly; worse would be a dead cluster. */
    private static MessageRates rates(Randomness randomness) {
        long minDelay = randomness.between(200, 2_000);
        long maxDelay = minDelay + randomness.between(1, oftenZero(randomness, 40) + 5) * MILLISECOND;
        long latest = maxDelay + randomness.between(100 * MILLISECOND, 4 * SECOND);
        return new MessageRates(
                rates(randomness, latest, minDelay, maxDelay),
                rates(randomness, latest, minDelay, maxDelay),
                (int) oftenZero(randomness, 200),
                randomness.between(20, 500) * MILLISECOND);
    }

    private static Rates rates(Randomness randomness, long latest, long minDelay, long maxDelay) {
        return new Rates(
                (int) oftenZero(randomness, 200),
                (int) oftenZero(randomness, 200),
                (int) oftenZero(randomness, 100),
                latest,
                minDelay,
                maxDelay);
    }

    private static long oftenZero(Randomness randomness, long most) {
        return randomness.chance(0.4) ? 0 : randomness.between(1, most);
    }

    /** A cut leaves somebody on each side; a ring of three would be whole. */
    private static int leastServers(Kind kind) {
        return switch (kind) {
            case PARTITION, ONE_WAY_PARTITION -> 2;
            case CRASH_AMID_SENDS, BRIDGE -> 3;
            case RING -> 4;
            default -> 1;
        };
    }

    /** Faults of one kind: one is over before the next one begins. */
    private List<Fault> faults(Kind kind, Randomness randomness) {
        List<Fault> faults = new ArrayList<>();
        long longestGap = randomness.between(3 * SECOND, 30 * SECOND);
        long at = gap(randomness, longestGap);
        while (at < duration) {
            long lasts = lasts(kind, randomness);
            faults.add(new Fault(at, lasts, kind, hit(kind, randomness), detail(kind, randomness)));
            at += lasts + gap(randomness, longestGap);
        }
        return faults;
    }

    private static long gap(Randomness randomness, long longest) {
        return randomness.between(200 * MILLISECOND, longest);
    }

    /** What waits for a write waits for an election, which only another fault brings about: so give it time. */
    private static long lasts(Kind kind, Randomness randomness) {
        return switch (kind) {
            case CRASH_BEFORE_SAVE, CRASH_WHILE_SAVING, CRASH_BEFORE_SENDS, FAILED_WRITE, SLOW_WRITE, CLOCK_RATE ->
                randomness.between(1 * SECOND, 5 * SECOND);
            case CLUSTER_RESTART -> randomness.between(1, 200) * MILLISECOND;
            default -> randomness.between(100 * MILLISECOND, 2 * SECOND);
        };
    }

    private long detail(Kind kind, Randomness randomness) {
        return switch (kind) {
            case CRASH_WHILE_SAVING, FAILED_WRITE, PAUSE -> randomness.between(0, 1);
            case CRASH_AMID_SENDS -> randomness.between(1, servers.size() - 2);
            case SLOW_WRITE -> randomness.between(10 * MILLISECOND, 1 * SECOND);
            case CLOCK_RATE -> randomness.between(70, 130);
            default -> 0;
        };
    }

    private List<String> hit(Kind kind, Randomness randomness) {
        int all = servers.size();
        return switch (kind) {
            case CLUSTER_RESTART -> List.of();
            case PARTITION, ONE_WAY_PARTITION -> some(randomness, 1, all - 1);
            case BRIDGE -> shuffled(randomness).subList(0, 1 + all / 2);
            case RING -> shuffled(randomness);
            default -> some(randomness, 1, all);
        };
    }

    /** One server more often than two, two more often than three: most faults are small. */
    private List<String> some(Randomness randomness, long least, long most) {
        long count = randomness.between(least, randomness.between(least, most));
        return List.copyOf(shuffled(randomness).subList(0, (int) count));
    }

    private List<String> shuffled(Randomness randomness) {
        List<String> left = new ArrayList<>(servers);
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            order.add(left.remove((int) randomness.between(0, left.size() - 1)));
        }
        return order;
    }
}
