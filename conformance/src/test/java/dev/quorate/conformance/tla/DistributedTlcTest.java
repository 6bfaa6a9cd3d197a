package dev.quorate.conformance.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Distributed TLC, on the loopback interface. What holds is not too small: TLC's server fails at its end if all is
 * explored before each worker is ready.
 */
class DistributedTlcTest {
    private static final String MODULE = """
            ---- MODULE MCcounters ----
            EXTENDS Naturals
            VARIABLES a, b
            Init == a = 0 /\\ b = 0
            Tick(x, y, last) == x' = (x + 1) % last /\\ UNCHANGED y
            Few == Init /\\ [][Tick(a, b, 4) \\/ Tick(b, a, 4)]_<<a, b>>
            Many == Init /\\ [][Tick(a, b, 100) \\/ Tick(b, a, 100)]_<<a, b>>
            Real == a < 100 /\\ b < 100
            Low == a < 3
            Begun == a > 0
            Grows == [][a' >= a]_<<a, b>>
            Climbs == [][a' < 3]_<<a, b>>
            Returns == a = 3 ~> a = 0
            InTime == a + b < 100
            ====
            """;

    private static final MeetingPlace ANY_PORT = new MeetingPlace(MeetingPlace.THIS_MACHINE, 0);

    @TempDir
    Path folder;

    @TempDir
    Path work;

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void writeTheCounters() throws IOException {
        Files.writeString(folder.resolve("MCcounters.tla"), MODULE);
    }

    private Model counters(String config) throws IOException, SpecificationException {
        Files.writeString(folder.resolve("MCcounters.cfg"), config.replace("; ", "\n") + "\n");
        return Model.named(folder, "MCcounters");
    }

    private DistributedTlc tlc(Path folder, MeetingPlace place) {
        return new DistributedTlc(folder, TlcSettings.of(2), place, notes::add);
    }

    private ModelResult run(Model model, LongConsumer progress) throws Exception {
        return tlc(work.resolve("tlc"), ANY_PORT).run(model, progress);
    }

    private String refusal(Model model, MeetingPlace place) {
        return assertThrows(SpecificationException.class, () -> tlc(work.resolve("tlc"), place)
                        .run(model, n -> {}))
                .getMessage();
    }

    // ------------------------------------------------------------------------------------------------ refusals

    @Test
    void modelThatMustBeRefutedIsRefused() throws Exception {
        assertEquals(
                "MCcounters: only a model that holds can be distributed, with a pinned number of states;"
                        + " run this one without --distributed",
                refusal(counters("\\* Expected: each is refuted; SPECIFICATION Few; INVARIANT Low"), ANY_PORT));
    }

    /** TLC would say that no error has been found. */
    @Test
    void modelWithAPropertyOfWholeBehavioursIsRefused() throws Exception {
        assertEquals(
                "MCcounters: TLC's distributed mode checks no property of whole behaviours, as this model has;"
                        + " run it without --distributed",
                refusal(counters("\\* Distinct states: 16; SPECIFICATION Few; PROPERTY Returns"), ANY_PORT));
    }

    @Test
    void portThatIsTakenIsRefused() throws Exception {
        Model model = counters("\\* Distinct states: 16; SPECIFICATION Few");
        try (ServerSocket other = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            MeetingPlace taken = new MeetingPlace(MeetingPlace.THIS_MACHINE, other.getLocalPort());
            assertEquals(
                    "port " + taken.port() + " cannot be used: Address already in use; name another with --port",
                    refusal(model, taken));
        }
        assertEquals(
                "port 65536 cannot be used: ports are 0 to 65535; name another with --port",
                refusal(model, new MeetingPlace(MeetingPlace.THIS_MACHINE, 65_536)));
    }

    @Test
    void othersAreToldHowToJoin() throws Exception {
        assertTrue(tlc(work, ANY_PORT).howToJoin(ANY_PORT).startsWith("only this machine takes part"));
        MeetingPlace open = new MeetingPlace("192.0.2.1", 4711); // an address for documentation; nothing is sent
        String join = tlc(work, open).howToJoin(open);
        assertTrue(
                join.contains("\n  java -XX:+ExitOnOutOfMemoryError -Dtlc2.tool.distributed.TLCServer.port=4711 -cp "),
                join);
        assertTrue(join.endsWith(".jar tlc2.tool.distributed.TLCWorker 192.0.2.1"), join);
    }

    // ------------------------------------------------------------------------------------------------ verdicts

    @Test
    @Tag("verify")
    void modelThatHoldsHasItsNumberOfStatesAndLeavesItsOutputOnly() throws Exception {
        Model model = counters("\\* Distinct states: 5,050; SPECIFICATION Many; INVARIANT Real; CONSTRAINT InTime");
        ModelResult result = run(model, n -> {});
        assertEquals(Optional.empty(), result.problem());
        assertEquals(1, notes.size(), notes::toString);
        try (Stream<Path> files = Files.list(work.resolve("tlc"))) {
            assertEquals(
                    List.of("MCcounters.out", "worker1.out", "worker2.out"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    @Tag("verify")
    void pinnedCountThatIsWrongIsAProblem() throws Exception {
        assertEquals(
                Optional.of("expected 10001 distinct states, found 10000"),
                run(counters("\\* Distinct states: 10,001; SPECIFICATION Many"), n -> {})
                        .problem());
    }

    /** The server exits with zero. */
    @Test
    @Tag("verify")
    void violationIsAProblemWithoutACounterexample() throws Exception {
        for (String violated : List.of("INVARIANT Low", "PROPERTY Climbs")) {
            ModelResult result = run(counters("\\* Distinct states: 16; SPECIFICATION Few; " + violated), n -> {});
            assertTrue(
                    result.problem().orElseThrow().startsWith("a state or a step is not allowed, or a formula"),
                    result::toString);
            assertEquals(Optional.empty(), result.refutation());
        }
    }

    @Test
    @Tag("verify")
    void violationAtFirstIsAProblemInTheWordsOfTlc() throws Exception {
        ModelResult result = run(counters("\\* Distinct states: 16; SPECIFICATION Few; INVARIANT Begun"), n -> {});
        assertTrue(result.problem().orElseThrow().contains("Begun"), result::toString);
    }

    /** What {@link DistributedTlc#NOT_SHOWN} warns of; when this fails, TLC has become better and the words can go. */
    @Test
    @Tag("verify")
    void stepToAStateThatWasSeenIsNotJudged() throws Exception {
        Model model = counters("\\* Distinct states: 10,000; SPECIFICATION Many; PROPERTY Grows");
        assertTrue(new TlcProcess(work.resolve("one"), 1)
                .run(model, n -> {})
                .problem()
                .isPresent());
        assertEquals(Optional.empty(), run(model, n -> {}).problem());
    }

    // ------------------------------------------------------------------------------------------- interruptions

    private static final String LONG = "\\* Distinct states: 10,000; SPECIFICATION Many; INVARIANT Real";

    /** The processes of the run in a folder: its server, and its workers in their order. */
    private static List<ProcessHandle> processes(Path of, String part) {
        return ProcessHandle.current()
                .children()
                .filter(child -> {
                    List<String> arguments =
                            Arrays.asList(child.info().arguments().orElse(new String[0]));
                    return arguments.contains(
                            "-Djava.io.tmpdir=" + of.resolve("scratch").resolve(part));
                })
                .toList();
    }

    private void kill(String part) {
        processes(work.resolve("tlc"), part).forEach(ProcessHandle::destroyForcibly);
    }

    private void assertNothingIsLeft() {
        for (String part : List.of("server", "worker1", "worker2")) {
            for (ProcessHandle process : processes(work.resolve("tlc"), part)) {
                process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
            }
        }
        assertFalse(Files.exists(work.resolve("tlc/scratch")));
    }

    @Test
    @Tag("verify")
    void workerThatIsKilledLosesNoState() throws Exception {
        ModelResult result = run(counters(LONG), found -> {
            if (found > 200 && found < 5_000) {
                kill("worker1");
            }
        });
        assertEquals(Optional.empty(), result.problem());
        assertEquals(
                List.of(
                        "worker 1 ended half-way, with exit code 137 (worker1.out); TLC gives its states to the others"),
                notes.subList(1, notes.size()));
        assertNothingIsLeft();
    }

    @Test
    @Tag("verify")
    void withoutWorkersThereIsNoAnswer() throws Exception {
        Model model = counters(LONG);
        String problem = assertThrows(
                        SpecificationException.class,
                        () -> run(model, found -> {
                            kill("worker1");
                            kill("worker2");
                        }))
                .getMessage();
        assertTrue(problem.startsWith("MCcounters: all workers of this machine ended half-way"), problem);
        assertNothingIsLeft();
    }

    @Test
    @Tag("verify")
    void withoutItsServerThereIsNoAnswer() throws Exception {
        Model model = counters(LONG);
        assertEquals(
                "MCcounters: TLC was ended half-way by signal 9",
                assertThrows(SpecificationException.class, () -> run(model, found -> kill("server")))
                        .getMessage());
        assertNothingIsLeft();
    }

    @Test
    @Tag("verify")
    void twoRunsAtOnceDoNotDisturbEachOther() throws Exception {
        Model model = counters(LONG);
        CompletableFuture<Optional<String>> other = CompletableFuture.supplyAsync(() -> {
            try {
                return tlc(work.resolve("other"), ANY_PORT).run(model, n -> {}).problem();
            } catch (Exception e) {
                return Optional.of(e.toString());
            }
        });
        assertEquals(Optional.empty(), run(model, n -> {}).problem());
        assertEquals(Optional.empty(), other.get(2, TimeUnit.MINUTES));
    }
}
