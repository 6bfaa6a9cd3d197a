package dev.quorate.impl.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Figure 16 of the Raft paper, measured again. */
final class Figure16Chapter {
    private static final String ID = "figure16";
    private static final String TITLE = "Figure 16 of the Raft paper";
    private static final String ABOUT =
            "How long is a cluster without a leader after a crash, under which election timeouts? The paper's experiment"
                    + " (section 9.3) again, with our core and driver in virtual time. Why figures differ is told on the"
                    + " page target/figure16/index.html, which the same command writes.";
    private static final String COMMAND = "make figure16";

    private Figure16Chapter() {}

    static Chapter of(Path target) throws IOException, ReportException {
        Path file = target.resolve("figure16").resolve("figure16.json");
        Path picture = target.resolve("figure16").resolve("figure16.svg");
        if (!Files.exists(file) || !Files.exists(picture)) {
            return Chapter.missing(ID, TITLE, ABOUT, COMMAND);
        }
        Json json = Json.read(file);
        Circumstances circumstances = Circumstances.of(json, COMMAND);
        DataTable table = new DataTable(
                "Milliseconds without a leader",
                "timeouts",
                "trials",
                "mean",
                "median",
                "90 %",
                "worst",
                "terms",
                "the paper, ms");
        for (Json row : json.list("rows")) {
            table.row(
                    Cell.text(row.text("timeouts")),
                    Cell.count(row.count("trials")),
                    Cell.number(row.text("mean")),
                    Cell.number(row.text("median")),
                    Cell.number(row.text("ninetieth")),
                    Cell.number(row.text("worst")),
                    Cell.number(String.format(Locale.ROOT, "%.2f", row.number("terms"))),
                    Cell.text(row.text("paper")));
        }
        return new Chapter(
                ID,
                TITLE,
                ABOUT,
                Chapter.State.MEASURED,
                String.format(
                        Locale.ROOT,
                        "beside the paper's figures; %,d trials, %,d steps, were judged and conform",
                        json.count("judgedTrials"),
                        json.count("judgedSteps")),
                circumstances.command(),
                Html.figure(circumstances, Html.of("div class=\"picture\"", svg(picture)), table.html()));
    }

    /** A picture that is to be a part of the page. */
    private static Html svg(Path file) throws IOException, ReportException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(null);
            parser.parse(file.toFile());
        } catch (SAXParseException e) {
            throw new ReportException(file, Integer.toString(e.getLineNumber()), "not SVG: " + e.getMessage());
        } catch (SAXException | ParserConfigurationException e) {
            throw new ReportException(file, "1", "not SVG: " + e.getMessage());
        }
        return new Html(Files.readString(file));
    }
}
