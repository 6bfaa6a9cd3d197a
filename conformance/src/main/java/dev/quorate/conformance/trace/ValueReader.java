package dev.quorate.conformance.trace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads values. A trace says the same few strings and small numbers again and again, and a message when it is sent and
 * when it is received; each is made only once while it stays in a cache of fixed size. Whoever compares two of them
 * then most often compares a reference. Not thread-safe.
 */
final class ValueReader {
    private static final int CACHED = 1 << 12;
    /** So many last characters tell most strings apart. */
    private static final int TELLING = 8;
    /** Fields and characters of what is kept in a cache. */
    private static final int MOST_CACHED = 32;
    /** The names of an object are looked for one by one; in one with a hundred thousand that would take hours. */
    private static final int MOST_NAMES = 1_000;

    /** An object without fields: the empty function, but no array. */
    private static final Value NOTHING = Value.record(Fields.NONE);

    private final Value.Str[] strings = new Value.Str[CACHED];
    /** The strings once more, in the form in which the parser has them. */
    private final char[][] spellings = new char[CACHED][];

    private final Value.Rec[] records = new Value.Rec[CACHED];
    private final Value.Int[] integers = new Value.Int[CACHED];
    /** The values of the objects and arrays that are being read, those of the innermost at the end. */
    private Value[] open = new Value[64];

    private int opened;

    /** The value whose first token is the parser's current one. */
    Value read(JsonParser in) throws IOException, Malformed {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new Malformed("", "the line ends here");
        }
        return switch (token) {
            case VALUE_STRING -> string(in);
            case VALUE_TRUE -> Value.TRUE;
            case VALUE_FALSE -> Value.FALSE;
            case VALUE_NUMBER_INT -> integer(in);
            case START_ARRAY -> new Value.Seq(array(in));
            case START_OBJECT -> object(in);
            default ->
                throw new Malformed(
                        "", "expected an integer, a string, a boolean, an array or an object, found " + in.getText());
        };
    }

    /** A string that is no value of its own, as the name of a node. */
    String text(JsonParser in) throws IOException, Malformed {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw new Malformed("", "expected a string, found " + in.getText());
        }
        return string(in).value();
    }

    private Value.Str string(JsonParser in) throws IOException {
        char[] chars = in.getTextCharacters();
        int from = in.getTextOffset();
        int length = in.getTextLength();
        if (length > MOST_CACHED) {
            return new Value.Str(new String(chars, from, length));
        }
        int hash = length;
        for (int n = Math.max(0, length - TELLING); n < length; n++) {
            hash = 31 * hash + chars[from + n];
        }
        int slot = (hash * 0x9E3779B9) >>> 20;
        char[] spelling = spellings[slot];
        if (spelling == null || !Arrays.equals(spelling, 0, spelling.length, chars, from, from + length)) {
            spellings[slot] = Arrays.copyOfRange(chars, from, from + length);
            strings[slot] = new Value.Str(new String(chars, from, length).intern());
        }
        return strings[slot];
    }

    private Value.Int integer(JsonParser in) throws IOException, Malformed {
        if (in.getNumberType() != JsonParser.NumberType.INT) {
            throw new Malformed("", in.getText() + " is outside the integers of the TLA+ tools (32 bits)");
        }
        int number = in.getIntValue();
        int slot = number & CACHED - 1;
        Value.Int cached = integers[slot];
        if (cached == null || cached.value() != number) {
            cached = new Value.Int(number);
            integers[slot] = cached;
        }
        return cached;
    }

    /** The elements of the array that begins here. */
    ImmutableList<Value> array(JsonParser in) throws IOException, Malformed {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw new Malformed("", "expected an array, found " + in.getText());
        }
        int begin = opened;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            try {
                push(read(in));
            } catch (Malformed e) {
                throw e.in("[" + (opened - begin) + "]");
            }
        }
        ImmutableList.Builder<Value> elements = ImmutableList.builderWithExpectedSize(opened - begin);
        for (int n = begin; n < opened; n++) {
            elements.add(open[n]);
        }
        opened = begin;
        return elements.build();
    }

    /** The fields of the object that begins here. */
    Fields fields(JsonParser in) throws IOException, Malformed {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new Malformed("", "expected an object, found " + in.getText());
        }
        int begin = opened;
        Shape shape = Shape.EMPTY;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            if (shape.size() == MOST_NAMES) {
                throw new Malformed("", "an object of more than " + MOST_NAMES + " names");
            }
            shape = shape.and(name);
            if (shape == null) {
                throw new Malformed(name, "stands here twice");
            }
            in.nextToken();
            try {
                push(read(in));
            } catch (Malformed e) {
                throw e.in(name);
            }
        }
        return shape.size() == 0 ? Fields.NONE : new Fields(shape, close(begin));
    }

    private void push(Value value) {
        if (opened == open.length) {
            open = Arrays.copyOf(open, 2 * opened);
        }
        open[opened++] = value;
    }

    private Value[] close(int begin) {
        Value[] values = Arrays.copyOfRange(open, begin, opened);
        opened = begin;
        return values;
    }

    /** After a line that was malformed nothing is open any more. */
    void reset() {
        opened = 0;
    }

    private Value object(JsonParser in) throws IOException, Malformed {
        Fields fields = fields(in);
        if (fields.isEmpty()) {
            return NOTHING;
        } else if (fields.shape().name(0).isEmpty() || fields.shape().name(0).charAt(0) != '#') {
            return isSmall(fields) ? known(fields) : plain(fields);
        } else if (fields.size() == 1
                && fields.at(0) instanceof Value.Seq elements
                && elements != NOTHING
                && fields.containsKey("#set")) {
            return new Value.SetOf(elements.elements());
        } else if (fields.size() == 1
                && fields.at(0) instanceof Value.Seq pairs
                && pairs != NOTHING
                && fields.containsKey("#map")) {
            return map(pairs);
        }
        return plain(fields);
    }

    /** What is in a cache stays in memory: a few parts, none of which has any. */
    private static boolean isSmall(Fields fields) {
        if (fields.size() > MOST_CACHED) {
            return false;
        }
        for (int n = 0; n < fields.size(); n++) {
            Value value = fields.at(n);
            if (!(value instanceof Value.Int || value instanceof Value.Bool)
                    && !(value instanceof Value.Str string && string.value().length() <= MOST_CACHED)) {
                return false;
            }
        }
        return true;
    }

    private Value known(Fields fields) throws Malformed {
        int slot = (fields.mixed() * 0x9E3779B9) >>> 20;
        Value.Rec known = records[slot];
        if (known == null
                || known.fields().shape() != fields.shape()
                || !known.fields().equals(fields)) {
            known = plain(fields);
            records[slot] = known;
        }
        return known;
    }

    private static Value.Rec plain(Fields fields) throws Malformed {
        for (int n = 0; n < fields.size(); n++) {
            if (ValueJson.isReserved(fields.shape().name(n))) {
                throw new Malformed("", "{\"" + fields.shape().name(n) + "\": …} is not a value of the format");
            }
        }
        return new Value.Rec(fields);
    }

    private static Value map(Value.Seq pairs) throws Malformed {
        Map<Value, Value> map = new LinkedHashMap<>();
        for (Value pair : pairs.elements()) {
            if (!(pair instanceof Value.Seq kv) || kv.elements().size() != 2) {
                throw new Malformed("", "#map holds pairs [argument, value], found " + pair);
            }
            if (map.put(kv.elements().get(0), kv.elements().get(1)) != null) {
                throw new Malformed(
                        "", "#map holds the argument " + kv.elements().get(0) + " twice");
            }
        }
        return Value.function(map);
    }
}
