package dev.quorate.conformance.history;

/** What is wrong with an operation, before anyone knows where it stands. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String problem) {
        super(problem);
    }
}
