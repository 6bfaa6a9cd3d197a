package dev.quorate.conformance.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each different thing a number, from zero, in the order in which they come. */
final class Interned<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> things = new ArrayList<>();

    int number(T thing) {
        return numbers.computeIfAbsent(thing, fresh -> {
            things.add(fresh);
            return things.size() - 1;
        });
    }

    /** All that have a number, in its order. */
    List<T> all() {
        return things;
    }
}
