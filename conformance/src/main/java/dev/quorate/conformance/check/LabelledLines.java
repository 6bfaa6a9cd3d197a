package dev.quorate.conformance.check;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Binding;
import dev.quorate.conformance.tla.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Text for a terminal: entries with a label before them, broken so that no line is too long to read. */
final class LabelledLines {
    private static final int WIDTH = 118;
    private static final int INDENT = 14;

    /** Stand-ins for what no line may be broken at. */
    private static final String HELD = "\u00a0|->\u00a0";

    private static final String EQUALS = "\u00a0=\u00a0";

    private final List<String> lines = new ArrayList<>();
    private final Set<Binding> shown = new HashSet<>();

    ImmutableList<String> all() {
        return ImmutableList.copyOf(lines);
    }

    /** A line as it is. */
    void plain(String line) {
        lines.add(line);
    }

    /** A property that does not hold, with the part of it that is false. */
    void violation(Violation v) {
        entry("property", v.property() + ": " + v.rule());
        entry(
                "is false",
                v.clause().source().place() + "  " + v.clause().source().text());
        values(v.clause().values());
    }

    /** Values in a formula, but those that were shown already. */
    void values(ImmutableList<Binding> values) {
        StringBuilder line = new StringBuilder();
        for (Binding value : values) {
            if (!shown.add(value)) {
                continue;
            }
            if (line.length() > 0 && INDENT + line.length() + value.toString().length() > WIDTH) {
                entry("  with", line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : ",  ").append(value);
        }
        if (line.length() > 0) {
            entry("  with", line.toString());
        }
    }

    /** An entry under a label; nothing if there is no text. */
    void entry(String label, String text) {
        if (text.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder("  " + label + " ".repeat(Math.max(1, INDENT - label.length())));
        boolean first = true;
        for (String word : Splitter.on(' ').split(text.replace(" |-> ", HELD).replace(" = ", EQUALS))) {
            if (!first && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(INDENT + 2));
                first = true;
            }
            line.append(first ? "" : " ").append(word.replace(HELD, " |-> ").replace(EQUALS, " = "));
            first = false;
        }
        lines.add(line.toString());
    }
}
