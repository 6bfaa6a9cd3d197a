package dev.quorate.impl.world;

import dev.quorate.impl.world.Fault.Kind;
import dev.quorate.impl.world.FaultPlan.Rates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws a plan with faults. The schedule has two lanes, one for servers and one for the network: in a lane, one thing
 * is broken, and repaired, before the next one breaks; the lanes overlap. Together that is about one fault in two
 * seconds, and time enough for an election between some of them.
 */
final class FaultPlanDraw {
    private static final long MILLISECOND = 1_000;
    private static final long SECOND = 1_000 * MILLISECOND;

    private final Randomness randomness;
    private final List<String> servers;
    private final long duration;

    FaultPlanDraw(Randomness randomness, List<String> servers, long duration) {
        this.randomness = randomness;
        this.servers = List.copyOf(servers);
        this.duration = duration;
    }

    FaultPlan plan() {
        Rates rates = rates();
        List<Fault> ofServers = lane(some(Kind.CRASH, Kind.FAILED_WRITE), servers.size());
        List<Fault> ofNetwork = lane(some(Kind.PARTITION, Kind.ONE_WAY_CUT), servers.size() - 1);
        return new FaultPlan(
                rates,
                Stream.concat(ofServers.stream(), ofNetwork.stream())
                        .sorted(Comparator.comparingLong(Fault::at))
                        .toList());
    }

    /** Rates at which a round trip still fits into a candidate's wait, mostly; worse would be a dead cluster. */
    private Rates rates() {
        long minDelay = randomness.between(200, 2_000);
        long maxDelay = minDelay + randomness.between(1, oftenZero(40) + 5) * MILLISECOND;
        return new Rates(
                (int) oftenZero(200),
                (int) oftenZero(200),
                (int) oftenZero(100),
                maxDelay + randomness.between(100 * MILLISECOND, 4 * SECOND),
                minDelay,
                maxDelay);
    }

    private long oftenZero(long most) {
        return randomness.chance(0.4) ? 0 : randomness.between(1, most);
    }

    private List<Kind> some(Kind... kinds) {
        return Stream.of(kinds).filter(kind -> randomness.chance(0.7)).toList();
    }

    /** Faults of these kinds, each of them to at most so many servers at once. */
    private List<Fault> lane(List<Kind> kinds, int mostServers) {
        List<Fault> faults = new ArrayList<>();
        if (kinds.isEmpty() || mostServers == 0) {
            return faults;
        }
        long longestPause = randomness.between(1 * SECOND, 4 * SECOND);
        long start = pause(longestPause);
        while (true) {
            Kind kind = kinds.get((int) randomness.between(0, kinds.size() - 1));
            long end = start + length(kind);
            if (end >= duration) {
                return faults;
            }
            List<String> hit = someServers(mostServers);
            faults.add(new Fault(start, kind, hit));
            faults.add(repair(end, kind, hit));
            start = end + pause(longestPause);
        }
    }

    private long pause(long longest) {
        return randomness.between(200 * MILLISECOND, longest);
    }

    /** A write that shall fail waits for an election, which only another fault brings about: so give it time. */
    private long length(Kind kind) {
        return kind == Kind.FAILED_WRITE
                ? randomness.between(1 * SECOND, 5 * SECOND)
                : randomness.between(100 * MILLISECOND, 2 * SECOND);
    }

    private static Fault repair(long at, Kind kind, List<String> hit) {
        return kind == Kind.CRASH || kind == Kind.FAILED_WRITE
                ? new Fault(at, Kind.RESTART, hit)
                : new Fault(at, Kind.HEAL, List.of());
    }

    /** One server more often than two, two more often than three: most faults are small. */
    private List<String> someServers(int most) {
        long count = randomness.between(1, randomness.between(1, most));
        List<String> left = new ArrayList<>(servers);
        while (left.size() > count) {
            left.remove((int) randomness.between(0, left.size() - 1));
        }
        return left;
    }
}
