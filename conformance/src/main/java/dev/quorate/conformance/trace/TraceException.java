package dev.quorate.conformance.trace;

/** A trace that cannot be read: the message is one line that names file, line and field. */
public final class TraceException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A problem at a place.
     *
     * @param file the trace
     * @param line counted from one; zero if the file as a whole is meant
     * @param field the JSON field, or an empty string if the line as a whole is meant
     * @param problem what is wrong, in words
     */
    public TraceException(String file, long line, String field, String problem) {
        super(oneLine(file + (line > 0 ? ":" + line : "") + ": " + (field.isEmpty() ? "" : field + ": ") + problem));
    }

    /** A trace quoted in a message could hold a line end, or what a terminal takes for a command. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
