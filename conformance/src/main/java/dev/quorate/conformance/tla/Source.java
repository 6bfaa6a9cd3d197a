package dev.quorate.conformance.tla;

/**
 * A piece of a module: where it begins, counted from one, and its text on one line.
 *
 * @param text as written, with white space and comments folded
 */
public record Source(String module, int line, int column, String text) {
    /** The place alone: {@code TokenRing:178:12}. */
    public String place() {
        return module + ":" + line + ":" + column;
    }
}
