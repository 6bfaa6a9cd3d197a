package dev.quorate.conformance.view;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.PollTraces;
import dev.quorate.conformance.TraceText;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.trace.TraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that a page is written to. */
final class PageFileTest {
    @TempDir
    Path folder;

    private Path page() {
        return folder.resolve("poll.html");
    }

    private Path trace(TraceText text) throws IOException {
        return Files.write(folder.resolve("poll.ndjson"), text.bytes());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aPageThatCannotBeFinishedLeavesTheOneBefore() throws Exception {
        try (SpecificationShelf shelf = new SpecificationShelf(TraceText.module("Poll"))) {
            ViewedRun run = ViewedRun.of(ImmutableList.of(trace(PollTraces.answered())), shelf);
            Files.writeString(page(), "the page before");
            trace(PollTraces.asked().line("no step"));
            assertThrows(TraceException.class, () -> RunPage.write(run, page()));
            assertEquals("the page before", Files.readString(page()));
            assertEquals(List.of("poll.html", "poll.ndjson"), files());
        }
    }

    @Test
    void aPageTakesThePlaceOfTheOneBefore() throws Exception {
        try (SpecificationShelf shelf = new SpecificationShelf(TraceText.module("Poll"))) {
            Files.writeString(page(), "the page before");
            RunPage.write(trace(PollTraces.answered()), page(), shelf);
            assertTrue(Files.readString(page()).startsWith("<!DOCTYPE html>"));
            assertEquals(List.of("poll.html", "poll.ndjson"), files());
        }
    }

    @Test
    void aFolderIsNotReplaced() throws Exception {
        try (SpecificationShelf shelf = new SpecificationShelf(TraceText.module("Poll"))) {
            Path trace = trace(PollTraces.answered());
            Files.createDirectory(page());
            assertThrows(IOException.class, () -> RunPage.write(trace, page(), shelf));
            assertTrue(Files.isDirectory(page()));
        }
    }

    @Test
    void lettersThatAreNoneAreReplaced() throws Exception {
        Path module = folder.resolve("Poll.tla");
        String text = Files.readString(TraceText.module("Poll")).replace("Rule 1: an idle", "R\u00e8gle 1: an idle");
        Files.writeString(module, text, ISO_8859_1);
        Files.copy(TraceText.module("Poll").resolveSibling("Poll.cfg"), folder.resolve("Poll.cfg"));
        TraceText half = TraceText.of(TraceText.POLL.replaceFirst("}$", ",'seed':'\\\\ud800'}"))
                .step("a", "Shift", "{'n':'a'}", "{'phase':'resting'}", "[]");
        try (SpecificationShelf shelf = new SpecificationShelf(module)) {
            RunPage.write(trace(half), page(), shelf);
        }
        String written = Files.readString(page());
        assertTrue(written.contains("R\ufffdgle 1: an idle"), "the module's letter");
        assertTrue(written.contains("\"seed\":\"?\""), "half a character");
    }
}
