package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Expectation;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.TlcProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
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

    @TestFactory
    Stream<DynamicTest> everyModelShowsWhatItMustWithItsPinnedNumberOfStates() throws Exception {
        SpecificationFiles files = new SpecificationFiles();
        return Model.all(files.folder(), Model.Run.BUILD).stream()
                .map(model -> DynamicTest.dynamicTest(
                        model.name(),
                        () -> assertEquals(
                                Optional.empty(),
                                new TlcProcess(
                                                work.resolve(model.name()),
                                                Runtime.getRuntime().availableProcessors())
                                        .run(model, states -> {})
                                        .problem())))
                .onClose(files::close);
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
