package dev.quorate.conformance.history;

import java.util.Arrays;

/** A list of longs that grows. */
final class LongColumn {
    private long[] values = new long[4];
    private int size;

    int size() {
        return size;
    }

    long get(int at) {
        return values[at];
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    /** Adds {@code from[begin..end)}. */
    void addAll(LongColumn from, int begin, int end) {
        int newSize = size + end - begin;
        if (newSize > values.length) {
            values = Arrays.copyOf(values, Math.max(newSize, size + (size >> 1)));
        }
        System.arraycopy(from.values, begin, values, size, end - begin);
        size = newSize;
    }

    /** Where {@code other[begin..end)} differs first from this list, or -1 where it or this ends before that. */
    int mismatch(LongColumn other, int begin, int end) {
        int common = Math.min(size, end - begin);
        return Arrays.mismatch(values, 0, common, other.values, begin, begin + common);
    }

    void shrinkTo(int newSize) {
        size = newSize;
    }

    LongColumn copy() {
        LongColumn copy = new LongColumn();
        copy.values = values.clone();
        copy.size = size;
        return copy;
    }
}
