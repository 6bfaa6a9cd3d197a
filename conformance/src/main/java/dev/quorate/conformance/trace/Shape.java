package dev.quorate.conformance.trace;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The names of some {@link Fields}, in order. Records of one kind share one shape, so that whoever reads the same field
 * of many records finds its place by comparing one reference; this is how engines of dynamic languages read theirs.
 *
 * <p>Shapes grow from {@link #EMPTY}, name by name. Those with the same names in the same order are one object, except
 * that no more than some thousands are remembered: input with ever new names must not fill the memory. Thread-safe.
 */
public final class Shape {
    public static final Shape EMPTY = new Shape(new String[0], new AtomicInteger());

    private static final int MOST_REMEMBERED = 4096;
    private static final int USUAL = 64;

    private final String[] names;
    /** The name by which this grew out of a shorter one. */
    private final String last;

    private final AtomicInteger remembered;
    private final ConcurrentHashMap<String, Shape> longer = new ConcurrentHashMap<>();
    /** Longer shapes asked for before, by the hash of the name; most often they are asked for again. */
    private final Shape[] usual = new Shape[USUAL];

    /** The longer shape asked for last: of records of one kind, read one after the other, always the same. */
    private Shape latest;

    private volatile int[] sorted;
    /** A hash table: places plus one, or zero where there is none. */
    private volatile int[] places;

    private Shape(String[] names, AtomicInteger remembered) {
        this.names = names;
        this.last = names.length == 0 ? "" : names[names.length - 1];
        this.remembered = remembered;
    }

    public int size() {
        return names.length;
    }

    public String name(int n) {
        return names[n];
    }

    /** The place of a name, or a negative number. */
    public int indexOf(String name) {
        int[] table = places == null ? tabulate() : places;
        int slot = name.hashCode() & (table.length - 1);
        while (table[slot] != 0 && !names[table[slot] - 1].equals(name)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return table[slot] - 1;
    }

    private int[] tabulate() {
        int[] table = new int[4 * Integer.highestOneBit(names.length + 1)];
        for (int n = 0; n < names.length; n++) {
            int slot = names[n].hashCode() & (table.length - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = n + 1;
        }
        places = table;
        return table;
    }

    public boolean hasSameNames(Shape other) {
        if (names.length != other.names.length) {
            return false;
        }
        for (String name : names) {
            if (other.indexOf(name) < 0) {
                return false;
            }
        }
        return true;
    }

    /** This shape and one more name; or {@code null} if the name is in it already. */
    public Shape and(String name) {
        Shape guess = latest;
        if (guess != null && guess.last.equals(name)) {
            return guess;
        }
        Shape found = longer(name);
        latest = found == null ? guess : found;
        return found;
    }

    private Shape longer(String name) {
        int slot = (name.hashCode() * 0x9E3779B9) >>> 26;
        Shape guess = usual[slot];
        if (guess != null && guess.last.equals(name)) {
            return guess;
        }
        Shape found = longer.get(name);
        if (found == null) {
            if (indexOf(name) >= 0) {
                return null;
            }
            found = grown(name);
        }
        usual[slot] = found;
        return found;
    }

    private Shape grown(String name) {
        String[] more = Arrays.copyOf(names, names.length + 1);
        more[names.length] = name.intern();
        Shape shape = new Shape(more, remembered);
        if (remembered.get() >= MOST_REMEMBERED) {
            return shape;
        }
        Shape other = longer.putIfAbsent(name, shape);
        if (other == null) {
            remembered.incrementAndGet();
            return shape;
        }
        return other;
    }

    /** The places of the names in alphabetical order. */
    int[] sorted() {
        int[] order = sorted;
        if (order == null) {
            order = IntStream.range(0, names.length)
                    .boxed()
                    .sorted(Comparator.comparing(n -> names[n]))
                    .mapToInt(n -> n)
                    .toArray();
            sorted = order;
        }
        return order;
    }
}
