package dev.quorate.impl.explore;

/** Looks on while states are explored, and may end it. */
@FunctionalInterface
public interface Watch {
    /**
     * Called every now and then.
     *
     * @param transitions so far in this search: of the code, of the specification, or for the way to a difference
     * @return whether to go on
     */
    boolean goOn(long transitions);
}
