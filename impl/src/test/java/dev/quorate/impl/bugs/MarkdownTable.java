package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns as wide as their widest cell, so that the source reads as a table too. */
final class MarkdownTable {
    private final List<ImmutableList<String>> rows = new ArrayList<>();

    MarkdownTable(String... heads) {
        this(ImmutableList.copyOf(heads));
    }

    MarkdownTable(List<String> heads) {
        add(heads);
    }

    void add(String... cells) {
        add(ImmutableList.copyOf(cells));
    }

    void add(List<String> cells) {
        rows.add(cells.stream().map(cell -> cell.replace("|", "\\|")).collect(ImmutableList.toImmutableList()));
    }

    ImmutableList<String> lines() {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add(line(rows.get(0), widths));
        lines.add(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
        rows.stream().skip(1).forEach(row -> lines.add(line(row, widths)));
        return lines.build();
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            line.append(' ')
                    .append(cell)
                    .append(" ".repeat(widths[column] - cell.length()))
                    .append(" |");
        }
        return line.toString();
    }
}
