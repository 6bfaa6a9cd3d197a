package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableMap;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;

/** What the encoding needs to know of a record type; looked up once, as reflection takes longer than the rest. */
final class RecordForm {
    private static final ClassValue<RecordForm> FORMS = new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
            return new RecordForm(type);
        }
    };

    /**
     * A component.
     *
     * @param place in the order of the constructor's parameters
     * @param where it stands, for messages
     */
    record Field(int place, Type type, Method accessor, String where) {
        Object of(Object value) {
            try {
                return accessor.invoke(value);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(where + " cannot be read", e);
            }
        }
    }

    private final Class<?> type;
    private final ImmutableMap<String, Field> fields;
    private final Constructor<?> constructor;

    private RecordForm(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        ImmutableMap.Builder<String, Field> builder = ImmutableMap.builder();
        for (int place = 0; place < components.length; place++) {
            RecordComponent component = components[place];
            component.getAccessor().setAccessible(true);
            builder.put(
                    component.getName(),
                    new Field(
                            place,
                            component.getGenericType(),
                            component.getAccessor(),
                            type.getSimpleName() + "." + component.getName()));
        }
        fields = builder.buildOrThrow();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has this constructor", e);
        }
        constructor.setAccessible(true);
    }

    static RecordForm of(Class<?> type) {
        return FORMS.get(type);
    }

    /** By name, in the order of the record. */
    ImmutableMap<String, Field> fields() {
        return fields;
    }

    Field field(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no " + name);
        }
        return field;
    }

    /** A record with these values. */
    Object make(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " cannot be made: " + e, e);
        }
    }
}
