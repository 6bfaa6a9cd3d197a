package dev.quorate.conformance.tla;

/** A specification that cannot be loaded or evaluated: one line that says what and, where it is known, where. */
public final class SpecificationException extends Exception {
    private static final long serialVersionUID = 1L;

    public SpecificationException(String message) {
        super(message);
    }

    public SpecificationException(String message, Throwable cause) {
        super(message, cause);
    }
}
