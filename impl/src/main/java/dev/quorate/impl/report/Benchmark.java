package dev.quorate.impl.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The file of one benchmark: its rows, by metric, and the bars that it is held to. */
record Benchmark(String name, Circumstances circumstances, ImmutableList<Row> rows, ImmutableList<Bar> bars) {
    /**
     * A figure, or several of which each trial gave one.
     *
     * @param of the case that was measured
     * @param values in the unit of the metric
     * @param spread of what a value is the median of, in parts of it
     */
    record Row(String of, String subject, String metric, ImmutableList<Double> values, double spread) {
        double median() {
            return ImmutableList.sortedCopyOf(values).get(values.size() / 2);
        }

        String spreadText() {
            if (values.size() > 1) {
                List<Double> sorted = ImmutableList.sortedCopyOf(values);
                return Cell.measureText(sorted.get(0)) + " to " + Cell.measureText(sorted.get(values.size() - 1)) + ", "
                        + values.size() + " trials";
            }
            return spread == 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * spread);
        }
    }

    /** @param wanted of the value, in words */
    record Bar(String name, double value, String wanted, boolean holds) {}

    /** A figure of a trial stands in a case of its own. */
    private static final String TRIAL = ", trial \\d+$";

    /** @param name by which make knows it */
    static Benchmark read(Path file, String name) throws IOException, ReportException {
        Json json = Json.read(file);
        List<Row> rows = new ArrayList<>();
        for (Json row : json.list("rows")) {
            rows.add(new Row(
                    row.text("case").replaceFirst(TRIAL, ""),
                    row.text("subject"),
                    row.text("metric"),
                    ImmutableList.of(row.number("value")),
                    row.find("spread").isPresent() ? row.number("spread") : 0));
        }
        ImmutableList.Builder<Bar> bars = ImmutableList.builder();
        for (Json bar : json.list("bars")) {
            bars.add(new Bar(bar.text("name"), bar.number("value"), bar.text("bar"), bar.flag("holds")));
        }
        return new Benchmark(name, Circumstances.of(json, command(name)), together(rows), bars.build());
    }

    static String command(String name) {
        return "make bench-" + name;
    }

    /** Those of the same case, subject and metric are one. */
    private static ImmutableList<Row> together(List<Row> rows) {
        ImmutableListMultimap<List<String>, Row> same =
                Multimaps.index(rows, row -> List.of(row.of, row.subject, row.metric));
        return same.asMap().values().stream().map(Benchmark::together).collect(toImmutableList());
    }

    private static Row together(Collection<Row> same) {
        Row first = same.iterator().next();
        return new Row(
                first.of,
                first.subject,
                first.metric,
                same.stream().flatMap(row -> row.values.stream()).collect(toImmutableList()),
                first.spread);
    }

    long held() {
        return bars.stream().filter(Bar::holds).count();
    }

    Html html() {
        List<Html> pieces = new ArrayList<>();
        pieces.add(barTable());
        Multimaps.index(rows, Row::metric)
                .asMap()
                .forEach((metric, of) -> pieces.add(table(metric, ImmutableList.copyOf(of))));
        return Html.figure(circumstances, Html.all(pieces));
    }

    private Html barTable() {
        DataTable table = new DataTable("Bars", "figure", "value", "wanted", "verdict");
        bars.forEach(bar -> table.row(
                Cell.text(bar.name),
                Cell.measure(bar.value),
                Cell.text(bar.wanted),
                Cell.of(Html.verdict(bar.holds, bar.holds ? "holds" : "FAILS"))));
        return table.isEmpty() ? Html.NOTHING : table.html();
    }

    private static Html table(String metric, List<Row> rows) {
        Scale scale = Scale.of(rows.stream().flatMap(row -> row.values.stream()).toList());
        boolean plotted = rows.size() > 1;
        List<Html> heads = new ArrayList<>(
                List.of(Html.text("case"), Html.text("subject"), Html.text(metric), Html.text("spread")));
        if (plotted) {
            heads.add(scale.head());
        }
        DataTable table = new DataTable(metric, heads);
        for (Row row : rows) {
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.text(row.of),
                    Cell.text(row.subject),
                    Cell.measure(row.median()),
                    Cell.number(row.spreadText())));
            if (plotted) {
                cells.add(Cell.of(scale.row(row.values)));
            }
            table.row(cells);
        }
        return table.html();
    }
}
