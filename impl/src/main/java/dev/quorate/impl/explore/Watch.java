package dev.quorate.impl.explore;

/** Looks on while states are explored, and may end it. */
@FunctionalInterface
public interface Watch {
    /**
     * Called every now and then.
     *
     * @param transitions so far, of the side that is being explored
     * @return whether to go on
     */
    boolean goOn(long transitions);
}
