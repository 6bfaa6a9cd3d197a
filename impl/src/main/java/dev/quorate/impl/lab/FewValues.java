package dev.quorate.impl.lab;

import dev.quorate.impl.world.Randomness;

/** Chance that knows only a few values of each range, so that equal draws are common. Not thread-safe. */
record FewValues(Randomness randomness, int values) implements Randomness {
    @Override
    public long between(long low, long high) {
        return low + (high - low) * randomness.between(0, values - 1) / (values - 1);
    }

    @Override
    public boolean chance(double probability) {
        return randomness.chance(probability);
    }
}
