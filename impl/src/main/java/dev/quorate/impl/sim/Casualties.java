package dev.quorate.impl.sim;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Multiset;
import dev.quorate.impl.world.Fault;
import java.util.EnumSet;
import java.util.stream.Stream;

/** What did go wrong, counted. A plan says what should; a crash of a stopped server, say, is none. */
final class Casualties {
    private final Multiset<Casualty> messages = EnumMultiset.create(Casualty.class);
    private final Multiset<Fault.Kind> faults = EnumMultiset.create(Fault.Kind.class);

    /** The titles of all that can go wrong: of messages, then of the schedule. */
    static ImmutableList<String> kinds() {
        return Stream.concat(
                        EnumSet.range(Casualty.LOST_REQUEST, Casualty.OVERTAKEN).stream()
                                .map(Casualty::title),
                        Stream.of(Fault.Kind.values()).map(Fault.Kind::title))
                .collect(ImmutableList.toImmutableList());
    }

    void add(Casualty casualty) {
        messages.add(casualty);
    }

    void add(Fault.Kind kind) {
        faults.add(kind);
    }

    /** What happened at least once, by title. */
    ImmutableSortedMap<String, Integer> counts() {
        ImmutableSortedMap.Builder<String, Integer> counts = ImmutableSortedMap.naturalOrder();
        messages.entrySet().forEach(e -> counts.put(e.getElement().title(), e.getCount()));
        faults.entrySet().forEach(e -> counts.put(e.getElement().title(), e.getCount()));
        return counts.buildOrThrow();
    }
}
