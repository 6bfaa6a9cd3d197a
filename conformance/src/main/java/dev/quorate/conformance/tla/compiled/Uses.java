package dev.quorate.conformance.tla.compiled;

import java.util.BitSet;

/** What evaluating a formula looks at: the slots of symbols bound around it, and whether it looks at a state. */
final class Uses {
    private final BitSet slots = new BitSet();
    private boolean state;

    void slot(int number) {
        slots.set(number);
    }

    void state() {
        state = true;
    }

    void addAll(Uses other) {
        slots.or(other.slots);
        state |= other.state;
    }

    /** A symbol that is bound inside the formula is none of what it looks at. */
    void remove(int slot) {
        slots.clear(slot);
    }

    boolean looksAtState() {
        return state;
    }

    boolean isNothing() {
        return !state && slots.isEmpty();
    }
}
