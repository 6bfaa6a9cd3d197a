package dev.quorate.impl.lab;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;

import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.history.HistoryVerdict;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.conformance.Judged;
import dev.quorate.impl.server.LeadershipHistory;
import dev.quorate.impl.time.VirtualTime;
import java.io.ByteArrayOutputStream;

/** A scenario that was run in virtual time, its trace, and what can be said of who led. */
record ScenarioRun(ScenarioResult result, ByteArrayOutputStream trace, HistoryVerdict leadership) {
    static ScenarioRun of(Scenario scenario, WorldRaftFactory factory, long seed) {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        try (VirtualTime time = new VirtualTime();
                LabTrace lines = LabTrace.of(trace, scenario.servers(), "", seed)) {
            ScenarioResult result = scenario.run(factory, time, seed, lines, Wire.UNWATCHED);
            return new ScenarioRun(result, trace, LeadershipHistory.verdict(lines.leadership()));
        }
    }

    Verdict judge() throws TraceException, SpecificationException {
        return Judged.judge(trace.toByteArray(), SHELF);
    }
}
