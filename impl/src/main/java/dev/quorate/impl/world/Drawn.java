package dev.quorate.impl.world;

/** Chance that is made of fractions. */
abstract class Drawn implements Randomness {
    /** Evenly in 0..1, one excluded. */
    abstract double next();

    @Override
    public final long between(long low, long high) {
        return low + (long) (next() * (high - low + 1));
    }

    @Override
    public final boolean chance(double probability) {
        return next() < probability;
    }
}
