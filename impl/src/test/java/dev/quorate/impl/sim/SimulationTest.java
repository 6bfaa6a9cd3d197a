package dev.quorate.impl.sim;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.FaultPlan;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters under faults, over many seeds. */
class SimulationTest {
    /** Each size of cluster, a hundred seeds in all. */
    private static final ImmutableList<Run> BATCH = LongStream.range(0, 100)
            .mapToObj(seed -> Run.drawn(seed, List.of(3, 4, 5, 7).get((int) (seed % 4)), 10))
            .collect(toImmutableList());

    /** Without reading the trace back, which takes longer than to write it. */
    private static SimulationResult result(long seed, int servers, int seconds) {
        return Simulation.run(SimulationPlan.drawn(seed, servers, seconds), "", OutputStream.nullOutputStream());
    }

    @Test
    void sameSeedGivesTheSameBytes() {
        assertEquals(Run.drawn(42, 5, 20).text(), Run.drawn(42, 5, 20).text());
    }

    @Test
    void differentSeedsGiveDifferentTraces() {
        long different = BATCH.stream().map(Run::events).distinct().count();
        assertEquals(BATCH.size(), different);
    }

    @Test
    void longerRunBeginsAsTheShorterOneOfTheSamePlan() {
        SimulationPlan plan = SimulationPlan.drawn(5, 3, 10);
        SimulationPlan half = new SimulationPlan(plan.seed(), 5_000_000, plan.faults(), plan.logs());
        ImmutableList<TraceEvent> first = Run.of(half).events();
        assertFalse(first.isEmpty());
        assertEquals(first, Run.of(plan).events().subList(0, first.size()));
    }

    @Test
    void everyKindOfFaultIsSeen() {
        Set<String> seen = new TreeSet<>();
        BATCH.forEach(run -> seen.addAll(run.result().faults().keySet()));
        Set<String> all = new TreeSet<>(Casualties.kinds());
        assertTrue(all.size() >= 14, "the kinds that are told apart");
        all.addAll(Set.of("lost in a partition", "lost to a stopped server"));
        assertEquals(all, seen);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 7})
    void everyClusterElectsALeaderUnderFaults(int servers) {
        for (long seed = 1000; seed < 1020; seed++) {
            assertTrue(result(seed, servers, 20).elections() > 0, "no leader with seed " + seed);
        }
    }

    @Test
    void aMinuteHasTensOfElections() {
        int elections = 0;
        for (long seed = 0; seed < 20; seed++) {
            elections += result(seed, 5, 60).elections();
        }
        int average = elections / 20;
        assertTrue(average >= 10 && average <= 60, () -> average + " elections a minute");
    }

    @Test
    void clusterOfOneElectsItself_s5_2() {
        Run run = Run.of(SimulationPlan.calm(1, 1, 2));
        TraceEvent first = run.events().get(0);
        assertEquals("Timeout", first.action());
        assertTrue(Run.leads(first));
        assertEquals(1, run.result().elections());
    }

    @Test
    void leaderThatNothingDisturbsStaysLeader_s5_2() {
        SimulationResult result = Run.of(SimulationPlan.calm(1, 5, 30)).result();
        assertEquals(1, result.elections());
        assertEquals(ImmutableMap.of(), result.faults());
    }

    @Test
    void atMostOneLeaderInATerm_s5_2() {
        for (Run run : BATCH) {
            Map<Value, String> leaders = new HashMap<>();
            for (TraceEvent event : run.events()) {
                if (Run.leads(event)) {
                    String other = leaders.putIfAbsent(event.state().get("currentTerm"), event.node());
                    assertTrue(
                            other == null || other.equals(event.node()),
                            () -> "seed " + run.plan().seed() + ": " + other + " and " + event);
                }
            }
        }
    }

    @Test
    void everyMessageThatArrivesWasSentBefore() {
        for (Run run : BATCH) {
            Set<Value> sent = new HashSet<>();
            for (TraceEvent event : run.events()) {
                if (event.action().startsWith("Handle")) {
                    assertTrue(sent.contains(event.params().get("m")), () -> "out of nowhere: " + event);
                }
                sent.addAll(event.sent());
            }
        }
    }

    @Test
    void someVotesAreRefusedBecauseOfTheLog_s5_4_1() {
        long refused = BATCH.stream()
                .flatMap(run -> run.events().stream())
                .filter(event -> event.action().equals("HandleRequestVoteRequest"))
                .filter(event -> {
                    Value request = event.params().get("m");
                    Value vote = event.state().get("votedFor");
                    return Run.field(event.sent().get(0), "granted").equals(Value.of(false))
                            && Run.field(request, "term").equals(event.state().get("currentTerm"))
                            && (vote.equals(Value.of("none")) || vote.equals(Run.field(request, "from")));
                })
                .count();
        assertTrue(refused > 0);
    }

    @Test
    void restartOfTheWholeClusterStopsTheLeaderAndAllStartAtOnce() {
        FaultPlan plan = FaultPlan.none()
                .withSchedule(List.of(new Fault(2_000_000, 1000, Fault.Kind.CLUSTER_RESTART, List.of())));
        Run run = Run.of(SimulationPlan.calm(1, 3, 5).withFaults(plan));
        List<TraceEvent> restarts =
                run.events().stream().filter(e -> e.action().equals("Restart")).toList();
        assertEquals(3, restarts.size());
        assertTrue(restarts.stream().allMatch(e -> e.time() == 2_001_000));
        assertEquals(2, run.result().elections());
        assertEquals(1, run.result().faults().get("restart of the whole cluster"));
    }

    @Test
    void ringPartitionLetsALeaderBeHeardOfByItsNeighboursOnly() {
        List<String> ring = List.of("n1", "n2", "n3", "n4", "n5");
        FaultPlan plan = FaultPlan.none().withSchedule(List.of(new Fault(0, 5_000_000, Fault.Kind.RING, ring)));
        Run run = Run.of(SimulationPlan.calm(1, 5, 5).withFaults(plan));
        assertTrue(run.result().elections() > 1, "those who do not hear of a leader depose it");
        for (TraceEvent event : run.events()) {
            Value message = event.params().get("m");
            if (message != null) {
                int from = ring.indexOf(((Value.Str) Run.field(message, "from")).value());
                int apart = Math.floorMod(ring.indexOf(event.node()) - from, 5);
                assertTrue(apart == 1 || apart == 4, event::toString);
            }
        }
    }

    @Test
    void serversBeginInTheTermOfTheNewestLogEntry_s5_4_1() {
        for (Run run : BATCH) {
            long newest = run.header().init().values().stream()
                    .mapToInt(row -> Run.number(Run.field(row.get("lastLog"), "term")))
                    .max()
                    .orElseThrow();
            TraceEvent first = run.events().get(0);
            assertEquals("Timeout", first.action());
            assertEquals(Value.of(newest + 1), first.state().get("currentTerm"));
        }
    }

    @Test
    void initialLogsAreEmptyOrEqualOrDifferent() {
        Set<String> shapes = new TreeSet<>();
        for (Run run : BATCH) {
            Set<Object> logs = new HashSet<>(run.plan().logs().values());
            shapes.add(run.plan().firstTerm() == 0 ? "empty" : logs.size() == 1 ? "equal" : "different");
        }
        assertEquals(Set.of("different", "empty", "equal"), shapes);
    }

    @Test
    void resultCountsWhatTheTraceHolds() {
        for (Run run : BATCH) {
            SimulationResult result = run.result();
            assertEquals(run.events().size(), result.events());
            assertEquals(
                    run.events().stream()
                            .filter(e -> e.action().startsWith("Handle"))
                            .count(),
                    result.deliveries());
            assertEquals(
                    run.events().stream()
                            .mapToLong(e -> Run.number(e.state().get("currentTerm")))
                            .max()
                            .orElseThrow(),
                    result.highestTerm());
        }
    }

    @Test
    void headerTellsSeedAndFaults() {
        SimulationPlan plan = SimulationPlan.drawn(3, 3, 10);
        Run run = Run.of(plan);
        assertEquals(Value.of(3), run.header().extras().get("seed"));
        Value faults = run.header().extras().get("faults");
        assertEquals(Value.of(plan.faults().rates().heldPerMille()), Run.field(faults, "heldPerMille"));
        assertEquals(
                plan.faults().schedule().size(),
                ((Value.Seq) Run.field(faults, "schedule")).elements().size());
    }

    @Test
    void seedThatIsNoIntegerOfTlaIsAStringInTheHeader() {
        Run run = Run.drawn(1L << 40, 3, 1);
        assertEquals(Value.of("1099511627776"), run.header().extras().get("seed"));
    }

    @Test
    void planThatNamesAServerThatIsNotThereIsRefused() {
        FaultPlan plan = FaultPlan.none().withSchedule(List.of(new Fault(0, 1, Fault.Kind.CRASH, List.of("n9"))));
        SimulationPlan calm = SimulationPlan.calm(1, 3, 1);
        assertThrows(IllegalArgumentException.class, () -> calm.withFaults(plan));
    }

    @Test
    void coreThatThrowsFailsTheRun() {
        SimulationPlan plan = SimulationPlan.calm(1, 3, 1);
        IllegalStateException failure = new IllegalStateException("no step");
        assertEquals(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> Simulation.run(
                                plan,
                                (before, input) -> {
                                    throw failure;
                                },
                                "",
                                OutputStream.nullOutputStream())));
    }

    /**
     * A trace that changed with the JVM, or by an edit that was not meant to change it, would make seeds worthless that
     * people wrote down. Whoever does mean it puts the new hash here. In these runs every kind of fault happens.
     */
    @Test
    void tracesOfSeedsAreTheSameOnEveryMachine() {
        Set<String> seen = new TreeSet<>();
        Hasher hasher = Hashing.sha256().newHasher();
        for (long seed = 1; seed <= 12; seed++) {
            Run run = Run.drawn(seed, 5, 20);
            seen.addAll(run.result().faults().keySet());
            hasher.putString(run.text(), StandardCharsets.UTF_8);
        }
        assertTrue(seen.containsAll(Casualties.kinds()), seen::toString);
        assertEquals(
                "b5e4f34169fbe5c3c81812db05e27c62014060c7a0ba1eb5dc203701b66f2f40",
                hasher.hash().toString());
    }
}
