package dev.quorate.impl.conformance;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** A simulated run and the specification's verdict on its trace. */
public record Judged(long seed, Optional<Mistake> firstMistake, Verdict verdict) {
    private static final Core SOUND = new ElectionCore();
    private static final long MOST_SEEDS = 500;

    /** The first step that a core took otherwise than ours. */
    record Mistake(String server, Input input) {}

    static Judged run(Core core, SimulationPlan plan, SpecificationShelf shelf) throws Exception {
        Mistake[] first = new Mistake[1];
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        Simulation.run(plan, (before, input) -> observed(core, before, input, first), "", trace);
        return new Judged(plan.seed(), Optional.ofNullable(first[0]), judge(trace.toByteArray(), shelf));
    }

    private static Step observed(Core core, ServerState before, Input input, Mistake[] first) {
        Step step = core.step(before, input);
        if (first[0] == null && !step.equals(SOUND.step(before, input))) {
            first[0] = new Mistake(before.id(), input);
        }
        return step;
    }

    /** The run of the first seed, from one on, that makes the core take a step wrongly. */
    static Judged firstMistakeOf(Core core, int servers) throws Exception {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            Judged run = run(core, SimulationPlan.drawn(seed, servers, 60), SHELF);
            if (run.firstMistake.isPresent()) {
                return run;
            }
        }
        throw new AssertionError("the core made no mistake in " + MOST_SEEDS + " seeds");
    }

    public static Verdict judge(byte[] trace, SpecificationShelf shelf) throws TraceException, SpecificationException {
        try (TraceReader reader = new TraceReader("trace", new ByteArrayInputStream(trace))) {
            return TraceChecker.check(reader, shelf);
        }
    }
}
