package dev.quorate.conformance.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Atoms as longs: an integer is itself, and each name gets one of the lowest longs, in the order in which they come.
 */
final class Names {
    private final List<Atom> names = new ArrayList<>();
    private final Map<Atom, Long> codes = new HashMap<>();

    long code(Atom atom) {
        if (atom.kind() == Atom.Kind.INTEGER) {
            return atom.number();
        }
        return codes.computeIfAbsent(atom, name -> {
            names.add(name);
            return Long.MIN_VALUE + names.size() - 1;
        });
    }

    Atom atom(long code) {
        return code > Atom.LEAST ? Atom.of(code) : names.get((int) (code - Long.MIN_VALUE));
    }
}
