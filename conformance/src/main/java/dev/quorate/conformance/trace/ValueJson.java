package dev.quorate.conformance.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values in JSON, as Apalache's ITF writes them: <code>{"#set":[…]}</code> a set, <code>[…]</code> a sequence,
 * <code>{…}</code> a record, <code>{"#map":[[k,v],…]}</code> a function.
 */
public final class ValueJson {
    private static final int DEEPEST = 64;

    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(100)
                    .build())
            .build();

    private ValueJson() {}

    /** What is wrong with a value, and with which part of it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        final String field;

        Malformed(String field, String problem) {
            super(problem);
            this.field = field;
        }
    }

    public static byte[] encode(Value value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The value behind {@link #encode}.
     *
     * @throws IllegalArgumentException if the bytes are not one value
     */
    public static Value decode(byte[] bytes) {
        try (JsonParser in = JSON.createParser(bytes)) {
            in.nextToken();
            Value value = read(in, "value");
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("more than one value");
            }
            return value;
        } catch (IOException | Malformed e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static void write(Value value, JsonGenerator out) throws IOException {
        if (value instanceof Value.Int v) {
            out.writeNumber(v.value());
        } else if (value instanceof Value.Bool v) {
            out.writeBoolean(v.value());
        } else if (value instanceof Value.Str v) {
            out.writeString(v.value());
        } else if (value instanceof Value.SetOf v) {
            out.writeStartObject();
            out.writeFieldName("#set");
            writeAll(v.elements(), out);
            out.writeEndObject();
        } else if (value instanceof Value.Seq v) {
            writeAll(v.elements(), out);
        } else if (value instanceof Value.Rec v && v.fields().keySet().stream().anyMatch(ValueJson::isReserved)) {
            writeMap(asFunction(v), out);
        } else if (value instanceof Value.Rec v) {
            writeFields(v.fields(), out);
        } else if (value instanceof Value.Fun v) {
            writeMap(v.map(), out);
        }
    }

    private static boolean isReserved(String name) {
        return name.startsWith("#");
    }

    private static Map<Value, Value> asFunction(Value.Rec rec) {
        Map<Value, Value> map = new LinkedHashMap<>();
        rec.fields().forEach((name, value) -> map.put(Value.of(name), value));
        return map;
    }

    private static void writeMap(Map<Value, Value> map, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("#map");
        for (Map.Entry<Value, Value> e : map.entrySet()) {
            writeAll(ImmutableList.of(e.getKey(), e.getValue()), out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    static void writeFields(Map<String, Value> fields, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, Value> f : fields.entrySet()) {
            out.writeFieldName(f.getKey());
            write(f.getValue(), out);
        }
        out.writeEndObject();
    }

    static void writeAll(Iterable<Value> values, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (Value v : values) {
            write(v, out);
        }
        out.writeEndArray();
    }

    /** Reads the value whose first token is the parser's current one. */
    static Value read(JsonParser in, String field) throws IOException, Malformed {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new Malformed(field, "the line ends here");
        }
        return switch (token) {
            case VALUE_STRING -> new Value.Str(in.getText().intern());
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            case VALUE_NUMBER_INT -> new Value.Int(readInt(in, field));
            case START_ARRAY -> new Value.Seq(readArray(in, field));
            case START_OBJECT -> readObject(in, field);
            default ->
                throw new Malformed(
                        field,
                        "expected an integer, a string, a boolean, an array or an object, found " + in.getText());
        };
    }

    private static int readInt(JsonParser in, String field) throws IOException, Malformed {
        if (in.getNumberType() != JsonParser.NumberType.INT) {
            throw new Malformed(field, in.getText() + " is outside the integers of the TLA+ tools (32 bits)");
        }
        return in.getIntValue();
    }

    static ImmutableList<Value> readArray(JsonParser in, String field) throws IOException, Malformed {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw new Malformed(field, "expected an array, found " + in.getText());
        }
        ImmutableList.Builder<Value> elements = ImmutableList.builder();
        int n = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(in, field + "[" + n++ + "]"));
        }
        return elements.build();
    }

    private static Value readObject(JsonParser in, String field) throws IOException, Malformed {
        ImmutableMap<String, Value> fields = readFields(in, field);
        if (fields.size() == 1 && fields.get("#set") instanceof Value.Seq elements) {
            return new Value.SetOf(elements.elements());
        }
        if (fields.size() == 1 && fields.get("#map") instanceof Value.Seq pairs) {
            return readMap(pairs, field);
        }
        for (String name : fields.keySet()) {
            if (isReserved(name)) {
                throw new Malformed(field, "{\"" + name + "\": …} is not a value of the format");
            }
        }
        return Value.record(fields);
    }

    private static Value readMap(Value.Seq pairs, String field) throws Malformed {
        Map<Value, Value> map = new LinkedHashMap<>();
        for (Value pair : pairs.elements()) {
            if (!(pair instanceof Value.Seq kv) || kv.elements().size() != 2) {
                throw new Malformed(field, "#map holds pairs [argument, value], found " + pair);
            }
            if (map.put(kv.elements().get(0), kv.elements().get(1)) != null) {
                throw new Malformed(
                        field, "#map holds the argument " + kv.elements().get(0) + " twice");
            }
        }
        return Value.function(map);
    }

    static ImmutableMap<String, Value> readFields(JsonParser in, String field) throws IOException, Malformed {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new Malformed(field, "expected an object, found " + in.getText());
        }
        ImmutableMap.Builder<String, Value> fields = ImmutableMap.builder();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName().intern();
            in.nextToken();
            fields.put(name, read(in, field + "." + name));
        }
        return fields.buildOrThrow();
    }
}
