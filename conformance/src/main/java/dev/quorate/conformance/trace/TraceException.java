package dev.quorate.conformance.trace;

/** A trace that cannot be read: the message is one line that names file, line and field. */
public final class TraceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * A problem at a place.
     *
     * @param file the trace
     * @param line counted from one; zero if the file as a whole is meant
     * @param field the JSON field, or an empty string if the line as a whole is meant
     * @param problem what is wrong, in words
     */
    public TraceException(String file, long line, String field, String problem) {
        super(OneLine.of(file + (line > 0 ? ":" + line : "") + ": " + (field.isEmpty() ? "" : field + ": ") + problem));
        this.line = line;
    }

    /** Counted from one; zero if the file as a whole is meant. */
    public long line() {
        return line;
    }
}
