package dev.quorate.impl.lab;

/** A handler of a server threw. The message says which one, what, and where in its code. */
final class HandlerFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerFailed(String handler, Throwable cause) {
        super(handler + " " + Thrown.tell(cause), cause);
    }
}
