package dev.quorate.impl.lab;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.impl.time.VirtualTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** A scenario that was run in virtual time, and its trace. */
record ScenarioRun(ScenarioResult result, ByteArrayOutputStream trace) {
    static ScenarioRun of(Scenario scenario, WorldRaftFactory factory, long seed) {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        try (VirtualTime time = new VirtualTime();
                LabTrace lines = LabTrace.of(trace, scenario.servers(), "", seed)) {
            return new ScenarioRun(scenario.run(factory, time, seed, lines, Wire.UNWATCHED), trace);
        }
    }

    Verdict judge(SpecificationShelf shelf) throws TraceException, SpecificationException {
        try (TraceReader reader = new TraceReader(result.name(), new ByteArrayInputStream(trace.toByteArray()))) {
            return TraceChecker.check(reader, shelf);
        }
    }
}
