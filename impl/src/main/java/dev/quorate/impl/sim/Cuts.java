package dev.quorate.impl.sim;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Sets;
import dev.quorate.impl.world.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Which ways a fault of the network cuts: from sender to addressee. */
final class Cuts {
    private Cuts() {}

    static ImmutableSetMultimap<String, String> of(Fault fault, Set<String> all) {
        List<String> named = fault.servers();
        Set<String> rest = Sets.difference(all, Set.copyOf(named));
        ImmutableSetMultimap.Builder<String, String> ways = ImmutableSetMultimap.builder();
        switch (fault.kind()) {
            case PARTITION -> bothWays(ways, named, rest);
            case ONE_WAY_PARTITION -> named.forEach(from -> ways.putAll(from, rest));
            case BRIDGE -> bothWays(ways, named.subList(1, named.size()), rest);
            case RING -> ring(ways, named);
            default -> checkArgument(false, "%s cuts nothing", fault);
        }
        return ways.build();
    }

    private static void bothWays(
            ImmutableSetMultimap.Builder<String, String> ways, Collection<String> some, Collection<String> others) {
        some.forEach(from -> ways.putAll(from, others));
        others.forEach(from -> ways.putAll(from, some));
    }

    private static void ring(ImmutableSetMultimap.Builder<String, String> ways, List<String> ring) {
        int size = ring.size();
        int reach = (size / 2 + 1) / 2; // that many on either side are, with the one between them, a majority
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                int apart = Math.min(Math.floorMod(a - b, size), Math.floorMod(b - a, size));
                if (apart > reach) {
                    ways.put(ring.get(a), ring.get(b));
                }
            }
        }
    }
}
