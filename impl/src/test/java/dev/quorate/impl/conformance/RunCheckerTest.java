package dev.quorate.impl.conformance;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Divergence;
import dev.quorate.conformance.check.RunChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.bugs.Bank;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that is judged while it happens gets the verdict of its trace. */
final class RunCheckerTest {
    private static Verdict judgedAsItHappens(SimulationPlan plan, Core core) throws Exception {
        List<TraceEvent> events = new ArrayList<>();
        Simulation.run(plan, Server.with(core), events::add);
        RunChecker checker = new RunChecker("run", Simulation.header(plan, ""), SHELF);
        for (TraceEvent event : events) {
            checker.judge(event);
        }
        return checker.end();
    }

    @Test
    void aSoundRunIsAcceptedAsItsTraceIs() throws Exception {
        for (long seed = 1; seed <= 4; seed++) {
            SimulationPlan plan = SimulationPlan.drawn(seed, 5, 60);
            Verdict ofTrace = Judged.run(new ElectionCore(), plan, SHELF).verdict();
            Verdict ofRun = judgedAsItHappens(plan, new ElectionCore());
            assertEquals(Verdict.Outcome.ACCEPTED, ofRun.outcome());
            assertEquals(ofTrace.events(), ofRun.events());
        }
    }

    @ParameterizedTest
    @CsvSource({"V2a, 5", "V5, 3"})
    void aFaultyRunIsRejectedAtTheStepAtWhichItsTraceIs(String bug, int servers) throws Exception {
        Core core = Bank.bug(bug).variant().core();
        Judged judged = Judged.firstMistakeOf(core, servers);
        Verdict ofRun = judgedAsItHappens(SimulationPlan.drawn(judged.seed(), servers, 60), core);
        Divergence inRun = ofRun.divergence().orElseThrow();
        Divergence inTrace = judged.verdict().divergence().orElseThrow();
        assertEquals(judged.verdict().events(), ofRun.events());
        assertEquals(inTrace.problem(), inRun.problem());
        assertEquals(inTrace.differences(), inRun.differences());
        assertEquals(inTrace.violations(), inRun.violations());
        assertEquals(inTrace.event().call(), inRun.event().call());
    }

    @Test
    void nothingIsJudgedAfterADivergence() throws Exception {
        SimulationPlan plan = SimulationPlan.calm(1, 3, 10);
        List<TraceEvent> events = new ArrayList<>();
        Simulation.run(plan, Server.with(new ElectionCore()), events::add);
        TraceEvent first = events.get(0);
        RunChecker checker = new RunChecker("run", Simulation.header(plan, ""), SHELF);
        assertFalse(checker.judge(new TraceEvent(
                0, 1, first.node(), 0, first.action(), first.params(), first.state(), ImmutableList.of())));
        assertFalse(checker.judge(events.get(1)));
        assertEquals(Verdict.Outcome.REJECTED, checker.end().outcome());
        assertEquals(0, checker.end().events());
    }

    @Test
    void aMissingStepIsNotedAsInATrace() throws Exception {
        SimulationPlan plan = SimulationPlan.calm(1, 3, 10);
        List<TraceEvent> events = new ArrayList<>();
        Simulation.run(plan, Server.with(new ElectionCore()), events::add);
        RunChecker checker = new RunChecker("run", Simulation.header(plan, ""), SHELF);
        TraceEvent second =
                events.stream().filter(e -> e.seq() == 2).findFirst().orElseThrow();
        TraceException missing = assertThrows(TraceException.class, () -> checker.judge(second));
        assertTrue(missing.getMessage().contains("seq"), missing.getMessage());
    }
}
