package dev.quorate.conformance.check;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Binding;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.OneLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Text for a terminal: entries with a label before them, broken so that no line is too long to read. */
final class LabelledLines {
    static final int WIDTH = 118;

    private static final int INDENT = 16;

    private final List<Line> lines = new ArrayList<>();
    private final Set<Binding> shown = new HashSet<>();

    /** @param text the part that has a tone */
    private record Line(String before, String text, Tone tone, String after) {
        String painted(Palette palette) {
            return before + (text.isEmpty() ? "" : palette.paint(tone, text)) + after;
        }
    }

    int size() {
        return lines.size();
    }

    ImmutableList<String> all(Palette palette) {
        return lines.stream().map(line -> line.painted(palette)).collect(toImmutableList());
    }

    /** A line as it is, with its first word in a tone. */
    void headline(Tone tone, String word, String rest) {
        lines.add(new Line("", word, tone, rest));
    }

    /** A property that does not hold, with the part of it that is false. */
    void violation(Violation v) {
        violation(v, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** The same in fewer lines, for the rule and for each formula. */
    void violation(Violation v, int ofRule, int ofFormula) {
        entry("property", Tone.PLAIN, ofRule, v.rule().isEmpty() ? v.property() : v.property() + ": " + v.rule());
        entry(
                "is false",
                Tone.PLAIN,
                ofFormula,
                v.clause().source().place() + "  " + v.clause().source().text());
        values(v.clause().values(), ofFormula);
    }

    /** Values in a formula, but those that were shown already. */
    void values(ImmutableList<Binding> values, int most) {
        ImmutableList<String> news =
                values.stream().filter(shown::add).map(Binding::toString).collect(toImmutableList());
        entry("  with", Tone.PLAIN, most, String.join(",  ", news));
    }

    /** An entry under a label; nothing if there is no text. */
    void entry(String label, String text) {
        entry(label, Tone.PLAIN, Integer.MAX_VALUE, text);
    }

    /** The same in a tone, and in so many lines at most: what is cut off leaves dots behind. */
    void entry(String label, Tone tone, int most, String text) {
        if (text.isEmpty()) {
            return;
        }
        String before = Strings.padEnd("  " + label, INDENT - 1, ' ') + " ";
        for (String line : Wrapped.lines(OneLine.of(text), WIDTH - INDENT, most)) {
            lines.add(new Line(before, line, tone, ""));
            before = " ".repeat(INDENT);
        }
    }
}
