package dev.quorate.conformance.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.conformance.history.HistoryGenerator.Settings;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HistoryDrawingsTest {
    /** Each reads what the next appends before that is there. */
    private static HistoryVerdict ring(int size) {
        List<String> lines = new ArrayList<>();
        for (String type : List.of("invoke", "ok")) {
            for (int i = 0; i < size; i++) {
                lines.add(type + " " + i + " [:append " + i + " " + (100 + i) + "] [:r " + (i + 1) % size
                        + (type.equals("ok") ? " []" : " nil") + "]" + " [:append 77 7]".repeat(i == 0 ? 1 : 0));
            }
        }
        return check(Histories.of(lines.toArray(String[]::new)));
    }

    private static HistoryVerdict check(History history) {
        return ListAppend.check(history, Model.STRICT_SERIALIZABLE);
    }

    private static Anomaly first(HistoryVerdict verdict) {
        return verdict.anomalies().get(0);
    }

    private static String cycle(HistoryVerdict verdict) {
        return new HistoryDrawings(verdict).cycle(first(verdict)).orElseThrow();
    }

    private static String component(HistoryVerdict verdict, int anomaly) {
        return new HistoryDrawings(verdict)
                .component(verdict.anomalies().get(anomaly))
                .orElseThrow();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    }

    private static List<Element> elements(Document svg, String tag, String... styles) {
        List<Element> elements = new ArrayList<>();
        NodeList all = svg.getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (styles.length == 0 || List.of(styles).contains(element.getAttribute("class"))) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    private static boolean meet(Element one, Element other) {
        return number(one, "x") < number(other, "x") + number(other, "width")
                && number(other, "x") < number(one, "x") + number(one, "width")
                && number(one, "y") < number(other, "y") + number(other, "height")
                && number(other, "y") < number(one, "y") + number(one, "height");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 10, 24})
    void eachTransactionAndEachReasonOfTheCycleIsThere(int size) throws Exception {
        HistoryVerdict verdict = ring(size);
        assertEquals(size, first(verdict).cycle().size());
        String svg = cycle(verdict);
        assertTrue(svg.contains("G2-item: each decided by what the next then changed"), svg);
        for (int i = 0; i < size; i++) {
            assertTrue(svg.contains(">T" + (i + 1) + ": process "), svg);
            assertTrue(svg.contains(">[:append " + i + " " + (100 + i) + "]<"), svg);
            assertTrue(svg.contains(">rw, key " + i + "<"), svg);
        }
        assertEquals(size + 1, elements(parsed(svg), "path", "edge rw").size(), "the arrows and the legend");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 10, 24, 25, 40})
    void noLabelMeetsAnotherNorABox(int size) throws Exception {
        List<Element> all = elements(parsed(cycle(ring(size))), "rect", "label", "cycle", "omitted");
        assertEquals(2 * Math.min(size, CycleDrawing.MOST_BOXES), all.size());
        for (Element one : all) {
            for (Element other : all) {
                assertTrue(one == other || !meet(one, other), one.getAttribute("y") + " " + other.getAttribute("y"));
            }
        }
    }

    @Test
    void aLongCycleIsDrawnWithoutItsMiddle() throws Exception {
        String svg = cycle(ring(40));
        assertTrue(svg.contains("A cycle of 40 transactions"), svg);
        assertTrue(svg.contains("... 17 more transactions ..."), svg);
        assertTrue(svg.contains("T40 &lt; T1, because"), svg);
        assertFalse(svg.contains(">T20"), svg);
    }

    @Test
    void aComponentHasAlsoWhatIsNextToTheCycle() throws Exception {
        HistoryVerdict verdict = check(Histories.of(
                "invoke 0 [:append 1 1]",
                "invoke 1 [:append 2 1] [:r 1 nil]",
                "invoke 2 [:r 2 nil] [:r 1 nil]",
                "ok 0 [:append 1 1]",
                "ok 1 [:append 2 1] [:r 1 [1]]",
                "ok 2 [:r 2 [1]] [:r 1 []]"));
        assertEquals("[T1, T2, T3]", HistoryText.names(first(verdict)).values().toString());
        assertTrue(new HistoryDrawings(verdict).component(first(verdict)).isEmpty(), "there are no others");

        verdict = check(HistoryGenerator.generate(Settings.sound(3, 300, 6).withFlaw(Flaw.READ_SKEW, 6, 50)));
        assertEquals(4, first(verdict).component().length());
        String svg = component(verdict, 0);
        Document document = parsed(svg);
        assertEquals(2, elements(document, "rect", "cycle").size());
        assertEquals(2, elements(document, "rect", "box").size());
        assertTrue(svg.contains(">T4: process "), svg);
        for (Dependency dependency : first(verdict).cycle()) {
            assertTrue(svg.contains(">" + dependency.label() + "<"), dependency.label());
        }
    }

    @Test
    void aLargeComponentIsASmallPicture() throws Exception {
        HistoryVerdict verdict = check(HistoryGenerator.generate(
                Settings.sound(1, 12_000, 10).withSizes(10, 4, 1_000_000).withFlaw(Flaw.LOST_WRITE, 20, 10)));
        int last = verdict.anomalies().size() - 1;
        assertTrue(verdict.anomalies().get(last).component().length() > 10_000);
        String svg = component(verdict, last);
        parsed(svg);
        assertTrue(svg.length() < 30_000, "has " + svg.length());
        assertTrue(svg.contains("left out"), svg);
    }

    @Test
    void whatComesFromTheFileCannotBreakThePicture() throws Exception {
        String key = "\"\\\"</text><script>alert(1)</script>&]]>\u0000\u001b\ufffe\u202e\"";
        History history = Histories.of("ok! 0 [:append " + key + " 1]", "ok! 1 [:r " + key + " []]");
        Document svg = parsed(cycle(check(history)));
        assertEquals(0, elements(svg, "script").size());
        String longest = "\"" + "w".repeat(60_000) + "\"";
        history = Histories.of("ok! 0 [:append " + longest + " 1]", "ok! 1 [:r " + longest + " []]");
        svg = parsed(cycle(check(history)));
        assertTrue(number(svg.getDocumentElement(), "width") < 1_200);
    }

    @Test
    void noLineIsWiderThanItsBox() throws Exception {
        HistoryVerdict verdict =
                check(HistoryGenerator.generate(Settings.sound(3, 2_000, 6).withFlaw(Flaw.STALE_READ, 20, 50)));
        HistoryDrawings drawings = new HistoryDrawings(verdict);
        int lines = 0;
        for (Anomaly anomaly : verdict.anomalies()) {
            Optional<String> drawing = drawings.component(anomaly);
            lines += drawing.isEmpty() ? 0 : linesInBoxes(parsed(drawing.get()));
        }
        assertTrue(lines > 100, lines + " lines");
    }

    private static int linesInBoxes(Document svg) {
        int lines = 0;
        for (Element text : elements(svg, "text", "who", "step", "reason")) {
            for (Element box : elements(svg, "rect", "box", "cycle")) {
                int x = number(text, "x") - number(box, "x");
                int y = number(text, "y") - number(box, "y");
                if (x >= 0 && x < number(box, "width") && y >= 0 && y < number(box, "height")) {
                    int end = x + SvgCanvas.width(text.getTextContent());
                    assertTrue(end < number(box, "width"), text.getTextContent());
                    lines++;
                }
            }
        }
        return lines;
    }

    @Test
    void theSameHistoryGivesTheSameFiles(@TempDir Path folder) throws Exception {
        Settings settings = Settings.sound(3, 2_000, 6).withFlaw(Flaw.STALE_READ, 200, 50);
        List<Path> files = HistoryDrawings.write(check(HistoryGenerator.generate(settings)), folder, "h");
        List<Path> again = HistoryDrawings.write(check(HistoryGenerator.generate(settings)), folder.resolve("2"), "h");
        assertEquals("h-1-G-single-item.svg", files.get(0).getFileName().toString());
        assertEquals(
                "h-1-G-single-item-component.svg", files.get(1).getFileName().toString());
        assertEquals(files.size(), again.size());
        for (int i = 0; i < files.size(); i++) {
            assertEquals(Files.readString(files.get(i)), Files.readString(again.get(i)));
        }
    }

    @Test
    void whatIsNoCycleHasNoPicture(@TempDir Path folder) throws Exception {
        HistoryVerdict dirty = check(Histories.of("fail! 0 [:append 1 1]", "ok! 1 [:r 1 [1]]"));
        assertFalse(dirty.isValid());
        assertTrue(HistoryDrawings.write(dirty, folder, "h").isEmpty());
    }
}
