package dev.quorate.impl.bugs;

/**
 * When a search is given up.
 *
 * @param cpuSeconds of processor time that it has used up then
 * @param tries after which it ends in any case
 */
record Limit(double cpuSeconds, long tries) {
    static Limit seconds(double seconds) {
        return new Limit(seconds, Long.MAX_VALUE);
    }

    /** The same on every machine. */
    static Limit tries(long tries) {
        return new Limit(Double.MAX_VALUE, tries);
    }

    /** A part of it, of the time if that is the limit and of the tries if they are. */
    Limit share(double share) {
        return new Limit(
                cpuSeconds == Double.MAX_VALUE ? cpuSeconds : share * cpuSeconds,
                tries == Long.MAX_VALUE ? tries : Math.max(1, (long) (share * tries)));
    }
}
