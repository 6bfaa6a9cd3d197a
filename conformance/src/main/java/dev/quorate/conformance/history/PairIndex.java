package dev.quorate.conformance.history;

/** Numbers pairs of an int and a long in the order in which they come, from zero. Open addressing, no objects. */
final class PairIndex {
    private final IntColumn firsts = new IntColumn();
    private final LongColumn seconds = new LongColumn();
    /** Numbers plus one; zero is an empty place. */
    private int[] table = new int[64];

    int size() {
        return firsts.size();
    }

    int first(int number) {
        return firsts.get(number);
    }

    long second(int number) {
        return seconds.get(number);
    }

    /** The number of this pair, or -1. */
    int find(int first, long second) {
        int place = place(first, second);
        return table[place] - 1;
    }

    /** The number of this pair, which it gets now if it has none. */
    int add(int first, long second) {
        int place = place(first, second);
        if (table[place] != 0) {
            return table[place] - 1;
        }
        firsts.add(first);
        seconds.add(second);
        table[place] = firsts.size();
        if (firsts.size() * 2 > table.length) {
            grow();
        }
        return firsts.size() - 1;
    }

    private int place(int first, long second) {
        int mask = table.length - 1;
        int place = hash(first, second) & mask;
        while (table[place] != 0
                && (firsts.get(table[place] - 1) != first || seconds.get(table[place] - 1) != second)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private static int hash(int first, long second) {
        long mixed = (second * 0x9E3779B97F4A7C15L + first) * 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 32);
    }

    private void grow() {
        table = new int[table.length * 2];
        for (int number = 0; number < firsts.size(); number++) {
            table[place(firsts.get(number), seconds.get(number))] = number + 1;
        }
    }
}
