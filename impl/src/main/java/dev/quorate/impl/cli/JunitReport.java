package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results as JUnit has them: a suite of test cases. */
final class JunitReport {
    private static final int REPLACEMENT = 0xFFFD;

    /**
     * One result.
     *
     * @param problem what is wrong with it, if something is
     */
    record Case(String classname, String name, Duration time, Optional<Problem> problem) {}

    /**
     * What is wrong.
     *
     * @param element {@code failure} or {@code error}: what is not known to be wrong is no failure; but it is not
     *     skipped either, or a build would look good that nobody has an answer for
     * @param type in a word or two
     * @param text a line each, the first says it all
     */
    record Problem(String element, String type, ImmutableList<String> text) {
        static Problem failure(String type, ImmutableList<String> text) {
            return new Problem("failure", type, text);
        }

        static Problem error(String type, ImmutableList<String> text) {
            return new Problem("error", type, text);
        }
    }

    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** Writes all, or leaves what was there. */
    static void write(String suite, ImmutableList<Case> cases, Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.getParent());
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, UTF_8.name());
            new JunitReport(xml).report(suite, cases);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    }

    private void report(String suite, ImmutableList<Case> cases) throws XMLStreamException {
        xml.writeStartDocument(UTF_8.name(), "1.0");
        for (String element : List.of("testsuites", "testsuite")) {
            xml.writeCharacters("\n");
            xml.writeStartElement(element);
            attribute("name", suite);
            attribute("tests", Integer.toString(cases.size()));
            attribute("failures", Long.toString(count(cases, "failure")));
            attribute("errors", Long.toString(count(cases, "error")));
            attribute("skipped", "0");
            attribute("time", seconds(cases.stream().map(Case::time).reduce(Duration.ZERO, Duration::plus)));
        }
        for (Case one : cases) {
            testcase(one);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static long count(ImmutableList<Case> cases, String element) {
        return cases.stream()
                .flatMap(c -> c.problem().stream())
                .filter(p -> p.element().equals(element))
                .count();
    }

    private void testcase(Case one) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        attribute("classname", one.classname());
        attribute("name", one.name());
        attribute("time", seconds(one.time()));
        if (one.problem().isPresent()) {
            Problem problem = one.problem().get();
            xml.writeStartElement(problem.element());
            attribute("type", problem.type());
            attribute("message", problem.text().get(0));
            xml.writeCharacters(legal(String.join("\n", problem.text())));
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
