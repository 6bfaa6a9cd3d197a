package dev.quorate.impl.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.view.RunPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that look at pages in a browser, all in the same one. */
abstract class BrowserTests {
    static final Path RAFT = Path.of("..", "spec", "RaftElection.tla");

    static Browser browser;

    private static final Map<Path, SpecificationShelf> SHELVES = new HashMap<>();

    @TempDir
    Path folder;

    /** Where there is no browser nobody looks at the page, and that is told; a build server has one. */
    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        if (program.isEmpty() && System.getenv("CI") == null) {
            System.out.println(
                    "SKIPPED: there is no Chromium, so nobody looks at the run page; .ci/browser installs one"
                            + " where it can");
        }
        assumeTrue(program.isPresent() || System.getenv("CI") != null, "no Chromium");
        browser = Browser.start(program.orElseThrow(() -> new AssertionError("no Chromium, and this is CI")));
    }

    @AfterAll
    static void stop() throws IOException {
        SHELVES.values().forEach(SpecificationShelf::close);
        SHELVES.clear();
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        assertEquals(List.of(), browser.complaints());
    }

    /** Writes the page of a trace and opens it. */
    Verdict open(String trace, Path module) throws Exception {
        return open(trace, module, "");
    }

    Verdict open(String trace, Path module, String fragment) throws Exception {
        return open(Files.writeString(folder.resolve("run.ndjson"), trace), module, fragment);
    }

    Verdict open(Path trace, Path module, String fragment) throws Exception {
        Path html = folder.resolve("run.html");
        Verdict verdict = RunPage.write(trace, html, SHELVES.computeIfAbsent(module, SpecificationShelf::new));
        browser.open(html, fragment);
        return verdict;
    }

    static int step() throws InterruptedException {
        return browser.value("Number(document.getElementById('number').value.replace(/\\D/g, ''))")
                .asInt();
    }

    /** What the address names once a step has been chosen for a while. */
    static String hash() throws InterruptedException {
        return browser.value("new Promise(done => setTimeout(() => done(location.hash), 2 * REST))")
                .asText();
    }

    /** The numbers of the steps whose rows are drawn. */
    static String rows() throws InterruptedException {
        return browser.value("[...document.querySelectorAll('#steps tbody tr')].map(row => row.dataset.step).join(' ')")
                .asText();
    }
}
