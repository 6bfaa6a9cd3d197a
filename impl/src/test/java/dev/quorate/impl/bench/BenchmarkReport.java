package dev.quorate.impl.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.quorate.impl.report.Circumstances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark measured, and the bars it is held to: a table for people and JSON for programs. A bar is about
 * figures of one run, and the rows hold these figures, so that anyone can compute it again.
 */
final class BenchmarkReport {
    /**
     * A figure.
     *
     * @param of the case that was measured
     * @param value in the unit of the metric
     * @param spread of what the value is the median of, in parts of it
     */
    private record Row(String of, String subject, String metric, double value, double spread) {}

    /** @param value a ratio or a count inside this run */
    private record Bar(String name, double value, String bar, boolean holds) {}

    private final String name;
    private final List<Row> rows = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();

    /** @param name of the benchmark */
    BenchmarkReport(String name) {
        this.name = name;
    }

    /** Keeps a figure without showing it: one of many. */
    void keep(String of, String subject, String metric, double value) {
        rows.add(new Row(of, subject, metric, value, 0));
    }

    /** Keeps a figure, and shows it as soon as it is there: the whole takes long. */
    void row(String of, String subject, String metric, double value, double spread) {
        rows.add(new Row(of, subject, metric, value, spread));
        String figure = String.format(Locale.ROOT, value >= 1_000 ? "%,.0f %s" : "%.2f %s", value, metric);
        System.out.printf(Locale.ROOT, "%-38s %-36s %24s  spread %.0f %%%n", of, subject, figure, 100 * spread);
    }

    /** The figure of a case, of the first subject whose name begins so. */
    double value(String of, String subject) {
        return rows.stream()
                .filter(row -> row.of.equals(of) && row.subject.startsWith(subject))
                .findFirst()
                .orElseThrow()
                .value;
    }

    void atLeast(String bar, double value, double least) {
        bars.add(new Bar(bar, value, "at least " + number(least), value >= least));
    }

    void atMost(String bar, double value, double most) {
        bars.add(new Bar(bar, value, "at most " + number(most), value <= most));
    }

    void exactly(String bar, double value, double exact) {
        bars.add(new Bar(bar, value, "exactly " + number(exact), value == exact));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** Shows the bars, and writes all. */
    void finish(Path out) throws IOException {
        System.out.println();
        for (Bar bar : bars) {
            System.out.printf(
                    Locale.ROOT,
                    "%-5s %-70s %10.2f  (%s)%n",
                    bar.holds ? "holds" : "FAILS",
                    bar.name,
                    bar.value,
                    bar.bar);
        }
        Circumstances.here("make bench-" + name).write(out, this::write);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStringField("bench", name);
        json.writeArrayFieldStart("rows");
        for (Row row : rows) {
            json.writeStartObject();
            json.writeStringField("case", row.of);
            json.writeStringField("subject", row.subject);
            json.writeStringField("metric", row.metric);
            json.writeNumberField("value", row.value);
            json.writeNumberField("spread", row.spread);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("bars");
        for (Bar bar : bars) {
            json.writeStartObject();
            json.writeStringField("name", bar.name);
            json.writeNumberField("value", bar.value);
            json.writeStringField("bar", bar.bar);
            json.writeBooleanField("holds", bar.holds);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
