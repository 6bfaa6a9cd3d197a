package twophasecommit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import dev.quorate.conformance.Page;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.trace.LineSchema;
import dev.quorate.conformance.trace.TraceReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The page that teaches this example says what is so. */
final class BringYourOwnTest {
    private static final Path FOLDER = Path.of("examples", "two-phase-commit");

    private static Page page() throws IOException {
        return Page.of("README.md");
    }

    private static String told(String file, byte[] trace) throws Exception {
        try (SpecificationShelf shelf = new SpecificationShelf(FOLDER.resolve("TwoPhaseCommit.tla"));
                TraceReader reader = new TraceReader(file, new ByteArrayInputStream(trace))) {
            return Joiner.on('\n').join(VerdictText.of(TraceChecker.check(reader, shelf))) + "\n";
        }
    }

    @Test
    void whatItQuotesStandsInTheFiles() throws IOException {
        String module = Files.readString(FOLDER.resolve("TwoPhaseCommit.tla"));
        page().in("tla").forEach(quoted -> assertTrue(module.contains(quoted.text()), quoted.text()));
        assertEquals(
                Files.readString(FOLDER.resolve("trace.py")),
                page().in("python").get(0).text());
        String test = Files.readString(FOLDER.resolve("test/twophasecommit/AtomicCommitTest.java"));
        page().in("java").forEach(quoted -> assertTrue(test.contains(quoted.text()), quoted.text()));
        assertEquals(
                Files.readString(FOLDER.resolve("TwoPhaseCommit.view.json")),
                page().in("json").get(1).text());
        String config = Files.readString(FOLDER.resolve("TwoPhaseCommit.cfg"));
        assertTrue(page().in("").stream().anyMatch(block -> config.endsWith(block.text())), config);
    }

    @Test
    void itsModelsAreThoseOfTheFolder() throws Exception {
        String table = page().output("model --spec");
        for (Model model : Model.all(FOLDER)) {
            assertTrue(table.contains(model.name()) && table.contains(model.question()), table);
            model.distinct().ifPresent(states -> assertTrue(table.contains(" " + states + " "), table));
        }
    }

    @Test
    void itsTraceHasTheForm() throws IOException {
        page().in("json")
                .get(0)
                .text()
                .lines()
                .forEach(line -> assertEquals(List.of(), LineSchema.problems(line), line));
    }

    /** The build asks for a JDK, Maven and make, and not for Python; with one, the program on the page is run. */
    @Test
    @EnabledIf(value = "thereIsPython", disabledReason = "the program on the page needs python3")
    void itsTraceIsWhatThePythonProgramWrites() throws Exception {
        Process python = python("trace.py");
        String written = new String(python.getInputStream().readAllBytes(), UTF_8).replace("\r\n", "\n");
        assertEquals(page().in("json").get(0).text(), written);
        assertEquals(0, python.waitFor());
    }

    static boolean thereIsPython() throws InterruptedException {
        try {
            return python("--version").waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process python(String argument) throws IOException {
        return new ProcessBuilder("python3", argument)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void itsVerdictsAreThoseOfTheChecker() throws Exception {
        String good = page().in("json").get(0).text();
        assertEquals(
                page().output("validate --spec conformance/examples/two-phase-commit/TwoPhaseCommit.tla target/good"),
                told("target/good.ndjson", good.getBytes(UTF_8)));
        String bad = good.replace("\"yesFrom\"", "\"decision\": \"commit\", \"yesFrom\"");
        String again = "  again         quorate validate --json --spec"
                + " conformance/examples/two-phase-commit/TwoPhaseCommit.tla target/bad.ndjson\n";
        assertEquals(page().output("target/bad.ndjson"), told("target/bad.ndjson", bad.getBytes(UTF_8)) + again);
        ByteArrayOutputStream java = new ByteArrayOutputStream();
        TwoPhaseCommit.run(1, 3, Cast.SOUND, java);
        assertEquals(page().output("target/java.ndjson"), told("target/java.ndjson", java.toByteArray()));
    }

    @Test
    void theTracesOfTheJavaProgramHaveTheForm() {
        for (int seed = 1; seed <= 5; seed++) {
            ByteArrayOutputStream trace = new ByteArrayOutputStream();
            TwoPhaseCommit.run(seed, 3, Cast.SOUND, trace);
            trace.toString(UTF_8).lines().forEach(line -> assertEquals(List.of(), LineSchema.problems(line), line));
        }
    }
}
