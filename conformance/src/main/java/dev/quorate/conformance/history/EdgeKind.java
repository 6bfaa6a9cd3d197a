package dev.quorate.conformance.history;

import java.util.Locale;

/** Why one transaction came before another. */
public enum EdgeKind {
    /** The second appended right after the first: a write dependency. */
    WW(0, "the second appended after the first, to the same list"),
    /** The second read what the first appended last: a read dependency. */
    WR(1, "the second read what the first appended last"),
    /** The first read a list to which the second appended next: an anti-dependency. */
    RW(2, "the first did not see what the second appended next"),
    /** The same process did the first and then the second. */
    PROCESS(3, "the same process did the first and then the second"),
    /** The first had completed when the second was invoked. */
    REALTIME(4, "the first had completed when the second was invoked"),
    /** No reason of its own: it continues an edge of another kind through a node that stands for many edges. */
    SILENT(5, "continues an edge of another kind");

    private final int code;
    private final String words;

    EdgeKind(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** As it is called in the literature, for example {@code wr}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it says of two transactions, in plain words. */
    String words() {
        return words;
    }

    /** A number of three bits, for arrays; {@link #values} has this kind at its place. */
    int code() {
        return code;
    }

    /** The bit of this kind in a set of kinds. */
    int bit() {
        return 1 << code;
    }
}
