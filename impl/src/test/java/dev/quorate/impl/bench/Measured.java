package dev.quorate.impl.bench;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Some measurements of the same.
 *
 * @param seconds of processor time of whatever did the work, the fastest first
 */
record Measured(ImmutableList<Double> seconds) {
    static Measured of(List<Double> seconds) {
        return new Measured(ImmutableList.sortedCopyOf(seconds));
    }

    double median() {
        return seconds.get(seconds.size() / 2);
    }

    /** How far the slowest is from the fastest, in parts of the median. */
    double spread() {
        return (seconds.get(seconds.size() - 1) - seconds.get(0)) / median();
    }
}
