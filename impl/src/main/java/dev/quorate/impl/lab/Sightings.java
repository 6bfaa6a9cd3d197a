package dev.quorate.impl.lab;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the tester has seen so far, and what each new look is held against: the term of a server never goes back, over
 * its crashes too, and a term has one leader for ever (Figure 2, State, and Figure 3, Election Safety).
 */
final class Sightings {
    private record Seen(String server, long term, long micros) {}

    private final Map<String, Seen> terms = new TreeMap<>();
    private final Map<Long, Seen> leaders = new TreeMap<>();

    /** Takes what a server says now, and throws {@link TestFailed} if it cannot be so after what was seen before. */
    void saw(String server, RaftState state, long micros) {
        Seen now = new Seen(server, state.term(), micros);
        Seen before = terms.getOrDefault(server, now);
        if (now.term < before.term) {
            throw new TestFailed(server + " went back from term " + before.term + ", seen at " + at(before.micros)
                    + ", to term " + now.term + " at " + at(micros));
        }
        terms.put(server, now);
        if (state.isLeader()) {
            Seen first = leaders.computeIfAbsent(now.term, term -> now);
            if (!first.server.equals(server)) {
                throw new TestFailed("term " + now.term + " has 2 leaders: " + first.server + ", seen at "
                        + at(first.micros) + ", and " + server + " at " + at(micros));
            }
        }
    }

    /** A moment as reports tell it. */
    static String at(long micros) {
        return String.format(Locale.ROOT, "%.3f s", micros / 1e6);
    }
}
