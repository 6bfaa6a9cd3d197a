package dev.quorate.impl.sim;

/** The way from one server to another. */
final class Link {
    final long seed;
    long sent;
    /** How many cuts hold; nothing passes while one does. */
    int cuts;
    /** When the last of those arrives that keep their order. */
    long lastInOrder;
    /** The number of the newest message that arrived. */
    long newestArrived;

    Link(long seed) {
        this.seed = seed;
    }
}
