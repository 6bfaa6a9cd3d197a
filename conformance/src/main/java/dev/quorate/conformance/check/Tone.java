package dev.quorate.conformance.check;

/** What a piece of text is to its reader, so that a terminal can give it a colour. */
public enum Tone {
    /** As it should be: what the specification allows. */
    GOOD,
    /** Not as it should be: what was observed instead. */
    BAD,
    /** Nobody knows. */
    DOUBTFUL,
    /** Read after the rest. */
    QUIET,
    PLAIN
}
