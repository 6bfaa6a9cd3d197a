package dev.quorate.impl.report;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which mistakes in the servers are found, by what, and how soon: whether all of this would notice a bug. */
final class BugsChapter {
    private static final String ID = "bugs";
    private static final String TITLE = "The bug bank";
    private static final String ABOUT =
            "Would all of this notice a bug? Mistakes of real programs are put into our own servers, one at a time, and"
                    + " each is looked for, at most in a fixed number of runs. The last columns tell what the invariants,"
                    + " the history of leaders and the exploration would find by themselves.";
    private static final String COMMAND = "make bugs";

    private BugsChapter() {}

    static Chapter of(Path target) throws IOException, ReportException {
        Path file = target.resolve("bugs.json");
        if (!Files.exists(file)) {
            return Chapter.missing(ID, TITLE, ABOUT, COMMAND);
        }
        Json json = Json.read(file);
        Circumstances circumstances = Circumstances.of(json, COMMAND);
        ImmutableList.Builder<Html> surprises = ImmutableList.builder();
        for (Json surprise : json.list("surprises")) {
            surprises.add(Html.of("p", Html.verdict(false, surprise.text())));
        }
        return new Chapter(
                ID,
                TITLE,
                ABOUT,
                Chapter.State.of(json.list("surprises").isEmpty()),
                String.format(
                        Locale.ROOT,
                        "%d of the %d bugs of the bank were put in here: %s",
                        json.list("bugs").size(),
                        json.count("bank"),
                        json.text("sentence")),
                circumstances.command(),
                Html.figure(
                        circumstances,
                        Html.all(surprises.build()),
                        bugs(json.list("bugs")),
                        detectors(json.list("detectors")),
                        Html.folded("What was said of each", said(json.list("bugs"))),
                        Html.folded(
                                "Rows of the catalogue that are left out, and why", leftOut(json.member("leftOut")))));
    }

    private static Html bugs(List<Json> bugs) throws ReportException {
        DataTable table = new DataTable(
                "Each bug",
                "id",
                "bug",
                "rule that it breaks",
                "found by",
                "runs",
                "seconds",
                "acts",
                "invariants",
                "history",
                "explore");
        for (Json bug : bugs) {
            boolean found = bug.find("foundBy").isPresent();
            table.row(
                    Cell.text(bug.text("id")),
                    Cell.of(Html.all(
                            Html.of("b", bug.text("name")), Html.of("span class=\"change\"", bug.text("change")))),
                    Cell.text(bug.text("rule")),
                    Cell.of(
                            found
                                    ? Html.text(bug.text("foundBy"))
                                    : Html.of("strong", "NOT FOUND: " + bug.text("unseen", "nobody knows why"))),
                    count(bug, "runs"),
                    Cell.measure(bug.number("seconds")),
                    count(bug, "acts"),
                    count(bug, "invariants"),
                    count(bug, "history"),
                    count(bug, "explore"));
        }
        return Html.all(
                table.html(),
                Html.of(
                        "p class=\"legend\"",
                        "runs: the last one found it. acts: of the shortest scenario that still fails so. invariants,"
                                + " history: the first of sixty seeds in which they would have found it. explore: steps of"
                                + " the shortest way to a difference. A dash: not, or not known."));
    }

    private static Cell count(Json bug, String name) throws ReportException {
        return bug.find(name).isPresent() ? Cell.count(bug.count(name)) : Cell.number("–");
    }

    private static Html detectors(List<Json> detectors) throws ReportException {
        DataTable table = new DataTable("Detectors", "detector", "found first", "what it notices");
        for (Json detector : detectors) {
            table.row(
                    Cell.text(detector.text("name")),
                    Cell.count(detector.count("foundFirst")),
                    Cell.text(detector.text("meaning")));
        }
        return table.html();
    }

    private static Html said(List<Json> bugs) throws ReportException {
        DataTable table = new DataTable("What the detector said", "id", "bug", "said");
        for (Json bug : bugs) {
            table.row(Cell.text(bug.text("id")), Cell.text(bug.text("name")), Cell.text(bug.text("said", "–")));
        }
        return table.html();
    }

    private static Html leftOut(Json rows) throws ReportException {
        DataTable table = new DataTable("Left out", "id", "why");
        for (Map.Entry<String, Json> row : rows.members().entrySet()) {
            table.row(Cell.text(row.getKey()), Cell.text(row.getValue().text()));
        }
        return table.html();
    }
}
