package dev.quorate.impl.cli;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** A table in plain text: columns as wide as their widest cell, two spaces apart. */
final class Table {
    private final List<ImmutableList<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(ImmutableList.copyOf(heads));
    }

    void add(String... cells) {
        rows.add(ImmutableList.copyOf(cells));
    }

    ImmutableList<String> lines() {
        return rows.stream().map(this::line).collect(ImmutableList.toImmutableList());
    }

    private String line(ImmutableList<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            boolean number = cell.matches("[\\d,.]+( s)?");
            line.append(number ? Strings.padStart(cell, width(column), ' ') : Strings.padEnd(cell, width(column), ' '))
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
