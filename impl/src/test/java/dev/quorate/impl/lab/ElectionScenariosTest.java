package dev.quorate.impl.lab;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.time.RealTime;
import dev.quorate.impl.time.VirtualTime;
import dev.quorate.impl.world.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real time: all scenarios run at once, and each test looks at what came of one of them. */
@Timeout(20)
class ElectionScenariosTest {
    private static final Scenario NO_QUORUM = new Scenario("no quorum", 3, (tester, warnings) -> {
        tester.disconnect(0);
        tester.disconnect(1);
        tester.checkOneLeader();
    });
    private static final Scenario NOTHING =
            new Scenario("nothing happens", 3, (tester, warnings) -> warnings.accept("nothing happened"));
    private static final long WIDE_SEED = 1L << 40;

    private static ExecutorService threads;
    private static Run initialElection;
    private static Run reElection;
    private static Run noQuorum;

    private record Run(CompletableFuture<ScenarioResult> result, ByteArrayOutputStream trace) {
        static Run of(Scenario scenario, long seed) {
            ByteArrayOutputStream trace = new ByteArrayOutputStream();
            return new Run(CompletableFuture.supplyAsync(() -> inRealTime(scenario, seed, trace), threads), trace);
        }
    }

    private static ScenarioResult inRealTime(Scenario scenario, long seed, OutputStream trace) {
        try (RealTime time = new RealTime();
                LabTrace lines = LabTrace.of(trace, scenario.servers(), "5eed", seed)) {
            return scenario.run(Raft.factory(), time, seed, lines, Wire.UNWATCHED);
        }
    }

    @BeforeAll
    static void runAllAtOnce() {
        threads = Executors.newCachedThreadPool();
        initialElection = Run.of(ElectionScenarios.INITIAL_ELECTION, 1);
        reElection = Run.of(ElectionScenarios.RE_ELECTION, WIDE_SEED);
        noQuorum = Run.of(NO_QUORUM, 3);
    }

    @AfterAll
    static void close() {
        threads.shutdownNow();
    }

    @Test
    void theInitialElectionPasses() throws TraceException {
        ScenarioResult result = assertPasses(initialElection, Duration.ofMillis(2_500));
        assertTrue(result.report().startsWith("Test: initial election ... Passed -- "), result.report());
        assertEquals(ImmutableList.of(), result.warnings());
    }

    @Test
    void theElectionAfterANetworkFailurePasses() throws TraceException {
        ScenarioResult result = assertPasses(reElection, Duration.ofMillis(4_500));
        assertTrue(result.elections() >= 3, () -> "elections: " + result.elections());
    }

    /** An extra probe is no failure, so the time has a floor here and no ceiling. */
    private static ScenarioResult assertPasses(Run run, Duration floor) throws TraceException {
        ScenarioResult result = run.result.join();
        assertEquals(Optional.empty(), result.failure());
        assertTrue(result.passed());
        assertTrue(result.elapsed().compareTo(floor) >= 0, result::report);
        assertTrue(result.rpcs() > 0 && result.bytes() > 30 * result.rpcs(), result::report);
        ImmutableList<TraceEvent> events = LabFixtures.read(run.trace);
        assertEquals(events.size(), result.events());
        assertEquals(3, events.stream().map(TraceEvent::node).distinct().count());
        assertEquals(newLeaders(events), result.elections());
        LabFixtures.assertCausal(events);
        return result;
    }

    private static long newLeaders(ImmutableList<TraceEvent> events) {
        return events.stream()
                .filter(e -> !e.action().equals("SendHeartbeats"))
                .flatMap(e -> e.sent().stream())
                .map(m -> ((Value.Rec) m).fields())
                .filter(m -> m.get("type").equals(Value.of("AppendEntriesRequest")))
                .map(m -> m.get("term"))
                .distinct()
                .count();
    }

    @Test
    void aCheckThatDoesNotHoldIsTheResultOfItsScenarioOnly() throws TraceException {
        ScenarioResult result = noQuorum.result.join();
        assertFalse(result.passed());
        assertTrue(result.failure().orElseThrow().startsWith("expected one leader, got none: at "), result::report);
        assertTrue(result.report().contains("... Failed: expected one leader, got none: at "), result::report);
        assertEquals(0, result.elections());
        LabFixtures.assertCausal(LabFixtures.read(noQuorum.trace));
    }

    @Test
    void theSpecificationAllowsEveryStep() throws TraceException, SpecificationException {
        initialElection.result.join();
        reElection.result.join();
        try (TraceReader initial = reader(initialElection);
                TraceReader again = reader(reElection)) {
            assertEquals(Optional.empty(), TraceChecker.check(initial, SHELF).divergence());
            assertEquals(Optional.empty(), TraceChecker.check(again, SHELF).divergence());
        }
    }

    @Test
    void theHeaderTellsSpecificationServersAndSeed() throws TraceException {
        initialElection.result.join();
        reElection.result.join();
        try (TraceReader narrow = reader(initialElection);
                TraceReader wide = reader(reElection)) {
            assertEquals("5eed", narrow.header().sha256());
            assertEquals(ImmutableSet.of("n1", "n2", "n3"), narrow.header().nodes());
            assertEquals(Value.of(1), narrow.header().extras().get("seed"));
            assertEquals(
                    Value.of(Long.toString(WIDE_SEED)), wide.header().extras().get("seed"));
        }
    }

    private static TraceReader reader(Run run) throws TraceException {
        return new TraceReader("trace", new ByteArrayInputStream(run.trace.toByteArray()));
    }

    private static ScenarioResult run(Scenario scenario, WorldRaftFactory factory, OutputStream trace) {
        try (VirtualTime time = new VirtualTime();
                LabTrace lines = LabTrace.of(trace, scenario.servers(), "", 1)) {
            return scenario.run(factory, time, 1, lines, Wire.UNWATCHED);
        }
    }

    @Test
    void whatACoreThrowsIsTheReasonOfTheFailure() {
        Core broken = (before, input) -> {
            throw new IllegalStateException("no such change of role");
        };
        ScenarioResult result = run(
                ElectionScenarios.INITIAL_ELECTION,
                Raft.factory(broken, Timing.COURSE),
                OutputStream.nullOutputStream());
        assertTrue(result.failure().orElseThrow().endsWith("failed: no such change of role"), result::report);
    }

    @Test
    void aWarningIsNoFailure() {
        ScenarioResult result = run(NOTHING, Raft.factory(), OutputStream.nullOutputStream());
        assertTrue(result.passed());
        assertEquals(ImmutableList.of("nothing happened"), result.warnings());
    }

    @Test
    void aTraceThatCannotBeWrittenStopsTheRun() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        assertThrows(UncheckedIOException.class, () -> run(NOTHING, Raft.factory(), full));
    }
}
