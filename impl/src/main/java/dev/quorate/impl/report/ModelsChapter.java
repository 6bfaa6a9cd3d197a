package dev.quorate.impl.report;

import dev.quorate.conformance.tla.Expectation;
import dev.quorate.conformance.tla.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What TLC said of each model, and which models were not run. */
final class ModelsChapter {
    private static final String ID = "models";
    private static final String TITLE = "Models";
    private static final String ABOUT =
            "TLC takes every state that the specification can reach inside stated bounds, with loss, copies, delay and"
                    + " restarts unbounded. Each model asks one question. How many distinct states it has is pinned in"
                    + " its file: another number is a failure too. A model that is expected to be refuted shows that"
                    + " something can happen at all.";
    private static final String COMMAND = "make models";
    private static final Html LEGEND = Html.of(
            "p class=\"legend\"",
            Html.text("One of them: "),
            Html.code("quorate model NAME"),
            Html.text(". The deep ones too, which take longer than a build may: "),
            Html.code("make models-deep"),
            Html.text("."));

    private ModelsChapter() {}

    /** @param result of the newest run */
    private record Row(Model model, Json result, Circumstances circumstances) {}

    /** @param models all that come with the specification */
    static Chapter of(Path target, List<Model> models) throws IOException, ReportException {
        List<Row> rows = new ArrayList<>();
        DataTable table = new DataTable(
                "Each model, the smallest first", "model", "question", "expected", "found", "seconds", "verdict");
        for (Model model : models) {
            Optional<Row> row = newest(target, model);
            row.ifPresent(rows::add);
            if (row.isPresent()) {
                add(row.get(), table);
            } else {
                addNotRun(model, table);
            }
        }
        if (rows.isEmpty()) {
            return Chapter.missing(ID, TITLE, ABOUT, COMMAND);
        }
        double states = 0;
        long good = 0;
        for (Row row : rows) {
            states += row.result.number("distinct");
            good += row.result.flag("good") ? 1 : 0;
        }
        List<Circumstances> circumstances =
                rows.stream().map(Row::circumstances).toList();
        return new Chapter(
                ID,
                TITLE,
                ABOUT,
                Chapter.State.of(good == rows.size()),
                String.format(
                        Locale.ROOT,
                        "%d of the %d models were run here; %d of these are as they should be; %,.0f distinct states",
                        rows.size(),
                        models.size(),
                        good,
                        states),
                COMMAND,
                Html.figure(COMMAND, circumstances, table.html(), LEGEND));
    }

    private static Optional<Row> newest(Path target, Model model) throws IOException, ReportException {
        Row newest = null;
        for (Path folder :
                List.of(target.resolve("models"), target.resolve("check").resolve("models"))) {
            Path file = folder.resolve(model.name()).resolve("result.json");
            if (Files.exists(file)) {
                Json result = Json.read(file);
                Row row = new Row(model, result, Circumstances.of(result, COMMAND));
                newest = newest == null || time(row).isAfter(time(newest)) ? row : newest;
            }
        }
        return Optional.ofNullable(newest);
    }

    private static Instant time(Row row) {
        return row.circumstances.measured().orElse(Instant.MIN);
    }

    private static void add(Row row, DataTable table) throws ReportException {
        Json result = row.result;
        boolean good = result.flag("good");
        table.row(
                Cell.text(row.model.name()),
                Cell.text(row.model.question()),
                Cell.number(expected(row.model.expectation())),
                Cell.number(result.text("found")),
                Cell.number(String.format(Locale.ROOT, "%.1f", result.number("seconds"))),
                Cell.of(Html.verdict(good, good ? result.text("verdict") : "FAILS: " + result.text("problem", ""))));
    }

    private static void addNotRun(Model model, DataTable table) {
        Html words =
                Html.of("span class=\"quiet\"", model.run() == Model.Run.DEEP ? "not run here (deep)" : "not run here");
        table.row(
                Cell.text(model.name()),
                Cell.text(model.question()),
                Cell.of(Html.of("span class=\"quiet\"", expected(model.expectation()))),
                Cell.number(""),
                Cell.number(""),
                Cell.of(words));
    }

    private static String expected(Expectation expectation) {
        if (expectation instanceof Expectation.Refuted refuted) {
            return refuted.names().size() + " refuted";
        } else if (expectation instanceof Expectation.Simulated simulated) {
            return String.format(Locale.ROOT, "%,d behaviours", simulated.behaviours());
        } else if (expectation instanceof Expectation.Holds holds
                && holds.distinct().isPresent()) {
            return String.format(Locale.ROOT, "%,d", holds.distinct().getAsLong());
        }
        return "any number";
    }
}
