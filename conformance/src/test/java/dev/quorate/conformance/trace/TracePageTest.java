package dev.quorate.conformance.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.conformance.Page;
import dev.quorate.conformance.Page.Block;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.SpecificationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page on the format says what is so. */
class TracePageTest {
    private static final SpecificationShelf SHELF =
            new SpecificationShelf(Path.of("examples", "two-phase-commit", "TwoPhaseCommit.tla"));

    @AfterAll
    static void close() {
        SHELF.close();
    }

    private static Verdict judge(String text) throws TraceException, SpecificationException {
        try (TraceReader trace = new TraceReader("t.ndjson", new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            return TraceChecker.check(trace, SHELF);
        }
    }

    /** What the command prints. */
    private static List<String> answer(String text) throws SpecificationException {
        try {
            return VerdictText.of(judge(text));
        } catch (TraceException e) {
            return List.of("quorate: " + e.getMessage());
        }
    }

    /** A block that has no header of its own stands below the first one. */
    private static String whole(List<Block> blocks, int n) {
        String text = blocks.get(n).text();
        return text.startsWith("{\"format\"") ? text : blocks.get(0).text() + text;
    }

    /** The blocks in this language are files of one run, the coordinator's first. */
    @Test
    void theFilesOfThePageAreOneRun() throws Exception {
        Page page = Page.of("TRACE.md");
        List<TraceReader> readers = new ArrayList<>();
        for (String file : List.of("c.ndjson", "p1.ndjson")) {
            String text = page.in("ndjson").get(readers.size()).text();
            text.lines().forEach(line -> assertEquals(List.of(), LineSchema.problems(line), line));
            readers.add(new TraceReader(file, new ByteArrayInputStream(text.getBytes(UTF_8))));
        }
        List<String> told = VerdictText.of(TraceChecker.checkMerged(readers, SHELF));
        readers.forEach(TraceReader::close);
        assertEquals(page.output("--merge"), String.join("\n", told) + "\n");
    }

    @Test
    void theTracesOfThePageThatDoNotTellAllHaveTheForm() throws Exception {
        List<String> headers = Page.of("TRACE.md").in("json").stream()
                .filter(block ->
                        block.text().contains("\"unobserved\"") || block.text().contains("\"silent\""))
                .flatMap(block -> block.lines().stream())
                .toList();
        assertTrue(headers.size() > 5, headers::toString);
        headers.forEach(line -> assertEquals(List.of(), LineSchema.problems(line), line));
    }

    @Test
    void theTraceOfThePageIsAcceptedAndHasTheForm() throws Exception {
        Block trace = Page.of("TRACE.md").in("json").get(0);
        assertEquals(3, trace.lines().size());
        trace.lines().forEach(line -> assertEquals(List.of(), LineSchema.problems(line), line));
        assertEquals(Outcome.ACCEPTED, judge(trace.text()).outcome());
    }

    /** Each mistake has a line, and what the command says of it, or a part of that. */
    @TestFactory
    Stream<DynamicTest> eachMistakeGivesTheMessageOfThePage() throws IOException {
        List<Block> blocks = Page.of("TRACE.md").blocks();
        List<Integer> mistakes = IntStream.range(1, blocks.size())
                .filter(n -> blocks.get(n).language().equals("json"))
                .boxed()
                .toList();
        assertTrue(mistakes.size() > 15, "the page has lost its mistakes");
        return mistakes.stream()
                .map(n -> DynamicTest.dynamicTest(blocks.get(n).text(), () -> {
                    List<String> told = blocks.get(n + 1).lines();
                    List<String> answer = answer(whole(blocks, n));
                    assertEquals(
                            told, answer.stream().filter(told::contains).toList(), () -> String.join("\n", answer));
                }));
    }
}
