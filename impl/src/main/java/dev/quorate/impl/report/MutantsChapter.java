package dev.quorate.impl.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Which mistakes in the specification the models find: whether they would notice if it were wrong. */
final class MutantsChapter {
    private static final String ID = "mutants";
    private static final String TITLE = "Mistakes in the specification";
    private static final String ABOUT =
            "Would the models notice if the specification were wrong? One rule at a time is broken, and the models are"
                    + " run, the cheapest first, until one of them fails. A mistake that makes no difference is declared"
                    + " equivalent, with the reason; that is checked too.";
    private static final String COMMAND = "make mutants-spec";

    private MutantsChapter() {}

    static Chapter of(Path target) throws IOException, ReportException {
        Path file = target.resolve("mutants").resolve("mutants.json");
        if (!Files.exists(file)) {
            return Chapter.missing(ID, TITLE, ABOUT, COMMAND);
        }
        Json json = Json.read(file);
        Circumstances circumstances = Circumstances.of(json, COMMAND);
        DataTable table = new DataTable(
                "Each mistake, and the first model that fails",
                "mutant",
                "module",
                "the rule",
                "caught by",
                "because of",
                "steps",
                "as declared");
        long caught = 0;
        long declared = 0;
        for (Json mutant : json.list("mutants")) {
            boolean isCaught = mutant.find("caughtBy").isPresent();
            boolean asDeclared = mutant.flag("asDeclared");
            boolean equivalent = mutant.flag("equivalent");
            caught += isCaught ? 1 : 0;
            declared += asDeclared ? 1 : 0;
            table.row(
                    Cell.text(mutant.text("name")),
                    Cell.text(mutant.text("module")),
                    Cell.text(mutant.text("rule")),
                    Cell.text(mutant.text("caughtBy", equivalent ? "equivalent" : "nothing")),
                    Cell.text(mutant.text("because", "")),
                    mutant.find("steps").isPresent() ? Cell.count(mutant.count("steps")) : Cell.number(""),
                    Cell.of(Html.verdict(asDeclared, asDeclared ? "yes" : "NO")));
        }
        long all = json.list("mutants").size();
        return new Chapter(
                ID,
                TITLE,
                ABOUT,
                Chapter.State.of(declared == all),
                String.format(
                        Locale.ROOT,
                        "%d of %d mistakes are caught by a model; %d of %d are as the bank declares them",
                        caught,
                        all,
                        declared,
                        all),
                circumstances.command(),
                Html.figure(circumstances, table.html()));
    }
}
