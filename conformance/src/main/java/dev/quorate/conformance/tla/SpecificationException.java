package dev.quorate.conformance.tla;

import dev.quorate.conformance.trace.OneLine;
import java.util.Optional;

/** A specification that cannot be loaded or evaluated: one line that says what and, where it is known, where. */
public final class SpecificationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String blamed;

    public SpecificationException(String message) {
        this("", message, null);
    }

    public SpecificationException(String message, Throwable cause) {
        this("", message, cause);
    }

    private SpecificationException(String blamed, String message, Throwable cause) {
        super(OneLine.of(message), cause);
        this.blamed = blamed;
    }

    /**
     * Not the specification is at fault, but what it was loaded for.
     *
     * @param field of a trace's header: {@code network}, {@code constants.Nil}
     */
    public static SpecificationException blaming(String field, String message) {
        return new SpecificationException(field, message, null);
    }

    /** The field of the trace's header that is at fault, if one is. */
    public Optional<String> blamed() {
        return blamed.isEmpty() ? Optional.empty() : Optional.of(blamed);
    }
}
