package dev.quorate.impl.world;

/** SplitMix64 (Steele, Lea and Flood, 2014): a counter and a hash. Small enough to be made for a single draw. */
final class SplitMix extends Drawn {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    SplitMix(long state) {
        this.state = state;
    }

    /** The step and the finalizer. Without it, {@link java.util.Random} begins almost alike for seeds like 1 and 2. */
    static long mix(long seed) {
        long a = (seed + GOLDEN) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 30)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }

    @Override
    double next() {
        long drawn = mix(state);
        state += GOLDEN;
        return (drawn >>> 11) * UNIT;
    }
}
