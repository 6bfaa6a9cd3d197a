package dev.quorate.conformance.history;

import com.google.common.base.CharMatcher;

/**
 * A key, or a value that is appended: an integer, a keyword or a string.
 *
 * @param kind which of them
 * @param number the integer, or zero
 * @param text the keyword without its colon, or the string; otherwise empty
 */
public record Atom(Kind kind, long number, String text) {
    /** Integers from here down are kept for names; see {@link Names}. */
    static final long LEAST = Long.MIN_VALUE + Integer.MAX_VALUE;

    private static final CharMatcher NOT_IN_KEYWORDS =
            CharMatcher.whitespace().or(CharMatcher.anyOf("()[]{}\",;\\@^`~")).or(CharMatcher.javaIsoControl());

    /** What an atom can be. */
    public enum Kind {
        /** Written as digits. */
        INTEGER,
        /** Written with a colon before it. */
        KEYWORD,
        /** Written in quotes. */
        STRING
    }

    /**
     * Makes an atom.
     *
     * @throws IllegalArgumentException if the number is too low, or the text cannot be a keyword
     */
    public Atom {
        if (kind == Kind.INTEGER && number <= LEAST) {
            throw new IllegalArgumentException(number + " is too low for an integer of a history");
        }
        if (kind == Kind.KEYWORD && !isKeyword(text)) {
            throw new IllegalArgumentException("\"" + text + "\" cannot be a keyword");
        }
    }

    /** Whether this can be the name of a keyword. */
    static boolean isKeyword(String text) {
        return !text.isEmpty() && NOT_IN_KEYWORDS.matchesNoneOf(text);
    }

    /** An integer. */
    public static Atom of(long number) {
        return new Atom(Kind.INTEGER, number, "");
    }

    /** A string. */
    public static Atom of(String text) {
        return new Atom(Kind.STRING, 0, text);
    }

    /** A keyword, given without its colon. */
    public static Atom keyword(String name) {
        return new Atom(Kind.KEYWORD, 0, name);
    }

    /** As EDN has it: {@code 5}, {@code :x}, {@code "x"}. */
    @Override
    public String toString() {
        return switch (kind) {
            case INTEGER -> Long.toString(number);
            case KEYWORD -> ":" + text;
            case STRING -> EdnText.quoted(text);
        };
    }
}
