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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlcProcessTest {
    private static final String MODULE = """
            ---- MODULE MCclock ----
            EXTENDS Naturals
            VARIABLE hour
            Init == hour = 0
            Next == hour' = (hour + 1) % 12
            Spec == Init /\\ [][Next]_hour
            Early == hour < 7
            Returns == [][hour' > hour]_hour
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

    private ModelResult run(Model model) throws Exception {
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
        assertEquals(12, progress.get(progress.size() - 1));
        String output = Files.readString(tlc.output("MCclock"));
        assertTrue(output.contains("12 distinct states found"), output);
        // TLC unpacks the standard modules that it uses into its temporary folder, and says so.
        assertTrue(output.contains(work.resolve("tlc/MCclock/tmp") + "/Naturals.tla"), output);
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
                Optional.of("the model pins no number of distinct states; it has 12"),
                run(clock("SPECIFICATION Spec\n")).problem());
    }

    @Test
    void invariantThatIsViolatedIsAProblem() throws Exception {
        ModelResult result = run(clock("\\* Distinct states: 12\nSPECIFICATION Spec\nINVARIANT Early\n"));
        assertEquals(Optional.of("Invariant Early is violated."), result.problem());
    }

    @Test
    void modelThatTlcRefusesHasNoAnswer() throws Exception {
        Model model = clock("\\* Distinct states: 12\nSPECIFICATION Nothing\n");
        String problem =
                assertThrows(SpecificationException.class, () -> run(model)).getMessage();
        assertTrue(problem.startsWith("MCclock: ") && problem.contains("Nothing"), problem);
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

    @Test
    void eachNameThatMustBeRefutedIsRunAlone() throws Exception {
        Model model = clock("""
                \\* Expected: each is refuted
                SPECIFICATION Spec   (* comments are no names *)
                INVARIANTS Early     \\* INVARIANT Real
                           Early
                PROPERTY Returns
                """);
        ModelResult result = run(model);
        assertEquals(Optional.empty(), result.problem());
        assertEquals(3, result.refuted());
    }

    @Test
    void nameThatHoldsAlthoughItMustBeRefutedIsAProblem() throws Exception {
        ModelResult result = run(clock("\\* Expected: each is refuted\nSPECIFICATION Spec\nINVARIANTS Early Real\n"));
        assertEquals(Optional.of("Real was expected to be refuted, and holds"), result.problem());
        assertEquals(1, result.refuted());
    }

    @Test
    void simulationDrawsTheBehavioursAskedFor() throws Exception {
        Model model = clock("\\* Simulate: 1,000 behaviours of 5 steps, seed 1\nSPECIFICATION Spec\n");
        assertEquals(new Expectation.Simulated(1000, 5, 1), model.expectation());
        ModelResult result = new TlcProcess(work.resolve("tlc"), 2).run(model, n -> {});
        assertEquals(Optional.empty(), result.problem());
        // TLC counts the initial state, then five states of each behaviour, those of both workers together.
        assertEquals(5001, result.generated());
    }

    @Test
    void simulationThatMeetsAViolationIsAProblem() throws Exception {
        ModelResult result =
                run(clock("\\* Simulate: 10 behaviours of 50 steps, seed 1\nSPECIFICATION Spec\nINVARIANT Early\n"));
        assertEquals(Optional.of("Invariant Early is violated."), result.problem());
    }

    @Test
    void deepModelsAreNotOfEveryBuild() throws Exception {
        assertEquals(Model.Run.DEEP, clock("\\* Run: deep\n").run());
        assertEquals(1, Model.all(folder).size());
        assertEquals(0, Model.all(folder, Model.Run.BUILD).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Run: sometimes ~ Run: expected \"build\" or \"deep\", found \"sometimes\"",
                "Expected: it holds ~ Expected: expected \"each is refuted\", found \"it holds\"",
                "Simulate: a lot ~ Simulate: expected \"2,000 behaviours of 100 steps, seed 1\", found \"a lot\"",
                "Simulate: 99999999999999999999 behaviours of 1 steps, seed 1 ~ 99999999999999999999 is too large",
            })
    void commentThatMakesNoSenseIsRefused(String comment, String problem) {
        assertEquals(
                "MCclock.cfg: " + problem,
                assertThrows(SpecificationException.class, () -> clock("\\* " + comment + "\n"))
                        .getMessage());
    }
}
