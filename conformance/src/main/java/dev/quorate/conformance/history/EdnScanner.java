package dev.quorate.conformance.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The forms of EDN, one after the other, of a stream that may be long. Not thread-safe. */
final class EdnScanner {
    private static final int LONGEST = 1 << 16;
    private static final int DEEPEST = 64;
    private static final int MOST_DIGITS = 18;
    private static final boolean[] DELIMITERS = delimiters();

    private final InputStream stream;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private long line = 1;
    private byte[] word = new byte[64];

    EdnScanner(InputStream stream) {
        this.stream = stream;
    }

    /** Counted from one. */
    long line() {
        return line;
    }

    /** The next byte, which stays; -1 at the end. */
    int peek() throws IOException {
        if (next == end) {
            end = Math.max(0, stream.read(buffer, 0, buffer.length));
            next = 0;
            if (end == 0) {
                return -1;
            }
        }
        return buffer[next] & 0xff;
    }

    /** Takes the byte that {@link #peek} has shown. */
    void take() {
        if (buffer[next++] == '\n') {
            line++;
        }
    }

    /** The byte with which the next form begins, which stays, after whatever means nothing; -1 at the end. */
    int begin() throws IOException, Malformed {
        while (true) {
            int c = peek();
            if (c == ';') {
                comment();
            } else if (isBlank(c)) {
                take();
            } else if (c == '#' && isDiscard()) {
                skip(1);
            } else {
                return c;
            }
        }
    }

    /** Takes a byte that must be here. */
    void expect(char c, String what) throws IOException, Malformed {
        if (begin() != c) {
            throw new Malformed("expected " + what + ", found " + found());
        }
        take();
    }

    private void comment() throws IOException {
        while (peek() != '\n' && peek() >= 0) {
            take();
        }
    }

    /** After {@code #}: takes {@code #_}, and leaves anything else as it is. */
    private boolean isDiscard() throws IOException {
        if (next + 1 == end) {
            refill();
        }
        if (next + 1 < end && buffer[next + 1] == '_') {
            next += 2;
            return true;
        }
        return false;
    }

    /** Moves the last byte of the buffer to its begin, and reads what comes after it. */
    private void refill() throws IOException {
        buffer[0] = buffer[next];
        next = 0;
        end = 1 + Math.max(0, stream.read(buffer, 1, buffer.length - 1));
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == ',' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
    }

    private static boolean isDelimiter(int c) {
        return c < 0 || DELIMITERS[c];
    }

    private static boolean[] delimiters() {
        boolean[] delimiters = new boolean[256];
        for (char c : " ,\n\r\t\f()[]{}\";".toCharArray()) {
            delimiters[c] = true;
        }
        return delimiters;
    }

    /** What stands here, for a message. */
    String found() throws IOException, Malformed {
        int c = begin();
        if (c < 0) {
            return "the end of the file";
        }
        if ("()[]{}".indexOf(c) >= 0) {
            return Character.toString(c);
        }
        return c == '"' ? EdnText.quoted(string()) : word();
    }

    /** A keyword, a symbol, a number: all up to the next delimiter. */
    String word() throws IOException, Malformed {
        return text(wordLength());
    }

    private int wordLength() throws IOException, Malformed {
        int length = 0;
        while (!isDelimiter(peek())) {
            put(length++, peek());
            take();
        }
        if (length == 0) {
            throw new Malformed("expected a name or a number, found " + found());
        }
        return length;
    }

    private void put(int at, int c) throws Malformed {
        if (at == word.length) {
            if (at == LONGEST) {
                throw new Malformed("a name or string is longer than 64 KiB");
            }
            word = Arrays.copyOf(word, at * 2);
        }
        word[at] = (byte) c;
    }

    private String text(int length) {
        return new String(word, 0, length, StandardCharsets.UTF_8);
    }

    /** A string, of which the opening quote is next. */
    String string() throws IOException, Malformed {
        take();
        int length = 0;
        boolean hasEscapes = false;
        while (peek() != '"') {
            int c = peek();
            if (c < 0) {
                throw new Malformed("the file ends inside a string");
            }
            if (c == '\\') {
                hasEscapes = true;
                put(length++, c);
                take();
                if (peek() < 0) {
                    throw new Malformed("the file ends inside a string");
                }
            }
            put(length++, peek());
            take();
        }
        take();
        return hasEscapes ? unescaped(text(length)) : text(length);
    }

    private static String unescaped(String text) throws Malformed {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escape = text.charAt(++i);
            switch (escape) {
                case '"', '\\' -> plain.append(escape);
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'u' -> {
                    plain.append(codeUnit(text, i + 1));
                    i += 4;
                }
                default -> throw new Malformed("no such escape in a string: \\" + escape);
            }
        }
        return plain.toString();
    }

    private static char codeUnit(String text, int at) throws Malformed {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new Malformed("\\u in a string needs four hexadecimal digits");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    /** An integer, a keyword or a string, as its code. */
    long atom(Names names) throws IOException, Malformed {
        int c = begin();
        if (c == '"') {
            return names.code(Atom.of(string()));
        }
        if (c == ':') {
            return names.code(Atom.keyword(keyword()));
        }
        return integer("an integer, a keyword or a string");
    }

    /** An integer, or else a complaint that this is not what it should be. */
    long integer(String what) throws IOException, Malformed {
        int c = begin();
        if (c >= '0' && c <= '9') {
            long digits = digits();
            if (digits >= 0) {
                return digits;
            }
        }
        boolean isNegative = c == '-';
        if ("()[]{}\":".indexOf(c) >= 0 || c < 0) {
            throw new Malformed("expected " + what + ", found " + found());
        }
        int length = wordLength();
        int from = isNegative || c == '+' ? 1 : 0;
        int to = length > 1 && word[length - 1] == 'N' ? length - 1 : length;
        long value = 0;
        boolean fits = to > from && to - from <= MOST_DIGITS;
        for (int i = from; i < to; i++) {
            int digit = word[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new Malformed("expected " + what + ", found " + text(length));
            }
            value = value * 10 + digit;
        }
        if (!fits) {
            throw new Malformed("expected " + what + " of at most 18 digits, found " + text(length));
        }
        return isNegative ? -value : value;
    }

    /** The number that is next, if it is all digits and lies whole in the buffer; else -1, and nothing is taken. */
    private long digits() {
        long value = 0;
        int at = next;
        while (at < end && buffer[at] >= '0' && buffer[at] <= '9' && at - next < MOST_DIGITS) {
            value = value * 10 + buffer[at++] - '0';
        }
        if (at == end || !isDelimiter(buffer[at] & 0xff)) {
            return -1;
        }
        next = at;
        return value;
    }

    /** A keyword without its colon, which is next. */
    String keyword() throws IOException, Malformed {
        String text = word();
        int colons = text.startsWith("::") ? 2 : 1;
        try {
            return Atom.keyword(text.substring(colons)).text();
        } catch (IllegalArgumentException e) {
            throw new Malformed(e.getMessage());
        }
    }

    /** Passes over a form, whatever it is. */
    void skip() throws IOException, Malformed {
        skip(0);
    }

    private void skip(int depth) throws IOException, Malformed {
        if (depth > DEEPEST) {
            throw new Malformed("nested deeper than " + DEEPEST);
        }
        int c = begin();
        switch (c) {
            case '(' -> skipTo(')', depth);
            case '[' -> skipTo(']', depth);
            case '{' -> skipTo('}', depth);
            case '"' -> string();
            case '\\' -> skipCharacter();
            case '#' -> skipDispatch(depth);
            case '^' -> {
                take();
                skip(depth + 1);
                skip(depth + 1);
            }
            case '\'', '@', '`', '~' -> {
                take();
                skip(depth + 1);
            }
            default -> word();
        }
    }

    private void skipTo(char close, int depth) throws IOException, Malformed {
        take();
        while (begin() != close) {
            if (peek() < 0) {
                throw new Malformed("the file ends before a closing " + close);
            }
            skip(depth + 1);
        }
        take();
    }

    /** Any character may follow the backslash, a delimiter as well. */
    private void skipCharacter() throws IOException {
        take();
        if (peek() >= 0) {
            take();
        }
        while (!isDelimiter(peek())) {
            take();
        }
    }

    /** A set, or a tag and what is tagged. */
    private void skipDispatch(int depth) throws IOException, Malformed {
        take();
        if (peek() == '{') {
            skipTo('}', depth);
        } else if (peek() == '"') {
            string();
        } else {
            word();
            skip(depth + 1);
        }
    }

    /** Passes over tags and namespaces before a form. */
    void skipTags() throws IOException, Malformed {
        while (begin() == '#') {
            take();
            word();
        }
    }
}
