package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.ModelResult;
import dev.quorate.conformance.tla.TlcProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The models of the specification, run by TLC itself. */
final class ModelsTest {
    private static final ImmutableList<String> ALL =
            ImmutableList.of("MCplain", "MCrefines", "MCalgorithm", "MCsmall", "MClog");

    @TempDir
    Path work;

    @TestFactory
    List<DynamicTest> everyModelHoldsWithItsPinnedNumberOfStates() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : ALL) {
            tests.add(DynamicTest.dynamicTest(name, () -> {
                try (SpecificationFiles files = new SpecificationFiles()) {
                    ModelResult result = run(Model.named(files.folder(), name));
                    assertEquals(Optional.empty(), result.problem());
                }
            }));
        }
        return tests;
    }

    @Test
    void noModelIsLeftOut() throws Exception {
        try (SpecificationFiles files = new SpecificationFiles()) {
            assertEquals(
                    ALL, Model.all(files.folder()).stream().map(Model::name).collect(ImmutableList.toImmutableList()));
        }
    }

    private ModelResult run(Model model) throws Exception {
        return new TlcProcess(work, Runtime.getRuntime().availableProcessors()).run(model, distinct -> {});
    }
}
