package dev.quorate.impl.sim;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.world.Randomness;
import java.util.SortedSet;

/** Where the logs end when a run begins: what makes some servers electable and others not (section 5.4.1). */
final class InitialLogs {
    private InitialLogs() {}

    /** Small logs by chance: in a quarter of all draws empty, in another quarter all the same. */
    static ImmutableSortedMap<String, LogPosition> draw(Randomness randomness, SortedSet<String> servers) {
        if (randomness.chance(0.25)) {
            return all(servers, LogPosition.EMPTY);
        }
        if (randomness.chance(1.0 / 3)) {
            return all(servers, position(randomness));
        }
        ImmutableSortedMap.Builder<String, LogPosition> logs = ImmutableSortedMap.naturalOrder();
        servers.forEach(server -> logs.put(server, position(randomness)));
        return logs.buildOrThrow();
    }

    static ImmutableSortedMap<String, LogPosition> all(SortedSet<String> servers, LogPosition log) {
        return ImmutableSortedMap.copyOf(Maps.toMap(servers, server -> log));
    }

    private static LogPosition position(Randomness randomness) {
        long term = randomness.between(0, 3);
        return term == 0 ? LogPosition.EMPTY : new LogPosition(term, randomness.between(1, 5));
    }
}
