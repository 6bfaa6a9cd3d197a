package dev.quorate.conformance.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlcProcessTest {
    private static final String MODULE = """
            ---- MODULE MCclock ----
            EXTENDS Naturals
            VARIABLE hour
            Init == hour = 0
            Next == hour' = (hour + 1) % 12
            Spec == Init /\\ [][Next]_hour
            Early == hour < 7
            Real == hour \\in 0..11
            ====
            """;

    @TempDir
    Path folder;

    @TempDir
    Path work;

    @BeforeEach
    void writeTheClock() throws IOException {
        Files.writeString(folder.resolve("MCclock.tla"), MODULE);
    }

    private Model clock(String config) throws IOException, SpecificationException {
        Files.writeString(folder.resolve("MCclock.cfg"), config);
        return Model.named(folder, "MCclock");
    }

    private ModelResult run(Model model) throws IOException, InterruptedException {
        return new TlcProcess(work.resolve("tlc"), 1).run(model, n -> {});
    }

    @Test
    void modelThatHoldsHasNoProblemAndLeavesNothingElsewhere() throws Exception {
        Model model =
                clock("\\* Question: Is it a clock?\n\\* Distinct states: 12\nSPECIFICATION Spec\nINVARIANT Real\n");
        assertEquals("Is it a clock?", model.question());
        List<Long> progress = new ArrayList<>();
        TlcProcess tlc = new TlcProcess(work.resolve("tlc"), 1);
        ModelResult result = tlc.run(model, progress::add);
        assertEquals(Optional.empty(), result.problem());
        assertEquals(12, result.distinct());
        assertEquals(13, result.generated());
        assertEquals(0, result.leftOnQueue());
        assertEquals(12, progress.get(progress.size() - 1));
        assertTrue(Files.readString(tlc.keep(result)).contains("12 distinct states found"));
        // TLC unpacks the standard modules that it uses into its temporary folder, and says so.
        assertTrue(
                result.output().stream().anyMatch(line -> line.contains(work.resolve("tlc/tmp") + "/Naturals.tla")),
                () -> String.join("\n", result.output()));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void pinnedCountThatIsWrongIsAProblem() throws Exception {
        assertEquals(
                Optional.of("expected 1013 distinct states, found 12"),
                run(clock("\\* Distinct states: 1,013\nSPECIFICATION Spec\n")).problem());
    }

    @Test
    void pinThatIsMissingIsAProblem() throws Exception {
        assertEquals(
                Optional.of("the model pins no number of distinct states"),
                run(clock("SPECIFICATION Spec\n")).problem());
    }

    @Test
    void invariantThatIsViolatedIsAProblem() throws Exception {
        ModelResult result = run(clock("\\* Distinct states: 12\nSPECIFICATION Spec\nINVARIANT Early\n"));
        assertEquals(Optional.of("Invariant Early is violated."), result.problem());
        assertEquals(12, result.exitCode());
    }

    @Test
    void modelThatTlcRefusesIsAProblem() throws Exception {
        ModelResult result = run(clock("\\* Distinct states: 12\nSPECIFICATION Nothing\n"));
        assertTrue(result.problem().orElseThrow().contains("Nothing"), result.problem()::toString);
    }

    @Test
    void modelsAreListedTheSmallestFirstAndThoseWithoutAPinLast() throws Exception {
        clock("\\* Distinct states: 12\n");
        Files.writeString(folder.resolve("MCbare.tla"), "");
        Files.writeString(folder.resolve("MCbare.cfg"), "");
        Files.writeString(folder.resolve("MCbit.tla"), "");
        Files.writeString(folder.resolve("MCbit.cfg"), "\\* Distinct states: 2\n");
        Files.writeString(folder.resolve("Other.cfg"), "");
        assertEquals(
                List.of("MCbit", "MCclock", "MCbare"),
                Model.all(folder).stream().map(Model::name).toList());
        assertEquals(OptionalLong.empty(), Model.named(folder, "MCbare").distinct());
    }

    @Test
    void modelThatIsNotThereIsRefusedWithThoseThatAre() throws Exception {
        clock("");
        assertEquals(
                "no model MCwatch; there are MCclock",
                assertThrows(SpecificationException.class, () -> Model.named(folder, "MCwatch"))
                        .getMessage());
    }
}
