package dev.quorate.impl.bench;

import com.google.common.collect.ImmutableList;
import java.util.function.DoubleUnaryOperator;

/**
 * An axis of milliseconds.
 *
 * @param ticks the least first; the axis goes from the first to the last
 * @param scale what is even along the axis
 */
record Axis(ImmutableList<Integer> ticks, DoubleUnaryOperator scale) {
    static Axis linear(Integer... ticks) {
        return new Axis(ImmutableList.copyOf(ticks), DoubleUnaryOperator.identity());
    }

    static Axis logarithmic(Integer... ticks) {
        return new Axis(ImmutableList.copyOf(ticks), Math::log);
    }

    /** Where a time is: 0 at the beginning of the axis or before, 1 at its end, and more behind that. */
    double part(double millis) {
        double from = scale.applyAsDouble(ticks.get(0));
        double to = scale.applyAsDouble(ticks.get(ticks.size() - 1));
        return millis <= ticks.get(0) ? 0 : (scale.applyAsDouble(millis) - from) / (to - from);
    }
}
