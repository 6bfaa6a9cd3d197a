package dev.quorate.impl.bench;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Some measurements of the same.
 *
 * @param values the least first
 */
record Measured(ImmutableList<Double> values) {
    static Measured of(List<Double> values) {
        return new Measured(ImmutableList.sortedCopyOf(values));
    }

    double median() {
        return values.get(values.size() / 2);
    }

    /** How far the largest is from the least, in parts of the median. */
    double spread() {
        return (values.get(values.size() - 1) - values.get(0)) / median();
    }
}
