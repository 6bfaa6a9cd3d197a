package dev.quorate.impl.sim;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.SortedMultiset;
import com.google.common.collect.TreeMultiset;
import dev.quorate.impl.world.Fault;
import java.util.Comparator;

/** What did go wrong, counted by name. A plan says what should; a crash of a stopped server, say, is none. */
final class Casualties {
    static final String LOST = "lost";
    static final String LOST_IN_A_CUT = "lost in a cut";
    static final String LOST_TO_A_STOPPED_SERVER = "lost to a stopped server";
    static final String DUPLICATED = "duplicated";
    static final String LATE = "late";

    private final SortedMultiset<String> counts = TreeMultiset.create();

    void add(String name) {
        counts.add(name);
    }

    void add(Fault.Kind kind) {
        counts.add(kind.title());
    }

    ImmutableSortedMap<String, Integer> counts() {
        return counts.entrySet().stream()
                .collect(ImmutableSortedMap.toImmutableSortedMap(
                        Comparator.naturalOrder(), e -> e.getElement(), e -> e.getCount()));
    }
}
