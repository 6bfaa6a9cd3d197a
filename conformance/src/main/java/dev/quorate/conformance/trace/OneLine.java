package dev.quorate.conformance.trace;

/** Messages as one line each. */
public final class OneLine {
    private OneLine() {}

    /** A name or value quoted in a message could hold a line end, or what a terminal takes for a command. */
    public static String of(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
