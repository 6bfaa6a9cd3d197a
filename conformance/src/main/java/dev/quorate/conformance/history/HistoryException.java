package dev.quorate.conformance.history;

import dev.quorate.conformance.trace.OneLine;

/** A history that cannot be read: the message is one line that names file, line and index of the operation. */
public final class HistoryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * A problem at a place.
     *
     * @param file the history
     * @param line counted from one; zero if the file as a whole is meant
     * @param index of the operation; negative if it is not known
     * @param problem what is wrong, in words
     */
    public HistoryException(String file, long line, long index, String problem) {
        super(OneLine.of(
                file + (line > 0 ? ":" + line : "") + ": " + (index < 0 ? "" : "index " + index + ": ") + problem));
        this.line = line;
    }

    /** Counted from one; zero if the file as a whole is meant. */
    public long line() {
        return line;
    }
}
