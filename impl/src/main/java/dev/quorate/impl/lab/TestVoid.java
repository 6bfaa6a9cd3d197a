package dev.quorate.impl.lab;

/** A test did not meet what it is about, so it shows nothing: the message says what did not happen, in one line. */
public final class TestVoid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TestVoid(String message) {
        super(message);
    }
}
