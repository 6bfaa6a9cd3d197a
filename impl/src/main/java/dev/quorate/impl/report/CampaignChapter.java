package dev.quorate.impl.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What many simulated runs of the Java servers were like, each of whose steps was judged. */
final class CampaignChapter {
    private static final String ID = "campaign";
    private static final String TITLE = "Many runs under faults";
    private static final String ABOUT =
            "The Java servers run in simulated time, a seed each, under faults of twenty kinds. Every atomic step is held"
                    + " against the specification while it happens, and so is who led. Then a random majority is healed"
                    + " and must have a leader soon. What was never met is said: a campaign that misses something is not"
                    + " green.";
    private static final double HOUR = 3_600;

    private CampaignChapter() {}

    /** The file that tells of it. */
    static Path file(Path target) {
        return target.resolve("campaign").resolve("campaign.json");
    }

    static Chapter missing() {
        return Chapter.missing(ID, TITLE, ABOUT, COMMAND);
    }

    static final String COMMAND = "quorate campaign --seeds 1..300 --servers 5 --minutes 1";

    static Chapter of(Json json) throws IOException, ReportException {
        Circumstances circumstances = Circumstances.of(json, COMMAND);
        return new Chapter(
                ID,
                TITLE,
                ABOUT,
                Chapter.State.of(json.flag("green")),
                (json.flag("complete") ? "" : "ended early; ") + json.text("sentence"),
                circumstances.command(),
                Html.figure(
                        circumstances,
                        figures(json),
                        Html.of(
                                "div class=\"beside\"",
                                times("Faults", "fault", json.member("faults")),
                                times("Situations", "situation", json.member("situations"))),
                        failures(json)));
    }

    private static Html figures(Json json) throws ReportException {
        double simulated = json.number("simulatedSeconds");
        double elapsed = json.number("elapsedSeconds");
        return Html.of(
                "dl class=\"figures\"",
                figure("seeds", Cell.count(json.count("seeds"))),
                figure("simulated hours", Cell.measure(simulated / HOUR)),
                figure("times as fast as real time", Cell.measure(Math.rint(simulated / elapsed))),
                figure("elections", Cell.count(json.count("elections"))),
                figure("steps, all judged", Cell.count(json.count("steps"))),
                figure("seeds with a failure", Cell.count(json.list("failures").size())),
                figure(
                        "seeds led soon after healing",
                        Cell.number(
                                String.format(Locale.ROOT, "%,d of %,d", json.count("ledSoon"), json.count("seeds")))));
    }

    private static Html figure(String name, Cell value) {
        return Html.of("div", Html.of("dt", name), Html.of("dd", value.content()));
    }

    private static Html times(String caption, String kind, Json counts) throws ReportException {
        DataTable table = new DataTable(caption, kind, "times");
        for (Map.Entry<String, Json> count : counts.members().entrySet()) {
            table.row(Cell.text(count.getKey()), Cell.times(count.getValue().count()));
        }
        return table.html();
    }

    private static Html failures(Json json) throws ReportException {
        DataTable table = new DataTable("Seeds that failed", "seed", "detector", "what happened", "see it again");
        for (Json failure : json.list("failures")) {
            String seed = Long.toString(failure.count("seed"));
            table.row(
                    Cell.number(seed),
                    Cell.text(failure.text("detector")),
                    Cell.text(failure.text("story")),
                    Cell.code(failure.text("again")));
        }
        return table.html();
    }
}
