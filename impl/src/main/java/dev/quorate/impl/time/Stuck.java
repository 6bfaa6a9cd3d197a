package dev.quorate.impl.time;

/**
 * Virtual time cannot go on, as a thread neither waits there nor ends. The message says which thread, and where in its
 * code.
 */
public final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stuck(String message) {
        super(message);
    }
}
