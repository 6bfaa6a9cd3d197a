package dev.quorate.impl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.io.MoreFiles;
import dev.quorate.conformance.tla.Model;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the page tells of what lies under target/, and of what does not. */
final class ReportTest {
    private static final Instant NOW = Instant.parse("2025-03-01T10:00:00Z");
    private static final String MODEL = how("quorate model MCclock")
            + "\"found\": \"3\", \"distinct\": 3, \"seconds\": 1.25, \"good\": true, \"verdict\": \"holds\"";
    private static final String BARS = how("make bench-history") + """
            "rows": [
              {"case": "10k", "subject": "ours", "metric": "txn/s", "value": 250000.5, "spread": 0.12},
              {"case": "10k", "subject": "<theirs>", "metric": "txn/s", "value": 400},
              {"case": "10k, trial 1", "subject": "ours", "metric": "ms", "value": 4},
              {"case": "10k, trial 2", "subject": "ours", "metric": "ms", "value": 5},
              {"case": "10k, trial 3", "subject": "ours", "metric": "ms", "value": 9}],
            "bars": [
              {"name": "ours / theirs", "value": 625.0, "bar": "at least 100", "holds": true},
              {"name": "heap", "value": 3, "bar": "at most 2", "holds": false}]
            """;
    private static final String CAMPAIGN = how("quorate campaign --seeds 1..9 --servers 5 --minutes 0.5") + """
            "complete": true, "green": false, "sentence": "NOT GREEN: 9 of 9 seeds", "servers": 5,
            "secondsOfFaults": 30, "simulatedSeconds": 360, "elapsedSeconds": 2, "seeds": 9, "elections": 12,
            "steps": 34567, "ledSoon": 8, "faults": {"crash": 4, "pause": 0}, "situations": {"split vote": 2},
            "actions": {"Timeout": 7, "Restart": 0},
            "coverage": {"untold": [], "places": [
              {"kind": "guard", "action": "Timeout", "module": "RaftElection", "line": 110, "column": 8,
               "text": "role[i] # Leader", "seenTrue": true, "seenFalse": false, "exercised": false},
              {"kind": "branch", "action": "Timeout", "module": "RaftElection", "line": 114, "column": 59,
               "text": "IF {i} \\\\in Quorum THEN", "seenTrue": false, "seenFalse": false, "exercised": false},
              {"kind": "guard", "action": "Restart", "module": "RaftElection", "line": 190, "column": 8,
               "text": "TRUE", "seenTrue": true, "seenFalse": true, "exercised": true}]},
            "failures": [{"seed": 4, "detector": "conformance", "story": "a step is wrong",
                "again": "quorate replay 4 --servers 5 --minutes 0.5"}]
            """;

    @TempDir
    Path target;

    @TempDir
    Path spec;

    private static String how(String command) {
        return "\"command\": \"" + command
                + "\", \"java\": \"17.0.15\", \"cores\": 2, \"measured\": \"2025-02-28T09:30:00Z\",\n";
    }

    @BeforeEach
    void thereAreTwoModels() throws IOException {
        for (String name : List.of("MCclock", "MCday")) {
            Files.writeString(spec.resolve(name + ".tla"), "");
            Files.writeString(spec.resolve(name + ".cfg"), "\\* Question: What time is it?\n\\* Distinct states: 3\n");
        }
    }

    private void write(String file, String text) throws IOException {
        MoreFiles.createParentDirectories(target.resolve(file));
        Files.writeString(target.resolve(file), text);
    }

    private void writeAll() throws IOException {
        write("models/MCclock/result.json", "{" + MODEL + "}");
        write("mutants/mutants.json", "{" + how("make mutants-spec") + """
                        "mutants": [{"name": "votesTwice", "module": "RaftElection", "rule": "one vote per term",
                          "equivalent": false, "asDeclared": true, "caughtBy": "MCsmall", "because": "invariant",
                          "steps": 5}]}
                        """);
        write("campaign/campaign.json", "{" + CAMPAIGN + "}");
        write("explore/exploration.json", "{" + how("quorate explore --servers 3 --terms 2") + """
                        "equal": true, "sentence": "OK: all equal.", "beginnings": [
                          {"beginning": "empty logs", "complete": true, "judged": 756, "wrong": 0, "onlyCode": 0,
                           "onlySpecification": 0, "seconds": 1.5,
                           "code": {"states": 4030, "transitions": 95211, "rows": 737},
                           "specification": {"states": 4030, "transitions": 95211, "rows": 737}}]}
                        """);
        write("bugs.json", "{" + how("make bugs") + """
                        "bank": 67, "sentence": "1 of 2 bugs are found", "surprises": ["Surprise: X2 was not found"],
                        "bugs": [
                          {"id": "V1a", "name": "stale grant counted", "rule": "5.2", "change": "counts it",
                           "foundBy": "conformance", "runs": 4, "said": "a step", "seconds": 7.9, "acts": 4},
                          {"id": "X2", "name": "wins alone", "rule": "5.2", "change": "wins", "seconds": 60}],
                        "detectors": [{"name": "conformance", "foundFirst": 1, "meaning": "a wrong step"}],
                        "leftOut": {"V13": "needs snapshots"}}
                        """);
        write("bench/history.json", "{" + BARS + "}");
        write("figure16/figure16.json", "{" + how("make figure16 SEED=1") + """
                        "judgedTrials": 910, "judgedSteps": 1234, "rows": [{"timeouts": "150–155 ms", "trials": 1000,
                          "mean": "290", "median": "281", "ninetieth": "400", "worst": "> 500", "terms": 1.5,
                          "paper": "median 287"}]}
                        """);
        write("figure16/figure16.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>both plots</title></svg>");
    }

    private Report report() throws Exception {
        return Report.of(target, Model.all(spec));
    }

    private Document page() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(report().page(NOW).getBytes(StandardCharsets.UTF_8)));
    }

    private static ImmutableList<Element> elements(String name, Document page) {
        NodeList found = page.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(n -> (Element) found.item(n))
                .collect(ImmutableList.toImmutableList());
    }

    private static boolean isInside(String name, Element element) {
        return element.getParentNode() instanceof Element parent
                && (parent.getTagName().equals(name) || isInside(name, parent));
    }

    private static String section(String id, Document page) {
        Element section = Iterables.getOnlyElement(elements("section", page).stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .toList());
        return section.getTextContent();
    }

    private static void assertTells(String text, String words) {
        assertTrue(text.contains(words), () -> "\"" + words + "\" in " + text);
    }

    @Test
    void everyFigureHasItsCommandBesideIt() throws Exception {
        writeAll();
        Document page = page();
        ImmutableList<Element> figures = elements("figure", page);
        assertEquals(8, figures.size());
        for (Element figure : figures) {
            Element caption =
                    (Element) figure.getElementsByTagName("figcaption").item(0);
            String command = caption.getElementsByTagName("code").item(0).getTextContent();
            assertTrue(command.startsWith("make ") || command.startsWith("quorate "), command);
            assertTells(caption.getTextContent(), "Java 17.0.15 · 2 cores · 2025-02-28 09:30 UTC");
        }
        for (Element table : elements("table", page)) {
            assertTrue(
                    isInside("figure", table)
                            || table.getElementsByTagName("code").getLength() > 0,
                    table::getTextContent);
        }
        assertTells(section("figure16", page), "make figure16 SEED=1");
        assertTells(section("coverage", page), "quorate campaign --seeds 1..9 --servers 5 --minutes 0.5");
    }

    @Test
    void tablesCanBeReadAloudAndContentsLeadToEachPart() throws Exception {
        writeAll();
        Document page = page();
        for (Element head : elements("th", page)) {
            assertFalse(head.getAttribute("scope").isEmpty(), head::getTextContent);
        }
        assertEquals(elements("table", page).size(), elements("caption", page).size());
        Element contents = Iterables.getOnlyElement(elements("nav", page));
        NodeList links = contents.getElementsByTagName("a");
        assertEquals(report().chapters().size(), links.getLength());
        for (int n = 0; n < links.getLength(); n++) {
            section(((Element) links.item(n)).getAttribute("href").substring(1), page);
        }
    }

    @Test
    void thePageNeedsNothingElse() throws Exception {
        writeAll();
        String page = report().page(NOW);
        assertFalse(page.contains("<script"));
        assertFalse(page.contains("<link"));
        assertFalse(page.contains(" src="));
        assertFalse(page.replace("http://www.w3.org/", "").contains("://"));
    }

    @Test
    void whatWasNotMeasuredIsNamedWithItsCommand() throws Exception {
        Document page = page();
        for (Chapter chapter : report().chapters()) {
            assertEquals(Chapter.State.MISSING, chapter.state(), chapter.title());
        }
        assertTells(section("models", page), "Not measured here yet: run make models.");
        assertTells(section("bugs", page), "Not measured here yet: run make bugs.");
        assertTells(section("benchmarks", page), "Not measured here yet: run make bench-conformance.");
        assertTells(section("campaign", page), "Not measured here yet: run quorate campaign ");
        assertEquals(0, elements("figure", page).size());
    }

    @Test
    void aModelThatWasNotRunIsNamedBesideThoseThatWere() throws Exception {
        writeAll();
        String models = section("models", page());
        assertTells(models, "1 of the 2 models were run here; 1 of these are as they should be; 3 distinct states");
        assertTells(models, "MCclockWhat time is it?331.3holds");
        assertTells(models, "MCdayWhat time is it?3not run here");
    }

    @Test
    void theNewestRunOfAModelCounts() throws Exception {
        write("models/MCclock/result.json", "{" + MODEL + "}");
        write(
                "check/models/MCclock/result.json",
                "{" + MODEL.replace("02-28", "03-01").replace("true", "false") + ", \"problem\": \"deadlock\"}");
        String models = section("models", page());
        assertTells(models, "FAILS: deadlock");
        assertTells(models, "NOT as it should be");
        assertTells(models, "2025-03-01 09:30 UTC");
    }

    @Test
    void whatFailsIsSaidInWords() throws Exception {
        writeAll();
        Document page = page();
        String benchmarks = section("benchmarks", page);
        assertTells(benchmarks, "ours / theirs625at least 100holds");
        assertTells(benchmarks, "heap3at most 2FAILS");
        assertTells(benchmarks, "NOT as it should be: 1 of 5 benchmarks were run here; 1 of 2 bars hold");
        assertTells(section("campaign", page), "NOT as it should be: NOT GREEN");
        assertTells(section("campaign", page), "pauseNEVER");
        assertTells(section("campaign", page), "quorate replay 4 --servers 5 --minutes 0.5");
        assertTells(section("bugs", page), "NOT FOUND: nobody knows why");
        assertTells(section("bugs", page), "2 of the 67 bugs of the bank were put in here: 1 of 2 bugs are found");
        assertTells(section("bugs", page), "Surprise: X2 was not found");
    }

    @Test
    void coverageTellsWhatWasNeverExercised() throws Exception {
        writeAll();
        String coverage = section("coverage", page());
        assertTells(
                coverage,
                "NOT as it should be: 1 of 2 actions taken, 1 of 2 guards seen both true and false, 0 of 1 branches taken");
        assertTells(coverage, "Timeoutguardnever falseRaftElection:110:8role[i] # Leader");
        assertTells(coverage, "TimeoutbranchNEVER takenRaftElection:114:59IF {i} \\in Quorum THEN");
    }

    @Test
    void trialsOfOneCaseAreOneRowWithAPointForEach() throws Exception {
        writeAll();
        assertTells(section("benchmarks", page()), "10koursms54 to 9, 3 trials");
        Html row = Scale.of(List.of(4.0, 5.0, 9.0)).row(List.of(4.0, 5.0, 9.0));
        assertEquals(3, Splitter.on("<circle").splitToList(row.markup()).size() - 1);
    }

    @Test
    void valuesFarFromEachOtherShareAnAxisOfPowersOfTen() {
        Scale scale = Scale.of(List.of(400.0, 250_000.0));
        assertEquals(ImmutableList.of(100.0, 1e3, 1e4, 1e5, 1e6), scale.ticks());
        assertTrue(Scale.of(List.of(1e4)).row(List.of(1e4)).markup().contains("x=\"8.0\" y=\"5\" width=\"224.0\""));
        assertTrue(scale.row(List.of(1e4)).markup().contains("cx=\"120.0\""));
    }

    @Test
    void aFileThatDoesNotTellWhenSaysSo() throws Exception {
        write("bench/history.json", "{\"rows\": [], \"bars\": []}");
        String benchmarks = section("benchmarks", page());
        assertTells(benchmarks, "made bymake bench-historyJava not told · cores not told · when is not told");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "bench/history.json ~ [] ~ 1: expected a JSON object",
                "bench/history.json ~ {\"rows\": [], \"bars\": [ ~ 1: not JSON: ",
                "bench/history.json ~ {\"bars\": []} ~ 1: there is no \"rows\"",
                "bench/history.json ~ {\"rows\": [{\"case\": 3}]} ~ 1: rows[0].case: expected a text",
                "bench/history.json ~ {\"rows\": {}} ~ 1: rows: expected a list",
                "bench/history.json ~ {\"rows\": [], \"bars\": [], \"measured\": \"now\"} ~ 1: measured: expected a time",
                "models/MCclock/result.json ~ {\"distinct\": 2.5} ~ 1: there is no \"good\"",
                "bugs.json ~ {\"surprises\": [true]} ~ 1: surprises[0]: expected a text",
                "campaign/campaign.json ~ {\"green\": 1} ~ 1: green: expected true or false",
            })
    void aBrokenFileIsNamedWithThePlace(String file, String text, String problem) throws IOException {
        write(file, text);
        String message = assertThrows(ReportException.class, this::report).getMessage();
        assertTrue(message.startsWith(target.resolve(file) + ":" + problem), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void aPictureThatIsNoneIsRefused() throws IOException {
        writeAll();
        write("figure16/figure16.svg", "<svg>\n<g></svg>");
        String message = assertThrows(ReportException.class, this::report).getMessage();
        assertTrue(message.startsWith(target.resolve("figure16/figure16.svg") + ":2: not SVG: "), message);
    }
}
