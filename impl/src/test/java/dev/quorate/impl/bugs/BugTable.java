package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of all mistakes, for a terminal and as a page. */
final class BugTable {
    private static final double BAR = 0.95;

    private final ImmutableList<BugReport> reports;

    BugTable(ImmutableList<BugReport> reports) {
        this.reports = reports;
    }

    /** The rows, in columns, and what they come to. */
    ImmutableList<String> lines() {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("id", "bug", "found first by", "tries", "CPU s", "wall s", "length", "found as well by"));
        reports.forEach(r -> rows.add(row(r)));
        lines.addAll(MarkdownTable.of(rows));
        return lines.add("").addAll(totals()).build();
    }

    private static List<String> row(BugReport report) {
        Optional<Search> first = report.first();
        if (first.isEmpty()) {
            return List.of(report.bug().id(), report.bug().name(), "nothing", "", "", "", "-", "");
        }
        Search search = first.get();
        return List.of(
                report.bug().id(),
                report.bug().name(),
                search.detector().title(),
                Long.toString(search.tries()),
                seconds(search.cpuSeconds()),
                seconds(search.wallSeconds()),
                report.length().map(n -> Integer.toString(n)).orElse("-"),
                report.finds().stream().skip(1).map(BugTable::inShort).collect(Collectors.joining(", ")));
    }

    private static String inShort(Search search) {
        return search.detector().title() + " " + search.tries() + " (" + seconds(search.cpuSeconds()) + " s)";
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    private ImmutableList<String> totals() {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        long found = reports.stream().filter(BugReport::found).count();
        lines.add(String.format(
                Locale.ROOT,
                "%d of %d found, %.1f %% (bar: %.0f %%)",
                found,
                reports.size(),
                100.0 * found / reports.size(),
                100 * BAR));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("detector", "found", "first", "alone", "what it notices"));
        for (Detector detector : Detector.values()) {
            rows.add(List.of(
                    detector.title(),
                    Long.toString(
                            reports.stream().filter(r -> isFoundBy(r, detector)).count()),
                    Long.toString(reports.stream()
                            .filter(r -> r.first()
                                    .filter(s -> s.detector() == detector)
                                    .isPresent())
                            .count()),
                    Long.toString(reports.stream()
                            .filter(r -> isFoundBy(r, detector) && r.finds().size() == 1)
                            .count()),
                    detector.meaning()));
        }
        return lines.add("").addAll(MarkdownTable.of(rows)).build();
    }

    private static boolean isFoundBy(BugReport report, Detector detector) {
        return report.finds().stream().anyMatch(s -> s.detector() == detector);
    }

    /** What is not as the bank says, and the bar if it does not hold; a line each. */
    ImmutableList<String> surprises() {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        reports.stream().map(BugReport::surprise).flatMap(Optional::stream).forEach(lines::add);
        if (reports.stream().filter(BugReport::found).count() < BAR * reports.size()) {
            lines.add("fewer are found than the bar wants");
        }
        return lines.build();
    }

    /** All of it, in Markdown. */
    ImmutableList<String> page() {
        ImmutableList.Builder<String> page = ImmutableList.builder();
        page.add("# The bug bank", "", "Made by `make bugs`. Each bug is one mistake in our own servers.", "");
        page.addAll(lines());
        page.add("", "## What is wrong, and what was said", "");
        for (BugReport report : reports) {
            Bug bug = report.bug();
            page.add("- **" + bug + "**: " + bug.change() + ". Breaks " + bug.rule() + ".");
            bug.unseen().ifPresent(why -> page.add("  - not found, because " + why));
            report.finds().forEach(s -> page.add("  - " + s.detector().title() + ": " + s.said()));
        }
        page.add("", "## Rows of the catalogue that are left out", "");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("id", "why"));
        Bank.leftOut().forEach((id, why) -> rows.add(List.of(id, why)));
        return page.addAll(MarkdownTable.of(rows)).build();
    }

    /** Columns as wide as their widest cell, so that the source reads as a table too. */
    private static final class MarkdownTable {
        static ImmutableList<String> of(List<List<String>> rows) {
            int[] widths = new int[rows.get(0).size()];
            rows.forEach(row -> {
                for (int column = 0; column < widths.length; column++) {
                    widths[column] = Math.max(widths[column], row.get(column).length());
                }
            });
            ImmutableList.Builder<String> lines = ImmutableList.builder();
            for (int n = 0; n < rows.size(); n++) {
                lines.add(line(rows.get(n), widths));
                if (n == 0) {
                    lines.add(line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
                }
            }
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
}
