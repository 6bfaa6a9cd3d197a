package dev.quorate.impl.world;

import java.util.Random;

/** Chance, repeatable from a seed. Not thread-safe. */
public interface Randomness {
    /** A number in {@code low..high}, both included. */
    long between(long low, long high);

    /** True with this probability. */
    boolean chance(double probability);

    /** Chance from a seed: {@link Random} is specified to the bit, so every JVM draws the same. */
    static Randomness seeded(long seed) {
        Random random = new Random(seed);
        return new Randomness() {
            @Override
            public long between(long low, long high) {
                return low + (long) (random.nextDouble() * (high - low + 1));
            }

            @Override
            public boolean chance(double probability) {
                return random.nextDouble() < probability;
            }
        };
    }
}
