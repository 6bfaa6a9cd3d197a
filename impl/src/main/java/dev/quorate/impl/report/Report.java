package dev.quorate.impl.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.view.RunPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What was shown, as one HTML page that needs nothing else.
 *
 * @param chapters in their order
 */
public record Report(ImmutableList<Chapter> chapters) {
    private static final String TITLE = "Quorate: what was shown, and how to show it again";

    /**
     * Reads what commands have left.
     *
     * @param target the folder into which they write
     * @param models all that come with the specification, in the order of the table
     * @throws ReportException if a file is not what its command writes
     */
    public static Report of(Path target, List<Model> models) throws IOException, ReportException {
        ImmutableList.Builder<Chapter> chapters = ImmutableList.builder();
        chapters.add(ModelsChapter.of(target, models), MutantsChapter.of(target));
        Path campaign = CampaignChapter.file(target);
        if (Files.exists(campaign)) {
            Json json = Json.read(campaign);
            chapters.add(CampaignChapter.of(json), CoverageChapter.of(json));
        } else {
            chapters.add(CampaignChapter.missing(), CoverageChapter.missing());
        }
        return new Report(chapters.add(
                        ExplorationChapter.of(target),
                        BugsChapter.of(target),
                        BenchmarksChapter.of(target),
                        Figure16Chapter.of(target))
                .build());
    }

    /**
     * The page, which is well-formed XML too.
     *
     * @param now when it is written
     */
    public String page(Instant now) throws IOException {
        Html head = Html.of(
                "head",
                new Html("<meta charset=\"utf-8\"/>"),
                new Html("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"),
                new Html("<meta name=\"color-scheme\" content=\"light dark\"/>"),
                new Html("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'\"/>"),
                Html.of("title", TITLE),
                new Html("<style>\n" + style() + "</style>"));
        Html body = Html.of(
                "body",
                Html.of("header", Html.of("h1", TITLE), about(), contents()),
                Html.of(
                        "main",
                        glance(),
                        Html.all(chapters.stream().map(Report::section).toList())),
                foot(now));
        return "<!DOCTYPE html>\n"
                + Html.of("html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"", head, body)
                        .markup() + "\n";
    }

    private static String style() throws IOException {
        return RunPage.look() + Resources.toString(Resources.getResource(Report.class, "report.css"), UTF_8);
    }

    private static Html about() {
        return Html.of(
                "p class=\"lead\"",
                Html.text(
                        "Quorate is a Raft in Java whose leader elections are held to one TLA+ specification. You need"
                                + " not believe this page: each figure on it was left behind by a command, and that command stands"
                                + " beside it, with the Java, the cores and the time. "),
                Html.code("quorate"),
                Html.text(" is the script "),
                Html.code("./quorate"),
                Html.text(" in the project's folder."));
    }

    private Html contents() {
        return Html.of(
                "nav aria-label=\"Contents\"",
                Html.of("ol", chapters.stream().map(c -> Html.of("li", link(c))).toList()));
    }

    private static Html link(Chapter chapter) {
        return Html.of("a href=\"#" + chapter.id() + "\"", chapter.title());
    }

    private Html glance() {
        DataTable table = new DataTable("All parts", "part", "here it is", "what came out", "made by");
        chapters.forEach(c -> table.row(
                Cell.of(link(c)), Cell.of(state(c.state())), Cell.text(c.sentence()), Cell.code(c.command())));
        return Html.of("section id=\"glance\"", Html.of("h2", "At a glance"), table.html());
    }

    private static Html state(Chapter.State state) {
        return switch (state) {
            case GOOD -> Html.verdict(true, state.words());
            case BAD -> Html.verdict(false, state.words());
            case MEASURED -> Html.text(state.words());
            case MISSING -> Html.of("span class=\"quiet\"", state.words());
        };
    }

    private static Html section(Chapter chapter) {
        Html came = chapter.state() == Chapter.State.MISSING
                ? Html.NOTHING
                : Html.of("p class=\"came\"", state(chapter.state()), Html.text(": " + chapter.sentence()));
        return Html.of(
                "section id=\"" + chapter.id() + "\"",
                Html.of("h2", chapter.title()),
                Html.of("p class=\"about\"", chapter.about()),
                came,
                chapter.body());
    }

    private static Html foot(Instant now) {
        return Html.of(
                "footer",
                Html.of(
                        "p",
                        "What is not claimed: the models are exhaustive inside their bounds and say nothing beyond; a run"
                                + " that conforms was allowed step by step, and other runs may differ; nothing here is about"
                                + " Byzantine faults."),
                Html.of(
                        "p",
                        Html.text("Written on " + Circumstances.text(now) + " by "),
                        Html.code("make report"),
                        Html.text(", which measures nothing: it reads what the other commands left. A figure that is"
                                + " older than the code tells of the older code.")));
    }
}
