package dev.quorate.impl.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Where in a line of JSON its members and elements stand, so that one of them can be changed and no other. */
final class JsonParts {
    /**
     * A member of an object, or an element of an array.
     *
     * @param begin of its key; of an element, of its value
     * @param value where the value begins
     * @param end behind the value
     */
    record Part(int begin, int value, int end) {
        boolean hasKey() {
            return begin < value;
        }
    }

    private final ImmutableList.Builder<Part> parts = ImmutableList.builder();
    private final JsonParser in;

    private JsonParts(JsonParser in) {
        this.in = in;
    }

    /** All parts of a line, at all depths. */
    static ImmutableList<Part> of(String line) {
        try (JsonParser in = new JsonFactory().createParser(line)) {
            JsonParts found = new JsonParts(in);
            in.nextToken();
            found.value();
            return found.parts.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return where the value ends whose first token is the current one */
    private int value() throws IOException {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                int key = begin();
                in.nextToken();
                int value = begin();
                parts.add(new Part(key, value, value()));
            }
        } else if (in.currentToken() == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                int value = begin();
                parts.add(new Part(value, value, value()));
            }
        }
        in.finishToken();
        return (int) in.currentLocation().getCharOffset();
    }

    private int begin() {
        return (int) in.currentTokenLocation().getCharOffset();
    }
}
