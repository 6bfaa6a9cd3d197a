package dev.quorate.impl.lab;

/** A check of the tester did not hold: the message says which, in one line. It ends its scenario and no other. */
public final class TestFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TestFailed(String message) {
        super(message);
    }

    public TestFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
