package dev.quorate.impl.lab;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.history.History;
import dev.quorate.conformance.history.HistoryVerdict;
import dev.quorate.impl.server.LeadershipHistory;
import dev.quorate.impl.time.RealTime;
import dev.quorate.impl.time.VirtualTime;
import dev.quorate.impl.world.Time;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A scenario, and what the specification says of it: by what the servers told, and by what the network saw. And what the
 * histories of who led say, from the same two.
 *
 * @param told of the trace {@code told.ndjson}
 * @param seen of the trace {@code seen.ndjson}
 */
record BothDepths(
        ScenarioResult result,
        Verdict told,
        OutsideVerdict seen,
        HistoryVerdict toldLeaders,
        HistoryVerdict seenLeaders) {
    static BothDepths inVirtualTime(
            Scenario scenario, WorldRaftFactory factory, long seed, Path folder, SpecificationShelf shelf)
            throws Exception {
        try (VirtualTime time = new VirtualTime()) {
            return run(scenario, factory, time, seed, folder, shelf);
        }
    }

    static BothDepths inRealTime(
            Scenario scenario, WorldRaftFactory factory, long seed, Path folder, SpecificationShelf shelf)
            throws Exception {
        try (RealTime time = new RealTime()) {
            return run(scenario, factory, time, seed, folder, shelf);
        }
    }

    private static BothDepths run(
            Scenario scenario, WorldRaftFactory factory, Time time, long seed, Path folder, SpecificationShelf shelf)
            throws Exception {
        Path lines = folder.resolve("told.ndjson");
        NetworkTrace network = new NetworkTrace(scenario.servers(), "", time);
        ScenarioResult result;
        History leadership;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(lines));
                LabTrace trace = LabTrace.of(out, scenario.servers(), "", seed)) {
            result = scenario.run(factory, time, seed, trace, network);
            leadership = trace.leadership();
        }
        Verdict told = TraceChecker.check(lines, shelf);
        return new BothDepths(
                result,
                told,
                network.judge(folder.resolve("seen.ndjson"), shelf),
                LeadershipHistory.verdict(leadership),
                LeadershipHistory.verdict(network.leadership()));
    }
}
