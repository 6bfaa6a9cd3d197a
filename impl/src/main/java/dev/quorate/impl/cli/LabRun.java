package dev.quorate.impl.cli;

import dev.quorate.conformance.history.History;
import dev.quorate.impl.lab.ElectionScenarios;
import dev.quorate.impl.lab.LabTrace;
import dev.quorate.impl.lab.NetworkTrace;
import dev.quorate.impl.lab.Scenario;
import dev.quorate.impl.lab.ScenarioResult;
import dev.quorate.impl.lab.Wire;
import dev.quorate.impl.time.RealTime;
import dev.quorate.impl.time.VirtualTime;
import dev.quorate.impl.world.Time;
import java.nio.file.Path;
import java.util.Optional;

/** A test of the lab that is run once, in one of the two times and from a seed. */
record LabRun(Scenario scenario, LabTime time, long seed) {
    /** The file of the steps that the servers told. */
    Path told(Path folder) {
        return file(folder, "");
    }

    /** The file of the steps that the network saw. */
    Path seen(Path folder) {
        return file(folder, "-seen");
    }

    private Path file(Path folder, String what) {
        String test = scenario.name().replaceAll("\\W+", "-");
        return folder.resolve(test + "-" + time.word() + "-seed-" + seed + what + ".ndjson");
    }

    /** What passing gives: most for the course's assignment, more for its other election tests than for those it lacks. */
    int points() {
        if (ElectionScenarios.assignment().contains(scenario)) {
            return 8;
        }
        return ElectionScenarios.course().contains(scenario) ? 6 : 4;
    }

    /**
     * What came of it, before any judge has seen it.
     *
     * @param leadership who led, as the network saw it, or as the servers told if nobody looked
     */
    record Run(ScenarioResult result, Optional<NetworkTrace> seen, History leadership) {}

    /** Runs in a time of its own. */
    Run run(TestedRaft raft, LabTrace trace, String sha256) {
        return switch (time) {
            case VIRTUAL -> {
                try (VirtualTime virtual = new VirtualTime()) {
                    yield run(raft, virtual, trace, sha256);
                }
            }
            case REAL -> {
                try (RealTime real = new RealTime()) {
                    yield run(raft, real, trace, sha256);
                }
            }
        };
    }

    private Run run(TestedRaft raft, Time in, LabTrace trace, String sha256) {
        Optional<NetworkTrace> seen =
                raft.isOurs() ? Optional.empty() : Optional.of(new NetworkTrace(scenario.servers(), sha256, in));
        Wire wire = seen.map(Wire.class::cast).orElse(Wire.UNWATCHED);
        ScenarioResult result = scenario.run(raft.factory(), in, seed, trace, wire);
        return new Run(result, seen, seen.map(NetworkTrace::leadership).orElseGet(trace::leadership));
    }

    /** What tells it from the other runs of its test. */
    String circumstances() {
        return time.word() + " time, seed " + seed;
    }
}
