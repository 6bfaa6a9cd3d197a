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
        Random random = new Random(mix(seed));
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

    /**
     * Chance for one purpose. Streams of different names are independent, so that a change to one purpose (another
     * fault, a longer run) does not change what the others draw.
     */
    static Randomness seeded(long seed, String purpose) {
        return seeded(mix(seed) + purpose.hashCode());
    }

    /** The finalizer of SplitMix64. Without it, {@link Random} begins almost alike for seeds like 1 and 2. */
    private static long mix(long seed) {
        long a = (seed + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 30)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
