package dev.quorate.impl.report;

import java.util.Locale;

/**
 * Of a table.
 *
 * @param number whether it is set as numbers are: at the right
 */
record Cell(Html content, boolean number) {
    static Cell text(String text) {
        return new Cell(Html.text(text), false);
    }

    static Cell of(Html content) {
        return new Cell(content, false);
    }

    static Cell code(String text) {
        return of(Html.code(text));
    }

    /** A number that is text already, or stands where one could. */
    static Cell number(String text) {
        return new Cell(Html.text(text), true);
    }

    static Cell count(long count) {
        return number(String.format(Locale.ROOT, "%,d", count));
    }

    /** How often something came; never is said in words. */
    static Cell times(long times) {
        return times == 0 ? new Cell(Html.verdict(false, "NEVER"), true) : count(times);
    }

    static Cell measure(double value) {
        return number(measureText(value));
    }

    /** About three digits, and all of those before the point. */
    static String measureText(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }
}
