package dev.quorate.impl.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Every state that the code can reach under a bound, against every state of the specification. */
final class ExplorationChapter {
    private static final String ID = "exploration";
    private static final String TITLE = "Every reachable state of the code";
    private static final String ABOUT =
            "A run is a sample. Under a bound every state is taken that the Java core can reach, whatever is lost, doubled"
                    + " or late and whoever crashes. Each distinct step must be one of the specification, and code and"
                    + " specification must reach the same rows: a core that is too careful is noticed too.";
    private static final String COMMAND = "make explore";

    private ExplorationChapter() {}

    static Chapter of(Path target) throws IOException, ReportException {
        Path file = target.resolve("explore").resolve("exploration.json");
        if (!Files.exists(file)) {
            return Chapter.missing(ID, TITLE, ABOUT, COMMAND);
        }
        Json json = Json.read(file);
        Circumstances circumstances = Circumstances.of(json, COMMAND);
        DataTable table = new DataTable(
                "Each beginning",
                "beginning",
                "states of the code",
                "its transitions",
                "distinct, judged",
                "not allowed",
                "rows of the code",
                "of the specification",
                "of one alone",
                "seconds");
        for (Json one : json.list("beginnings")) {
            long other = one.count("onlyCode") + one.count("onlySpecification");
            table.row(
                    Cell.text(one.text("beginning")),
                    Cell.count(one.member("code").count("states")),
                    Cell.count(one.member("code").count("transitions")),
                    Cell.count(one.count("judged")),
                    Cell.count(one.count("wrong")),
                    Cell.count(one.member("code").count("rows")),
                    Cell.count(one.member("specification").count("rows")),
                    one.flag("complete") ? Cell.count(other) : Cell.number("not compared"),
                    Cell.number(String.format(Locale.ROOT, "%.1f", one.number("seconds"))));
        }
        return new Chapter(
                ID,
                TITLE,
                ABOUT,
                Chapter.State.of(json.flag("equal")),
                json.text("sentence"),
                circumstances.command(),
                Html.figure(circumstances, table.html()));
    }
}
