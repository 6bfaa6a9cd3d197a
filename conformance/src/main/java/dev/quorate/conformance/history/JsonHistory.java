package dev.quorate.conformance.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a history of JSON objects, a line each or in one array, with the names of {@link EdnHistory}. JSON has no
 * keywords: a string that begins with a colon is one, so that what was written can be read.
 */
final class JsonHistory implements HistoryReader.Form {
    /** Eighteen digits, as in EDN: so each history can be written in either form. */
    private static final long MOST = 999_999_999_999_999_999L;

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    .maxStringLength(1 << 16)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final JsonParser json;
    private final HistoryBuilder builder;
    private final RawOperation raw;

    JsonHistory(InputStream stream, HistoryBuilder builder, RawOperation raw) throws IOException {
        this.json = JSON.createParser(stream);
        this.builder = builder;
        this.raw = raw;
    }

    @Override
    public long line() {
        return json.currentLocation().getLineNr();
    }

    @Override
    public void read() throws IOException, Malformed, HistoryException {
        try {
            boolean isArray = json.nextToken() == JsonToken.START_ARRAY;
            JsonToken token = isArray ? json.nextToken() : json.currentToken();
            while (token != null && token != JsonToken.END_ARRAY) {
                operation(token);
                token = json.nextToken();
            }
            if (json.nextToken() != null) {
                throw new Malformed("something follows the end of the history");
            }
        } catch (JsonEOFException e) {
            throw new Malformed("the file ends inside an array or an object");
        } catch (StreamConstraintsException e) {
            throw new Malformed("beyond a limit: " + e.getOriginalMessage().replaceFirst(", from .*", ")"));
        } catch (JsonProcessingException e) {
            throw new Malformed("not JSON: " + e.getOriginalMessage());
        }
    }

    private void operation(JsonToken token) throws IOException, Malformed, HistoryException {
        raw.clear(line());
        if (token != JsonToken.START_OBJECT) {
            throw new Malformed("expected an operation, which is an object, found " + json.getText());
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            field(name);
        }
        builder.add(raw);
    }

    private void field(String name) throws IOException, Malformed {
        switch (name) {
            case "type" -> type();
            case "process" -> process();
            case "index" -> raw.index = number(name);
            case "time" -> raw.time = number(name);
            case "f" -> {
                if (json.currentToken().isScalarValue()) {
                    raw.f = raw.name(json.getText());
                } else {
                    json.skipChildren();
                }
            }
            case "value" -> {
                raw.beginValue();
                value();
            }
            default -> json.skipChildren();
        }
    }

    private void type() throws IOException, Malformed {
        raw.type = OperationType.of(json.getText());
        if (raw.type == null) {
            throw new Malformed("type: expected invoke, ok, fail or info, found " + json.getText());
        }
    }

    private void process() throws IOException, Malformed {
        switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> raw.setClient(integer());
            case VALUE_STRING -> raw.hasProcess = true;
            case VALUE_NULL -> raw.hasProcess = false;
            default -> throw new Malformed("process: expected an integer or a string");
        }
    }

    private long number(String field) throws IOException, Malformed {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return -1;
        }
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new Malformed(field + ": expected an integer, found " + json.getText());
        }
        return integer();
    }

    private long integer() throws IOException, Malformed {
        if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long number = json.getLongValue();
            if (number >= -MOST && number <= MOST) {
                return number;
            }
        }
        throw new Malformed("expected an integer of at most 18 digits, found " + json.getText());
    }

    private void value() throws IOException, Malformed {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            raw.hasValue = false;
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            raw.reject("value: expected an array of micro-operations");
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                microOp();
            } else {
                raw.reject("value: expected a micro-operation like [\"append\",9,1] or [\"r\",9,null]");
                json.skipChildren();
            }
        }
    }

    /** What is no micro-operation is passed over: it may turn out to be no client's. */
    private void microOp() throws IOException {
        int field = 0;
        long key = 0;
        boolean isAppend = false;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            try {
                switch (field++) {
                    case 0 -> isAppend = isAppend();
                    case 1 -> key = atom();
                    case 2 -> argument(isAppend, key);
                    default -> throw new Malformed("a micro-operation is a function, a key and a value");
                }
            } catch (Malformed e) {
                raw.reject("value: " + e.getMessage());
                json.skipChildren();
            }
        }
        if (field < 3) {
            raw.reject("value: a micro-operation is a function, a key and a value");
        }
    }

    private boolean isAppend() throws IOException, Malformed {
        String f = json.getText();
        if (!f.equals("append") && !f.equals("r")) {
            throw new Malformed("expected append or r, found " + f);
        }
        return f.equals("append");
    }

    private void argument(boolean isAppend, long key) throws IOException, Malformed {
        if (isAppend) {
            raw.values.add(atom());
            raw.addAppend(key);
        } else if (json.currentToken() == JsonToken.VALUE_NULL) {
            raw.addRead(key);
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            list();
            raw.addRead(key);
        } else {
            throw new Malformed("expected null or the list that was read, found " + json.getText());
        }
    }

    /** Reads to its end, whatever is in it. */
    private void list() throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            try {
                raw.values.add(atom());
            } catch (Malformed e) {
                raw.reject("value: " + e.getMessage());
                json.skipChildren();
            }
        }
    }

    private long atom() throws IOException, Malformed {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> integer();
            case VALUE_STRING -> builder.names().code(string(json.getText()));
            default -> throw new Malformed("expected an integer or a string, found " + json.getText());
        };
    }

    private static Atom string(String text) throws Malformed {
        try {
            return text.startsWith(":") && text.length() > 1 ? Atom.keyword(text.substring(1)) : Atom.of(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(e.getMessage());
        }
    }
}
