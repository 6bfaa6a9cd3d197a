package dev.quorate.conformance.trace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Reads lines with one parser for many of them, as to make a parser costs a quarter of what it costs to read a line
 * with it. A line that is not as it should be is read again by {@link JsonLine}, with a parser of its own, which says
 * what is wrong. Not thread-safe.
 */
final class LineParser {
    private final Source source = new Source();
    private JsonParser json;

    <T> T read(byte[] bytes, int begin, int length, JsonLine.Form<T> form) throws Malformed {
        try {
            source.give(bytes, begin, length);
            if (json == null) {
                json = ValueJson.JSON.createParser(source);
            }
            if (json.nextToken() == JsonToken.START_OBJECT) {
                form.begin();
                JsonLine.members(json, form);
                if (json.releaseBuffered(OutputStream.nullOutputStream()) == 0 && source.isEmpty()) {
                    T whole = form.whole();
                    renewAtTimes();
                    return whole;
                }
            }
        } catch (IOException | Malformed e) {
            // it is found again, and told of this line alone
        }
        close();
        return JsonLine.read(bytes, begin, length, form);
    }

    /** A parser keeps the names that it has read: no more of them than one line may have. */
    private void renewAtTimes() {
        if (source.given > Lines.LONGEST) {
            close();
        }
    }

    void close() {
        if (json != null) {
            try {
                json.close();
            } catch (IOException e) {
                throw new AssertionError("a parser of bytes in memory", e);
            }
        }
        json = null;
        source.given = 0;
    }

    /** Gives out one line at a time; where it ends, all ends, until there is another. */
    private static final class Source extends InputStream {
        private byte[] bytes = new byte[0];
        private int next;
        private int end;
        private long given;

        void give(byte[] line, int begin, int length) {
            bytes = line;
            next = begin;
            end = begin + length;
            while (end > next && isBlank(bytes[end - 1])) {
                end--;
            }
            given += length;
        }

        private static boolean isBlank(byte b) {
            return b == ' ' || b == '\t' || b == '\r';
        }

        boolean isEmpty() {
            return next == end;
        }

        @Override
        public int read() {
            return isEmpty() ? -1 : bytes[next++] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int most) {
            if (isEmpty()) {
                return -1;
            }
            int count = Math.min(most, end - next);
            System.arraycopy(bytes, next, into, at, count);
            next += count;
            return count;
        }
    }
}
