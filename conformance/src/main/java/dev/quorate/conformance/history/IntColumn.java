package dev.quorate.conformance.history;

import java.util.Arrays;

/** A list of ints that grows. */
final class IntColumn {
    private int[] values = new int[16];
    private int size;

    int size() {
        return size;
    }

    int get(int at) {
        return values[at];
    }

    void set(int at, int value) {
        values[at] = value;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    /** Where this value is, if all are ascending; negative if it is not there. */
    int find(int value) {
        return Arrays.binarySearch(values, 0, size, value);
    }

    void shrinkTo(int newSize) {
        size = newSize;
    }

    IntColumn copy() {
        IntColumn copy = new IntColumn();
        copy.values = values.clone();
        copy.size = size;
        return copy;
    }
}
