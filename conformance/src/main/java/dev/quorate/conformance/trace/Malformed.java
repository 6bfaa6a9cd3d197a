package dev.quorate.conformance.trace;

/** What is wrong with a value, and with which part of it. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    final String field;

    Malformed(String field, String problem) {
        super(problem);
        this.field = field;
    }

    /** The same seen from outside: {@code "count"} inside {@code "m"} is {@code "m.count"}. */
    Malformed in(String outer) {
        String inner = field.isEmpty() || field.startsWith("[") ? field : "." + field;
        return new Malformed(outer + inner, getMessage());
    }
}
