package dev.quorate.impl.bench;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.impl.report.Report;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

@Tag("verify")
final class Figure16Test {
    private static final Experiment SMALL = new Experiment(20, 20, 5_000_000, 1);
    private static Figure16 figure;

    @BeforeAll
    static void run() throws Exception {
        figure = small(SMALL);
    }

    private static Figure16 small(Experiment experiment) throws Exception {
        return Figure16.run(experiment, SHELF);
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws Exception {
        Figure16 again = small(SMALL);
        assertEquals(figure.svg(), again.svg());
        assertEquals(Figure16Page.of(figure), Figure16Page.of(again));
        assertEquals(figure.table(), again.table());
    }

    @Test
    void anotherSeedGivesOtherTrials() {
        Downtimes other = new Experiment(20, 20, 5_000_000, 2).measure(Figure16.SHORTEST, Conditions.DRAWN);
        assertNotEquals(figure.measured().get(Figure16.SHORTEST).micros(), other.micros());
    }

    @Test
    void mediansFallAsMoreIsLeftToChance_s9_3() {
        long last = Long.MAX_VALUE;
        for (ElectionTimeouts timeouts : Figure16.TOP.subList(0, 4)) {
            long median = figure.measured().get(timeouts).quantile(0.5);
            assertTrue(median < last, timeouts.label());
            last = median;
        }
    }

    @Test
    void mediansGrowWithTheLeastTimeout_s9_3() {
        long last = 0;
        for (ElectionTimeouts timeouts : Figure16.BOTTOM) {
            long median = figure.measured().get(timeouts).quantile(0.5);
            assertTrue(median > last, timeouts.label());
            last = median;
        }
    }

    @Test
    void votesSplitMoreTheLaterARequestIsOut() {
        long drawn = figure.measured().get(Figure16.FIVE_MILLIS).quantile(0.5);
        for (Conditions later : List.of(Conditions.ON_THE_WIRE, Conditions.OWN_VOTE_TOO)) {
            long median = figure.compared().get(later).get(Figure16.FIVE_MILLIS).quantile(0.5);
            assertTrue(median > drawn, later.name());
        }
    }

    @Test
    void everyTenthTrialIsJudged() {
        assertEquals(2 * Figure16.ALL.size(), figure.judged().trials());
        assertTrue(figure.judged().steps() > 0);
    }

    @Test
    void thePictureHasALineAndALegendForEachChoice() throws Exception {
        ImmutableSet.Builder<String> lines = ImmutableSet.builder();
        NodeList titles = parsed(figure.svg()).getElementsByTagName("title");
        for (int n = 0; n < titles.getLength(); n++) {
            lines.add(titles.item(n).getTextContent());
        }
        for (ElectionTimeouts timeouts : Figure16.ALL) {
            assertTrue(lines.build().contains(timeouts.label()), timeouts.label());
            assertTrue(figure.svg().contains(">" + timeouts.label() + "</text>"));
        }
        assertEquals(1 + Figure16.TOP.size() + Figure16.BOTTOM.size(), titles.getLength());
    }

    @Test
    void whatIsWrittenForTheReportIsWhatItReads(@TempDir Path target) throws Exception {
        Path folder = Files.createDirectory(target.resolve("figure16"));
        Files.writeString(folder.resolve("figure16.svg"), figure.svg());
        Figure16Json.write(figure, folder.resolve("figure16.json"));
        String page = Report.of(target, ImmutableList.of()).page(Instant.EPOCH);
        assertTrue(page.contains("<code>make figure16 SEED=1</code>"));
        for (ElectionTimeouts timeouts : Figure16.ALL) {
            assertTrue(page.contains("<th scope=\"row\">" + timeouts.label() + "</th>"), timeouts.label());
        }
        parsed(page);
    }

    @Test
    void thePageIsWellFormedAndHasNoPlaceLeftOpen() throws Exception {
        String page = Figure16Page.of(figure);
        assertEquals(3, parsed(page).getElementsByTagName("table").getLength());
        assertFalse(page.matches("(?s).*\\{[a-z]+}.*"));
    }

    @Test
    void aLineRisesAtItsTrialsAndEndsAtTheEdge() {
        Downtimes four = new Downtimes(ImmutableList.of(100_000L, 300_000L, 900_000L, 5_000_000L), 5_000_000, 1);
        String plot = CumulativePlot.draw("", Axis.linear(0, 600), Map.of(Figure16.PROPOSED, four));
        assertTrue(plot.contains("d='M70 274.0H160.0V214.0H340.0V154.0H610'"), plot);
        assertTrue(plot.contains("3 of 4 ended"), plot);
    }

    @Test
    void decadesAreEvenOnALogarithmicAxis() {
        Axis axis = Axis.logarithmic(100, 1_000, 10_000);
        assertEquals(0, axis.part(80));
        assertEquals(0.5, axis.part(1_000), 1e-9);
        assertEquals(1, axis.part(10_000), 1e-9);
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
