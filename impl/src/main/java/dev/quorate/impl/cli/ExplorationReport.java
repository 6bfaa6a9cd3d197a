package dev.quorate.impl.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.explore.Explored;
import dev.quorate.impl.explore.Way;
import dev.quorate.impl.report.Circumstances;
import dev.quorate.impl.server.RaftTrace;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What explorations found: a table and one last line, or a line of JSON each. */
final class ExplorationReport {
    /** @param trace of the way to a difference, if there is one; {@code null} if not */
    private record Row(Explored explored, Duration time, Path trace) {}

    private final PrintWriter print;
    private final boolean json;
    private final Path folder;
    private final List<Row> rows = new ArrayList<>();
    private boolean interrupted;

    /** @param folder for the traces of differences */
    ExplorationReport(PrintWriter print, boolean json, Path folder) {
        this.print = print;
        this.json = json;
        this.folder = folder;
    }

    /** Takes one in, and writes the trace of the way to a difference. */
    void add(Explored explored, Duration time) throws IOException {
        Path trace = null;
        if (explored.way().isPresent()) {
            Files.createDirectories(folder);
            trace = folder.resolve(explored.bound().name().replace(' ', '-') + ".ndjson");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(trace))) {
                explored.way().get().write(out);
            }
        }
        Row row = new Row(explored, time, trace);
        rows.add(row);
        if (json) {
            print.println(JsonText.of(out -> write(row, out)));
        }
    }

    /** Notes that not all was explored. */
    void interrupted() {
        interrupted = true;
    }

    /** All of it for a program, once everything was explored. */
    void write(Circumstances circumstances, Path file) throws IOException {
        circumstances.write(file, out -> {
            out.writeBooleanField("equal", isEqual());
            out.writeStringField("sentence", sentence());
            out.writeArrayFieldStart("beginnings");
            for (Row row : rows) {
                out.writeStartObject();
                write(row, out);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    boolean isEqual() {
        return rows.stream().allMatch(row -> row.explored.isEqual());
    }

    /**
     * Says all of it.
     *
     * @param shelf with what was compared with
     */
    void finish(SpecificationShelf shelf) throws SpecificationException, TraceException, IOException {
        if (json) {
            return;
        }
        table().lines().forEach(print::println);
        print.println();
        boolean explained = false;
        for (Row row : rows) {
            if (row.trace != null) {
                Way way = row.explored.way().orElseThrow();
                print.println("DIFFERENT  " + row.explored.bound().name() + ": " + story(row.explored, way));
                if (!explained) { // the others are most likely the same once more
                    explain(way, row.trace, shelf);
                    explained = true;
                }
                print.println("  trace         " + row.trace);
                PageBeside.write(row.trace, shelf).map(PageBeside::line).ifPresent(print::println);
            }
        }
        print.println(sentence());
    }

    private Table table() {
        Table table = new Table(
                "beginning",
                "states",
                "transitions",
                "judged",
                "rows",
                "of the specification: states",
                "transitions",
                "rows",
                "wrong steps",
                "other rows",
                "time");
        for (Row row : rows) {
            Explored e = row.explored;
            table.add(
                    e.bound().name(),
                    Table.number(e.code().states()),
                    Table.number(e.code().transitions()),
                    Table.number(e.judged()),
                    Table.number(e.code().rows()),
                    Table.number(e.specification().states()),
                    Table.number(e.specification().transitions()),
                    Table.number(e.specification().rows()),
                    Table.number(e.wrong()),
                    e.complete() ? Table.number(e.onlyCode() + e.onlySpecification()) : "not compared",
                    String.format(Locale.ROOT, "%.1f s", seconds(row)));
        }
        return table;
    }

    private static double seconds(Row row) {
        return row.time.toMillis() / 1e3;
    }

    private void explain(Way way, Path trace, SpecificationShelf shelf) throws SpecificationException, TraceException {
        if (way.kind() == Way.Kind.WRONG_STEP && way.failure().isEmpty()) {
            VerdictText.of(TraceChecker.check(trace, shelf)).forEach(print::println);
            return;
        }
        way.steps().forEach(step -> print.println("  step          " + step.call()));
        way.failure().ifPresent(failure -> print.println("  fails at      " + failure));
        ends(way).forEach((server, state) -> print.println("  at the end    " + server + " " + state));
    }

    private static String story(Explored e, Way way) {
        int steps = way.steps().size();
        return switch (way.kind()) {
            case WRONG_STEP ->
                way.failure().isPresent()
                        ? "the code fails to take a step after " + steps + ", and not after fewer"
                        : Table.number(e.wrong()) + " steps of the code are not allowed; the shortest way to one has "
                                + steps + " steps";
            case ONLY_CODE ->
                "the code reaches " + Table.number(e.onlyCode())
                        + " rows that the specification does not; the shortest way to some has " + steps
                        + " steps";
            case ONLY_SPECIFICATION ->
                "the specification reaches " + Table.number(e.onlySpecification())
                        + " rows that the code never does; the shortest way to some has " + steps + " steps";
        };
    }

    /** The last that is known of each server that took a step. */
    private static Map<String, Object> ends(Way way) {
        Map<String, Object> ends = new LinkedHashMap<>();
        for (TraceEvent step : way.steps()) {
            ends.put(step.node(), step.state());
        }
        return ends;
    }

    private String sentence() {
        if (interrupted) {
            return "INTERRUPTED: what is told above is of what was explored by then.";
        }
        long transitions = sum(e -> e.code().transitions());
        double seconds = rows.stream().mapToDouble(ExplorationReport::seconds).sum();
        return String.format(
                Locale.ROOT,
                "%s: %,d transitions of the code, of which %,d are distinct and judged: %,d are not of %s; %,d rows,"
                        + " %,d only of the code and %,d only of the specification; %.1f s.",
                isEqual() ? "OK" : "NOT OK",
                transitions,
                sum(Explored::judged),
                sum(Explored::wrong),
                RaftTrace.SPECIFICATION,
                sum(e -> e.code().rows()),
                sum(Explored::onlyCode),
                sum(Explored::onlySpecification),
                seconds);
    }

    private long sum(ToLongFunction<Explored> count) {
        return rows.stream().mapToLong(row -> count.applyAsLong(row.explored)).sum();
    }

    private static void write(Row row, JsonGenerator json) throws IOException {
        Explored e = row.explored;
        json.writeStringField("beginning", e.bound().name());
        json.writeNumberField("servers", e.bound().logs().size());
        json.writeNumberField("terms", e.bound().terms());
        json.writeBooleanField("complete", e.complete());
        counts("code", e.code(), json);
        counts("specification", e.specification(), json);
        json.writeNumberField("judged", e.judged());
        json.writeNumberField("wrong", e.wrong());
        json.writeNumberField("onlyCode", e.onlyCode());
        json.writeNumberField("onlySpecification", e.onlySpecification());
        json.writeNumberField("seconds", seconds(row));
        if (row.trace != null) {
            json.writeStringField("difference", story(e, e.way().orElseThrow()));
            json.writeStringField("trace", row.trace.toString());
        }
    }

    private static void counts(String side, Explored.Counts counts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(side);
        json.writeNumberField("states", counts.states());
        json.writeNumberField("transitions", counts.transitions());
        json.writeNumberField("rows", counts.rows());
        json.writeEndObject();
    }
}
