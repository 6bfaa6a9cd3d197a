package dev.quorate.conformance.trace;

/** Messages as one line each. */
public final class OneLine {
    private static final int LONGEST = 2_000;
    private static final int BEGIN = 1_200;
    private static final int END = 600;

    private OneLine() {}

    /**
     * A name or value quoted in a message could hold a line end, or what a terminal takes for a command, or be as long
     * as the input: then the middle is left out, for a message begins with the place and ends with the problem.
     */
    public static String of(String text) {
        String shown = text.length() <= LONGEST
                ? text
                : text.substring(0, BEGIN)
                        + " ... (" + (text.length() - BEGIN - END) + " characters) ... "
                        + text.substring(text.length() - END);
        return shown.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ");
    }
}
