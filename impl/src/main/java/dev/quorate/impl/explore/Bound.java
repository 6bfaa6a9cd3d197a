package dev.quorate.impl.explore;

import static dev.quorate.impl.raft.LogPosition.EMPTY;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.server.RaftTrace;

/**
 * What is explored: a cluster, and how far. Nothing else is bounded: messages may be lost, doubled and late, and servers
 * crash, as often as they like.
 *
 * @param name what is special about the logs
 * @param logs every server, with the end of its log
 * @param terms how many terms above the first; what leads beyond is judged and not followed
 */
public record Bound(String name, ImmutableSortedMap<String, LogPosition> logs, int terms) {
    /**
     * Those that tell apart what logs can do to a vote (section 5.4.1): all are the same; or one server's log is
     * shorter; or one server's has the newest term, though it is shorter. Each server is that one once.
     *
     * @param servers at least one
     */
    public static ImmutableList<Bound> of(int servers, int terms) {
        ImmutableList<String> names = RaftTrace.ids(servers);
        ImmutableList.Builder<Bound> bounds = ImmutableList.builder();
        bounds.add(of("empty logs", names, "", EMPTY, EMPTY, terms));
        if (servers > 1) {
            names.forEach(
                    n -> bounds.add(of("log of " + n + " shorter", names, n, EMPTY, new LogPosition(0, 1), terms)));
            names.forEach(n -> bounds.add(
                    of("log of " + n + " newer", names, n, new LogPosition(1, 1), new LogPosition(0, 2), terms)));
        }
        return bounds.build();
    }

    private static Bound of(
            String name,
            ImmutableList<String> servers,
            String special,
            LogPosition its,
            LogPosition others,
            int terms) {
        return new Bound(
                name,
                ImmutableSortedMap.copyOf(Maps.toMap(servers, server -> server.equals(special) ? its : others)),
                terms);
    }

    /** Every server begins in the term of the newest log entry anywhere. */
    long firstTerm() {
        return LogPosition.newestTerm(logs.values());
    }

    long lastTerm() {
        return firstTerm() + terms;
    }

    /** The header of a trace that begins as this does. */
    public TraceHeader header() {
        return RaftTrace.header("", logs, ImmutableMap.of());
    }
}
