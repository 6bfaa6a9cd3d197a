package dev.quorate.impl.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.primitives.Doubles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

    /** @param wanted of the value, in words that end with a number */
    record Bar(String name, double value, String wanted, boolean holds) {
        Html plot() {
            Double number = Doubles.tryParse(wanted.substring(wanted.lastIndexOf(' ') + 1));
            return number == null ? Html.NOTHING : Scale.against(value, number);
        }
    }

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
        return Html.figure(circumstances, barTable(), plotted(), others());
    }

    private Html barTable() {
        DataTable table = new DataTable("Bars", "figure", "value", "wanted", "verdict", "value, and what is wanted");
        bars.forEach(bar -> table.row(
                Cell.text(bar.name),
                Cell.measure(bar.value),
                Cell.text(bar.wanted),
                Cell.of(Html.verdict(bar.holds, bar.holds ? "holds" : "FAILS")),
                Cell.of(bar.plot())));
        return table.html();
    }

    /** Metrics of which there are several figures. */
    private Html plotted() {
        DataTable table = new DataTable("What can be compared", "case", "subject", "value", "spread", "plot");
        byMetric().filter(same -> same.size() > 1).forEach(same -> {
            Scale scale =
                    Scale.of(same.stream().flatMap(row -> row.values.stream()).toList());
            table.group(same.get(0).metric, scale.head());
            same.forEach(row -> table.row(
                    Cell.text(row.of),
                    Cell.text(row.subject),
                    Cell.measure(row.median()),
                    Cell.number(row.spreadText()),
                    Cell.of(scale.row(row.values))));
        });
        return table.html();
    }

    private Html others() {
        DataTable table = new DataTable("Other figures", "case", "subject", "metric", "value", "spread");
        byMetric()
                .filter(same -> same.size() == 1)
                .map(same -> same.get(0))
                .forEach(row -> table.row(
                        Cell.text(row.of),
                        Cell.text(row.subject),
                        Cell.text(row.metric),
                        Cell.measure(row.median()),
                        Cell.number(row.spreadText())));
        return table.html();
    }

    private Stream<ImmutableList<Row>> byMetric() {
        return Multimaps.index(rows, Row::metric).asMap().values().stream().map(ImmutableList::copyOf);
    }
}
