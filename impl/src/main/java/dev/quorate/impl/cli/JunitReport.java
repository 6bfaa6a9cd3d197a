package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Judgements as JUnit has its results: a test case for each trace. A rejection is a failure. Bad input is an error, and
 * so is a trace that is undecided: if it were skipped, a build would look good that nobody has an answer for.
 */
final class JunitReport {
    private static final String SUITE = "quorate validate";

    private static final int REPLACEMENT = 0xFFFD;

    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Writes all, or leaves what was there. */
    static void write(ImmutableList<Judgement> judgements, Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, UTF_8.name());
            new JunitReport(xml).report(judgements);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    }

    private void report(ImmutableList<Judgement> judgements) throws XMLStreamException {
        xml.writeStartDocument(UTF_8.name(), "1.0");
        for (String element : List.of("testsuites", "testsuite")) {
            xml.writeCharacters("\n");
            xml.writeStartElement(element);
            attribute("name", SUITE);
            attribute("tests", Integer.toString(judgements.size()));
            attribute("failures", Long.toString(count(judgements, "failure")));
            attribute("errors", Long.toString(count(judgements, "error")));
            attribute("skipped", "0");
            attribute("time", seconds(judgements.stream().map(Judgement::time).reduce(Duration.ZERO, Duration::plus)));
        }
        for (Judgement judgement : judgements) {
            testcase(judgement);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static long count(ImmutableList<Judgement> judgements, String element) {
        return judgements.stream()
                .filter(j -> !j.isAccepted() && element(j).equals(element))
                .count();
    }

    private static String element(Judgement judgement) {
        return judgement.outcome().filter(o -> o == Outcome.REJECTED).isPresent() ? "failure" : "error";
    }

    private void testcase(Judgement judgement) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        attribute("classname", judgement.verdict().map(Verdict::specification).orElse(SUITE));
        attribute("name", judgement.file());
        attribute("time", seconds(judgement.time()));
        if (!judgement.isAccepted()) {
            ImmutableList<String> text = judgement.text();
            xml.writeStartElement(element(judgement));
            attribute("type", judgement.word());
            attribute("message", text.get(0));
            xml.writeCharacters(legal(String.join("\n", text)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    /** Text without what XML 1.0 cannot hold, escaped or not. */
    private static String legal(String text) {
        return text.codePoints()
                .map(c -> isLegal(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLegal(int c) {
        if (c < ' ') {
            return c == '\t' || c == '\n';
        }
        return c < Character.MIN_SURROGATE || c > 0xFFFF || (c > Character.MAX_SURROGATE && c < 0xFFFE);
    }
}
