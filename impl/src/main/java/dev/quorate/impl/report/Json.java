package dev.quorate.impl.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a JSON file that knows where it stands, so that whoever finds it wrong can say so.
 *
 * @param line the first is 1
 * @param place as in {@code bars[2].value}; empty for the whole file
 * @param value text, a number, a truth value, or what {@link #list()} and {@link #members()} give
 */
record Json(Path file, int line, String place, Object value) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * Reads a file.
     *
     * @throws ReportException if it is no JSON object
     */
    static Json read(Path file) throws IOException, ReportException {
        try (JsonParser parser = FACTORY.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ReportException(file, "1", "expected a JSON object");
            }
            return value(file, "", parser);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String what = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new ReportException(file, Integer.toString(line), "not JSON: " + what);
        }
    }

    private static Json value(Path file, String place, JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        Object value =
                switch (parser.currentToken()) {
                    case START_OBJECT -> members(file, place, parser);
                    case START_ARRAY -> list(file, place, parser);
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                    case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
                    default -> parser.getText();
                };
        return new Json(file, line, place, value);
    }

    private static ImmutableMap<String, Json> members(Path file, String place, JsonParser parser) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(file, place.isEmpty() ? name : place + "." + name, parser));
        }
        return ImmutableMap.copyOf(members);
    }

    private static ImmutableList<Json> list(Path file, String place, JsonParser parser) throws IOException {
        ImmutableList.Builder<Json> list = ImmutableList.builder();
        for (int n = 0; parser.nextToken() != JsonToken.END_ARRAY; n++) {
            list.add(value(file, place + "[" + n + "]", parser));
        }
        return list.build();
    }

    ReportException isNot(String expected) {
        return new ReportException(file, line + (place.isEmpty() ? "" : ": " + place), "expected " + expected);
    }

    Optional<Json> find(String name) throws ReportException {
        return Optional.ofNullable(members().get(name));
    }

    Json member(String name) throws ReportException {
        return find(name)
                .orElseThrow(() -> new ReportException(
                        file, line + (place.isEmpty() ? "" : ": " + place), "there is no \"" + name + "\""));
    }

    ImmutableMap<String, Json> members() throws ReportException {
        if (value instanceof ImmutableMap<?, ?> map) {
            ImmutableMap.Builder<String, Json> members = ImmutableMap.builder();
            map.forEach((name, member) -> members.put((String) name, (Json) member));
            return members.buildOrThrow();
        }
        throw isNot("an object");
    }

    ImmutableList<Json> list() throws ReportException {
        if (value instanceof ImmutableList<?> list) {
            return list.stream().map(Json.class::cast).collect(ImmutableList.toImmutableList());
        }
        throw isNot("a list");
    }

    String text() throws ReportException {
        if (value instanceof String text) {
            return text;
        }
        throw isNot("a text");
    }

    double number() throws ReportException {
        if (value instanceof Double number) {
            return number;
        }
        throw isNot("a number");
    }

    long count() throws ReportException {
        double number = number();
        if (number == Math.rint(number)) {
            return (long) number;
        }
        throw isNot("a whole number");
    }

    boolean flag() throws ReportException {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw isNot("true or false");
    }

    ImmutableList<Json> list(String name) throws ReportException {
        return member(name).list();
    }

    String text(String name) throws ReportException {
        return member(name).text();
    }

    /** A text that need not be there. */
    String text(String name, String otherwise) throws ReportException {
        return find(name).isPresent() ? text(name) : otherwise;
    }

    double number(String name) throws ReportException {
        return member(name).number();
    }

    long count(String name) throws ReportException {
        return member(name).count();
    }

    boolean flag(String name) throws ReportException {
        return member(name).flag();
    }
}
