package dev.quorate.impl.sim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.FaultPlan;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Timing;

/**
 * All that decides a simulation. Equal plans give equal traces.
 *
 * @param seed of everything that is left to chance while it runs: delays, losses, timeouts
 * @param durationMicros how much virtual time passes; less, if what comes of a healing is clear before
 * @param logs every server of the cluster, with the end of its log
 */
public record SimulationPlan(
        long seed, long durationMicros, FaultPlan faults, ImmutableSortedMap<String, LogPosition> logs) {

    /** How soon, in microseconds, a majority that was healed must have a leader in any case. */
    public static final long LEADER_WITHIN = 100 * Timing.COURSE.electionMax();

    public SimulationPlan {
        checkArgument(durationMicros >= 0, "a run of %s microseconds", durationMicros);
        checkArgument(!logs.isEmpty(), "a cluster has at least one server");
        for (Fault fault : faults.schedule()) {
            checkArgument(logs.keySet().containsAll(fault.servers()), "%s names a server that is not there", fault);
        }
        faults.healing().ifPresent(healing -> {
            checkArgument(logs.keySet().containsAll(healing.servers()), "%s names a server that is not there", healing);
            checkArgument(2 * healing.servers().size() > logs.size(), "%s is of no majority", healing);
        });
    }

    /**
     * A plan with faults and logs drawn from the seed, and servers n1, n2 and so on.
     *
     * @param servers how many
     * @param seconds how much virtual time passes
     * @throws IllegalArgumentException if there is no server, or the time is negative
     */
    public static SimulationPlan drawn(long seed, int servers, int seconds) {
        ImmutableSortedSet<String> ids = ids(servers);
        long duration = seconds * 1_000_000L;
        return new SimulationPlan(
                seed,
                duration,
                FaultPlan.draw(seed, ids.asList(), duration),
                InitialLogs.draw(Randomness.seeded(seed, "logs"), ids));
    }

    /**
     * A plan of two phases. In the first, faults are drawn as in {@link #drawn}. Then a majority by chance is healed
     * and the others are lost for ever, and {@link SimulationResult#recovery} tells what comes of it. The second phase
     * ends when a leader is lost again or has stayed for 25 maximal election timeouts, and after a hundred if there
     * was none.
     *
     * @param servers how many
     * @param safetySeconds how long the first phase is
     * @throws IllegalArgumentException if there is no server, or the time is negative
     */
    public static SimulationPlan campaign(long seed, int servers, int safetySeconds) {
        ImmutableSortedSet<String> ids = ids(servers);
        long healedAt = safetySeconds * 1_000_000L;
        long end = healedAt + LEADER_WITHIN + Simulation.LONG_ENOUGH;
        return new SimulationPlan(
                seed,
                end,
                FaultPlan.drawHealed(seed, ids.asList(), healedAt, end),
                InitialLogs.draw(Randomness.seeded(seed, "logs"), ids));
    }

    /** A plan in which nothing goes wrong and every log is empty; servers and time as in {@link #drawn}. */
    public static SimulationPlan calm(long seed, int servers, int seconds) {
        return new SimulationPlan(
                seed, seconds * 1_000_000L, FaultPlan.none(), InitialLogs.all(ids(servers), LogPosition.EMPTY));
    }

    private static ImmutableSortedSet<String> ids(int servers) {
        return ImmutableSortedSet.copyOf(RaftTrace.ids(servers));
    }

    public SimulationPlan withFaults(FaultPlan other) {
        return new SimulationPlan(seed, durationMicros, other, logs);
    }

    public ImmutableSortedSet<String> servers() {
        return logs.keySet();
    }

    /** The term in which every server begins: that of the newest log entry anywhere. */
    public long firstTerm() {
        return LogPosition.newestTerm(logs.values());
    }
}
