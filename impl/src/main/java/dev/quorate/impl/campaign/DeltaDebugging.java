package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a list small (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002). */
final class DeltaDebugging {
    private DeltaDebugging() {}

    /**
     * A part of a list that still fails, of which no single element can be left out: first halves are left out, then
     * quarters, and so on, from the end on.
     *
     * @param attempt tries a list; gives that part of it which took part in the failure, or nothing if it does not fail
     */
    static <T> ImmutableList<T> smallest(
            ImmutableList<T> failing, Function<ImmutableList<T>, Optional<ImmutableList<T>>> attempt) {
        ImmutableList<T> left = failing;
        for (int chunk = Math.max(1, left.size() / 2); ; chunk = Math.max(1, chunk / 2)) {
            ImmutableList<T> before = left;
            for (int end = left.size(); end > 0; end = Math.min(end - chunk, left.size())) {
                left = attempt.apply(without(left, Math.max(0, end - chunk), end))
                        .orElse(left);
            }
            if (chunk == 1 && left.size() == before.size()) {
                return left;
            }
        }
    }

    private static <T> ImmutableList<T> without(List<T> list, int begin, int end) {
        return ImmutableList.<T>builder()
                .addAll(list.subList(0, begin))
                .addAll(list.subList(end, list.size()))
                .build();
    }
}
