package dev.quorate.impl.conformance;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.history.AnomalyType;
import dev.quorate.conformance.history.HistoryText;
import dev.quorate.conformance.history.HistoryVerdict;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.bugs.Bank;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.server.LeadershipHistory;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who led, as a history: no false alarm, two leaders of a term are found, and the cause is left to conformance. */
final class LeadershipTest {
    private static final long MOST_SEEDS = 300;

    private record Led(HistoryVerdict history, ByteArrayOutputStream trace) {
        static Led by(Core core, long seed, int servers, int seconds) {
            ByteArrayOutputStream trace = new ByteArrayOutputStream();
            return new Led(
                    LeadershipHistory.verdict(
                            Simulation.run(SimulationPlan.drawn(seed, servers, seconds), core, "", trace)
                                    .leadership()),
                    trace);
        }

        String text() {
            return Joiner.on('\n').join(HistoryText.of("leadership", history));
        }

        Outcome conformance() throws Exception {
            return Judged.judge(trace.toByteArray(), SHELF).outcome();
        }

        /** ElectionSafety in words of its own: whether two servers sent heartbeats of one term. */
        boolean hasTwoLeadersOfATerm() throws Exception {
            Map<Value, Value> leaders = new HashMap<>();
            try (TraceReader reader = new TraceReader("trace", new ByteArrayInputStream(trace.toByteArray()))) {
                for (Optional<TraceEvent> e = reader.next(); e.isPresent(); e = reader.next()) {
                    for (Value sent : e.get().sent()) {
                        Map<String, Value> m = ((Value.Rec) sent).fields();
                        if (m.get("type").equals(Value.of("AppendEntriesRequest"))
                                && !leaders.computeIfAbsent(m.get("term"), t -> m.get("from"))
                                        .equals(m.get("from"))) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }
    }

    private static Core core(String bug) {
        return Bank.bug(bug).variant().core();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7})
    void soundCoreShowsNoAnomalyUnderAnyFault(int servers) {
        int led = 0;
        for (long seed = 1; seed <= 34; seed++) {
            Led run = Led.by(new ElectionCore(), seed, servers, 20);
            assertEquals(ImmutableList.of(), run.history().anomalies(), run::text);
            led += run.history().history().size();
        }
        assertTrue(servers == 1 || led > 2_000, led + " are too few to mean anything");
    }

    /** Both catch it: conformance at the step that was wrong, the history by the two leaders that came of it. */
    @ParameterizedTest
    @CsvSource({"V2a, 5", "V5, 3", "X4, 4"})
    void coreThatElectsTwoLeadersIsCaughtByBoth(String bug, int servers) throws Exception {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            Led run = Led.by(core(bug), seed, servers, 60);
            if (run.hasTwoLeadersOfATerm()) {
                assertTrue(!run.history().isValid(), run::text);
                assertTrue(
                        run.text().contains("incompatible-order of key ")
                                || run.text().contains("lost-update of key "),
                        run::text);
                assertEquals(Outcome.REJECTED, run.conformance());
                return;
            }
        }
        throw new AssertionError(bug + " never elected two leaders of a term");
    }

    /** It equals ElectionSafety, seen from outside; beyond it is only a term that was given up and led after all. */
    @ParameterizedTest
    @CsvSource({"V1a, 3", "V2a, 5", "V5, 3", "X4, 4"})
    void historyIsBrokenExactlyIfATermHasTwoLeaders(String bug, int servers) throws Exception {
        for (long seed = 1; seed <= 30; seed++) {
            Led run = Led.by(core(bug), seed, servers, 30);
            boolean broken = run.history().anomalies().stream().anyMatch(a -> a.type() != AnomalyType.G1A);
            assertEquals(run.hasTwoLeadersOfATerm(), broken, run::text);
        }
    }

    /** A vote for a log that lacks entries (section 5.4.1) breaks a rule each time, and elects no second leader. */
    @Test
    void brokenRuleWithoutDamageIsFoundByConformanceAndNotByTheHistory() throws Exception {
        int rejected = 0;
        for (long seed = 1; seed <= 20; seed++) {
            Led run = Led.by(core("V7"), seed, 5, 20);
            assertTrue(run.history().isValid(), run::text);
            rejected += run.conformance() == Outcome.REJECTED ? 1 : 0;
        }
        assertTrue(rejected > 3, "conformance rejects only " + rejected);
    }
}
