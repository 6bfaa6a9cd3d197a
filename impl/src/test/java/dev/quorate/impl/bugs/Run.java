package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A simulation of servers with a mistake.
 *
 * @param result nothing if it was ended early
 * @param thrown what ended it early
 */
record Run(
        TraceHeader header,
        ImmutableList<TraceEvent> events,
        Optional<SimulationResult> result,
        Optional<String> thrown) {
    /** Some twenty times what a minute of a sound cluster needs: a message may cause two, and so on. */
    private static final int MOST_STEPS = 100_000;

    static Run of(Variant variant, SimulationPlan plan) {
        TraceHeader header = Simulation.header(plan, "");
        List<TraceEvent> events = new ArrayList<>();
        try {
            SimulationResult result = Simulation.run(plan, variant.servers(), event -> {
                events.add(event);
                if (events.size() > MOST_STEPS) {
                    throw new IllegalStateException("the run has more than " + MOST_STEPS + " steps");
                }
            });
            return new Run(header, ImmutableList.copyOf(events), Optional.of(result), Optional.empty());
        } catch (IllegalStateException | IllegalArgumentException e) {
            return new Run(header, ImmutableList.copyOf(events), Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    ByteArrayOutputStream trace() {
        return trace(UnaryOperator.identity());
    }

    /** The trace, with each step told in another way. */
    ByteArrayOutputStream trace(UnaryOperator<TraceEvent> way) {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        try (TraceWriter writer = new TraceWriter(trace, header)) {
            events.forEach(event -> writer.write(way.apply(event)));
        }
        return trace;
    }
}
