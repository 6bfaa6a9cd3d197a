package dev.quorate.impl.cli;

import dev.quorate.impl.lab.ElectionScenarios;
import dev.quorate.impl.lab.LabTrace;
import dev.quorate.impl.lab.Scenario;
import dev.quorate.impl.lab.ScenarioResult;
import dev.quorate.impl.lab.Wire;
import dev.quorate.impl.lab.WorldRaftFactory;
import dev.quorate.impl.time.RealTime;
import dev.quorate.impl.time.VirtualTime;
import java.nio.file.Path;

/** A test of the lab that is run once, in one of the two times and from a seed. */
record LabRun(Scenario scenario, LabTime time, long seed) {
    /** The file of its trace. */
    Path trace(Path folder) {
        return folder.resolve(
                scenario.name().replaceAll("\\W+", "-") + "-" + time.word() + "-seed-" + seed + ".ndjson");
    }

    /** What passing gives; twice as much for a test of the assignment. */
    int points() {
        return ElectionScenarios.assignment().contains(scenario) ? 10 : 5;
    }

    /** Runs in a time of its own. */
    ScenarioResult run(WorldRaftFactory factory, LabTrace trace, Wire wire) {
        switch (time) {
            case VIRTUAL -> {
                try (VirtualTime virtual = new VirtualTime()) {
                    return scenario.run(factory, virtual, seed, trace, wire);
                }
            }
            case REAL -> {
                try (RealTime real = new RealTime()) {
                    return scenario.run(factory, real, seed, trace, wire);
                }
            }
        }
        throw new AssertionError(time);
    }

    /** What tells it from the other runs of its test. */
    String circumstances() {
        return time.word() + " time, seed " + seed;
    }
}
