package dev.quorate.impl.lab;

import java.util.Arrays;

/** A handler of a server threw. The message says which one, what, and where in its code. */
final class HandlerFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerFailed(String handler, Throwable cause) {
        super(handler + " threw " + cause + place(cause), cause);
    }

    private static String place(Throwable cause) {
        return Arrays.stream(cause.getStackTrace())
                .filter(e -> !e.getClassName().startsWith("java."))
                .findFirst()
                .map(e -> " at " + e.getFileName() + ":" + e.getLineNumber())
                .orElse("");
    }
}
