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
        Random random = new Random(SplitMix.mix(seed));
        return new Drawn() {
            @Override
            double next() {
                return random.nextDouble();
            }
        };
    }

    /**
     * Chance for one purpose. Streams of different names are independent, so that a change to one purpose (another
     * fault, a longer run) does not change what the others draw.
     */
    static Randomness seeded(long seed, String purpose) {
        return seeded(SplitMix.mix(seed) + purpose.hashCode());
    }

    /**
     * Chance for one of many things of a kind: what the others draw, and how often, changes nothing. Costs little to
     * make.
     *
     * @param seed of the kind
     * @param number of the thing
     */
    static Randomness numbered(long seed, long number) {
        return new SplitMix(SplitMix.mix(seed ^ SplitMix.mix(number)));
    }
}
