package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Expectation;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.TlcProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The models of the specification, run by TLC itself. */
final class ModelsTest {
    private static final Path DOCUMENT = Path.of("..", "spec", "README.md");

    @TempDir
    static Path work;

    /** The longest first, a core for each: most of them are over soon, and a TLC begins with a second on one core. */
    @TestFactory
    Stream<DynamicTest> everyModelShowsWhatItMustWithItsPinnedNumberOfStates() throws Exception {
        SpecificationFiles files = new SpecificationFiles();
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        Map<String, Future<Optional<String>>> problems = new LinkedHashMap<>();
        for (Model model : Model.all(files.folder(), Model.Run.BUILD).reverse()) {
            TlcProcess tlc = new TlcProcess(work.resolve(model.name()), 1);
            problems.put(
                    model.name(), pool.submit(() -> tlc.run(model, states -> {}).problem()));
        }
        return problems.entrySet().stream()
                .map(model -> DynamicTest.dynamicTest(
                        model.getKey(),
                        () -> assertEquals(Optional.empty(), model.getValue().get())))
                .onClose(() -> {
                    pool.shutdownNow();
                    files.close();
                });
    }

    /** The document says of each model what its file says. */
    @Test
    void theDocumentListsEveryModel() throws Exception {
        try (SpecificationFiles files = new SpecificationFiles()) {
            assertEquals(
                    Model.all(files.folder()).stream().map(ModelsTest::row).collect(ImmutableList.toImmutableList()),
                    Files.readAllLines(DOCUMENT).stream()
                            .filter(line -> line.startsWith("| `MC") && !line.startsWith("| `MC*"))
                            .map(line -> line.replaceAll(" +\\|", " |"))
                            .collect(ImmutableList.toImmutableList()));
        }
    }

    private static String row(Model model) {
        Expectation expectation = model.expectation();
        String states = "at random";
        if (expectation instanceof Expectation.Holds holds) {
            states = String.format(Locale.ROOT, "%,d", holds.distinct().orElseThrow());
        } else if (expectation instanceof Expectation.Refuted refuted) {
            states = refuted.names().size() + " refuted";
        } else if (expectation instanceof Expectation.HoldsInAnyNumber) {
            states = "vary";
        }
        return String.format("| `%s` | %s | %s | %s |", model.name(), model.question(), states, model.run());
    }
}
