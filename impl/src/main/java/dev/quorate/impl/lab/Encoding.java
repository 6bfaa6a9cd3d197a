package dev.quorate.impl.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How arguments and replies cross the network, and how a server may fill its persister: as JSON, so that no object is
 * shared. Carries records, strings, whole numbers, booleans, enums, {@link Optional}, and lists, sets and maps (with
 * strings as keys) of these. What is declared as {@link Object} may be a string, a whole number or a boolean.
 */
public final class Encoding {
    private static final JsonFactory JSON = new JsonFactory();

    private Encoding() {}

    /**
     * The bytes of a value.
     *
     * @throws IllegalArgumentException if a type cannot be carried; the message names it and where it stands
     */
    public static byte[] encode(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            write(value, out, value == null ? "null" : value.getClass().getSimpleName());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Object value, JsonGenerator out, String where) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String || value instanceof Enum<?>) {
            out.writeString(value.toString());
        } else if (value instanceof Integer || value instanceof Long) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), out, where);
        } else if (value instanceof List<?> || value instanceof Set<?>) {
            out.writeStartArray();
            for (Object element : (Collection<?>) value) {
                write(element, out, where);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, out, where);
        } else if (value instanceof Record) {
            writeRecord(value, out);
        } else {
            throw unknown(value.getClass(), where);
        }
    }

    private static void writeMap(Map<?, ?> map, JsonGenerator out, String where) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw unknown(entry.getKey().getClass(), "a key of " + where);
            }
            out.writeFieldName(key);
            write(entry.getValue(), out, where);
        }
        out.writeEndObject();
    }

    private static void writeRecord(Object value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, RecordForm.Field> field :
                RecordForm.of(value.getClass()).fields().entrySet()) {
            out.writeFieldName(field.getKey());
            write(field.getValue().of(value), out, field.getValue().where());
        }
        out.writeEndObject();
    }

    private static IllegalArgumentException unknown(Type type, String where) {
        return new IllegalArgumentException("the lab's encoding cannot carry a " + type.getTypeName() + " (" + where
                + "); it carries records, strings, whole numbers, booleans, enums, Optional, lists, sets and maps");
    }

    /**
     * What {@link #encode} was given.
     *
     * @throws IllegalArgumentException if the bytes are no value of this type
     */
    public static <T> T decode(byte[] bytes, Class<T> type) {
        Object value = decode(bytes, (Type) type);
        return type.cast(value);
    }

    static Object decode(byte[] bytes, Type type) {
        try (JsonParser in = JSON.createParser(bytes)) {
            in.nextToken();
            return read(in, type, type.getTypeName());
        } catch (IOException e) {
            throw new IllegalArgumentException("not in the lab's encoding: " + e.getMessage(), e);
        }
    }

    private static Object read(JsonParser in, Type type, String where) throws IOException {
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
        if (raw == Optional.class) {
            return in.currentToken() == JsonToken.VALUE_NULL
                    ? Optional.empty()
                    : Optional.of(read(in, argument(type, 0), where));
        } else if (in.currentToken() == JsonToken.VALUE_NULL && !raw.isPrimitive()) {
            return null;
        } else if (raw.isRecord()) {
            return readRecord(in, raw);
        } else if (List.class.isAssignableFrom(raw) || Set.class.isAssignableFrom(raw)) {
            return readAll(
                    in, type, List.class.isAssignableFrom(raw) ? new ArrayList<>() : new LinkedHashSet<>(), where);
        } else if (Map.class.isAssignableFrom(raw)) {
            return readMap(in, type, where);
        }
        return readScalar(in, raw, where);
    }

    private static Type argument(Type type, int which) {
        return type instanceof ParameterizedType p ? p.getActualTypeArguments()[which] : Object.class;
    }

    private static Object readScalar(JsonParser in, Class<?> raw, String where) throws IOException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_STRING && raw.isAssignableFrom(String.class)) {
            return in.getText();
        } else if (token == JsonToken.VALUE_STRING && raw.isEnum()) {
            return constant(raw, in.getText(), where);
        } else if (token.isBoolean() && (raw == boolean.class || raw.isAssignableFrom(Boolean.class))) {
            return in.getBooleanValue();
        } else if (token == JsonToken.VALUE_NUMBER_INT
                && (raw == int.class || raw.isAssignableFrom(Integer.class))
                && in.getNumberType() == JsonParser.NumberType.INT) {
            return in.getIntValue();
        } else if (token == JsonToken.VALUE_NUMBER_INT && (raw == long.class || raw.isAssignableFrom(Long.class))) {
            return in.getLongValue();
        }
        throw new IllegalArgumentException(where + ": a " + raw.getTypeName() + " is expected, not " + in.getText());
    }

    private static Object constant(Class<?> type, String name, String where) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(where + ": " + type.getSimpleName() + " has no " + name);
    }

    private static Object readAll(JsonParser in, Type type, Collection<Object> into, String where) throws IOException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            into.add(read(in, argument(type, 0), where));
        }
        return into;
    }

    private static Object readMap(JsonParser in, Type type, String where) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            map.put(key, read(in, argument(type, 1), where));
        }
        return map;
    }

    private static Object readRecord(JsonParser in, Class<?> type) throws IOException {
        RecordForm form = RecordForm.of(type);
        Object[] values = new Object[form.fields().size()];
        while (in.nextToken() != JsonToken.END_OBJECT) {
            RecordForm.Field field = form.field(in.currentName());
            in.nextToken();
            values[field.place()] = read(in, field.type(), field.where());
        }
        return form.make(values);
    }
}
