package dev.quorate.conformance.tla;

/** A specification that cannot be loaded or evaluated: one line that says what and, where it is known, where. */
public final class SpecificationException extends Exception {
    private static final long serialVersionUID = 1L;

    public SpecificationException(String message) {
        super(oneLine(message));
    }

    public SpecificationException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** A name or value quoted in a message could hold a line end, or what a terminal takes for a command. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
