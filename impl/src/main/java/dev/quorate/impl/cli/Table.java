package dev.quorate.impl.cli;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in plain text: columns as wide as their widest cell, two spaces apart. */
final class Table {
    private final List<ImmutableList<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(ImmutableList.copyOf(heads));
    }

    void add(String... cells) {
        rows.add(ImmutableList.copyOf(cells));
    }

    /** A number as a table shows it: 1,234. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    ImmutableList<String> lines() {
        int[] widths = widths();
        return rows.stream().map(row -> line(row, widths)).collect(ImmutableList.toImmutableList());
    }

    private static String line(ImmutableList<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            int width = widths[column];
            boolean number = cell.matches("[\\d,.]+( s)?");
            line.append(number ? Strings.padStart(cell, width, ' ') : Strings.padEnd(cell, width, ' '))
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(ImmutableList::size).max().orElse(0)];
        for (ImmutableList<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }
}
