package dev.quorate.conformance.trace;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/** A line that is one JSON object, whose members a {@link Form} knows by name. */
final class JsonLine {
    private JsonLine() {}

    /** What the members of an object are, and what they make together. */
    interface Form<T> {
        /** Before the first member: forgets the line before. */
        default void begin() {}

        /** Takes in one member, whose first token is the parser's current one. @return whether it is known */
        boolean member(String name, JsonParser json) throws IOException, Malformed;

        /** What stands where {@link #member} knows no name: {@code "a field of an event"}. */
        String knows();

        /** After the last member. @throws Malformed if one is missing or does not fit the others */
        T whole() throws Malformed;
    }

    static <T> T read(byte[] bytes, int begin, int length, Form<T> form) throws Malformed {
        if (length == 0) {
            throw new Malformed("", "the line is empty");
        }
        try (JsonParser json = ValueJson.JSON.createParser(bytes, begin, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("", "expected a JSON object");
            }
            form.begin();
            members(json, form);
            if (json.nextToken() != null) {
                throw new Malformed("", "something follows the JSON object");
            }
            return form.whole();
        } catch (JsonEOFException e) {
            throw new Malformed("", "not JSON: the line is cut off");
        } catch (StreamConstraintsException e) {
            throw new Malformed("", "beyond a limit: " + e.getOriginalMessage().replaceFirst(", from .*", ")"));
        } catch (JacksonException e) {
            throw new Malformed("", "not JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new Malformed("", "not JSON: " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    static void members(JsonParser json, Form<?> form) throws IOException, Malformed {
        Shape seen = Shape.EMPTY;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            seen = seen.and(name);
            if (seen == null) {
                throw new Malformed(name, "stands here twice");
            }
            json.nextToken();
            boolean known;
            try {
                known = form.member(name, json);
            } catch (Malformed e) {
                throw e.in(name);
            }
            if (!known) {
                throw new Malformed(name, "not " + form.knows());
            }
        }
    }

    /** Whether these bytes are a JSON object from beginning to end. */
    static boolean isWhole(byte[] bytes, int begin, int length) {
        try (JsonParser json = ValueJson.JSON.createParser(bytes, begin, length)) {
            json.nextToken();
            return json.skipChildren().currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    static <T> T required(T value, String member) throws Malformed {
        if (value == null) {
            throw new Malformed(member, "missing");
        }
        return value;
    }

    static String string(JsonParser json) throws IOException, Malformed {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new Malformed("", "expected a string, found " + json.getText());
        }
        return json.getText();
    }

    static long integer(JsonParser json) throws IOException, Malformed {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new Malformed("", "expected an integer, found " + json.getText());
        }
        return json.getLongValue();
    }
}
