package dev.quorate.conformance.trace;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Values by name: the fields of a record, or the rows of a node. Immutable; two of them are equal if in both the
 * same names have the same values, in whatever order. Made for being read fast and for being small.
 */
public final class Fields extends AbstractMap<String, Value> {
    public static final Fields NONE = new Fields(Shape.EMPTY, new Value[0]);

    private final Shape shape;
    private final Value[] values;
    private int mixed;

    /** Takes over the array: whoever made it must not write to it again. */
    Fields(Shape shape, Value[] values) {
        this.shape = shape;
        this.values = values;
    }

    /**
     * Values by the places of a shape.
     *
     * @throws IllegalArgumentException if there are more or fewer of them than names
     */
    public static Fields of(Shape shape, Value... values) {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(values.length + " values for " + shape.size() + " names");
        }
        return new Fields(shape, values.clone());
    }

    /** The values of a map, in its order. */
    public static Fields of(Map<String, ? extends Value> map) {
        if (map instanceof Fields fields) {
            return fields;
        }
        Shape shape = Shape.EMPTY;
        Value[] values = new Value[map.size()];
        int n = 0;
        for (Map.Entry<String, ? extends Value> entry : map.entrySet()) {
            shape = shape.and(entry.getKey());
            values[n++] = entry.getValue();
        }
        return new Fields(shape, values);
    }

    public Shape shape() {
        return shape;
    }

    /** The value at a place of the shape. */
    public Value at(int place) {
        return values[place];
    }

    /** The same with another value at one place. */
    public Fields with(int place, Value value) {
        Value[] changed = values.clone();
        changed[place] = value;
        return new Fields(shape, changed);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Value get(Object name) {
        int place = name instanceof String string ? shape.indexOf(string) : -1;
        return place < 0 ? null : values[place];
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, Value>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Value>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < values.length;
                    }

                    @Override
                    public Map.Entry<String, Value> next() {
                        int n = next++;
                        return Map.entry(shape.name(n), values[n]);
                    }
                };
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        } else if (!(other instanceof Fields)) {
            return super.equals(other);
        }
        Fields that = (Fields) other;
        if (values.length != that.values.length || mixed() != that.mixed()) {
            return false;
        }
        for (int n = 0; n < values.length; n++) {
            Value mine = values[n];
            Value its = shape == that.shape ? that.values[n] : that.get(shape.name(n));
            if (!mine.equals(its)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link AbstractMap} has it, of any map. What is looked up again and again goes by {@link #mixed}. */
    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /**
     * A hash that tells apart what differs only a little: that of a map is a sum in which a number one higher and a
     * name one lower, or two values that changed places, often make no difference. It is computed once.
     */
    int mixed() {
        if (mixed == 0) {
            int sum = 0;
            for (int n = 0; n < values.length; n++) {
                sum += spread(31 * shape.name(n).hashCode() + values[n].hashCode()); // whatever the order of the names
            }
            mixed = sum;
        }
        return mixed;
    }

    /** Twice, as a product alone would leave a sum of small differences what it was. */
    private static int spread(int hash) {
        int once = hash * 0x9E3779B9;
        int twice = (once ^ (once >>> 15)) * 0x85EBCA6B;
        return twice ^ (twice >>> 13);
    }
}
