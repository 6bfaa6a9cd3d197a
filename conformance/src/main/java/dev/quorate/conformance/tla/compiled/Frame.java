package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.trace.Value;

/** What a formula is evaluated in: a state, the one after it as far as it is known, and the symbols bound so far. */
final class Frame {
    final Value[] slots;
    /** Of the variables, by number; that of the network is not among them. */
    Value[] before;

    MessageSet sentBefore;
    /** {@code null} for a variable whose next value is not known yet. */
    Value[] after;

    MessageSet sentAfter;

    Frame(int slots) {
        this.slots = new Value[slots];
    }

    /** To evaluate in one state. */
    void look(CompiledState state) {
        look(state, state);
    }

    /** To evaluate in a step. */
    void look(CompiledState first, CompiledState second) {
        before = first.values();
        sentBefore = first.network();
        after = second.values();
        sentAfter = second.network();
    }
}
