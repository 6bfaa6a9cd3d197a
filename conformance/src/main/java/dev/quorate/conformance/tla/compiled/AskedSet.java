package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.trace.Value;

/** A set that is only asked what it holds. It has no end, or is too large to be written out. */
abstract class AskedSet extends Expression {
    private final String what;

    /** @param what it is, for whom it is handed over to after all */
    AskedSet(String what) {
        this.what = what;
    }

    @Override
    final Value value(Frame f) {
        throw new HandOver(what);
    }

    @Override
    abstract boolean contains(Frame f, Value element);
}
