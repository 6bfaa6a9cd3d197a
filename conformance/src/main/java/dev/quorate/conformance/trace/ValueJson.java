package dev.quorate.conformance.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.common.collect.ImmutableList;
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
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(100)
                    .build())
            .build();

    private ValueJson() {}

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
            Value value = new ValueReader().read(in);
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("more than one value");
            }
            return value;
        } catch (IOException | Malformed e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Writes one value. */
    public static void write(Value value, JsonGenerator out) throws IOException {
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

    static boolean isReserved(String name) {
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

    /** Writes values by name, as an object. */
    public static void writeFields(Map<String, Value> fields, JsonGenerator out) throws IOException {
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
}
