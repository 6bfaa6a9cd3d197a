package dev.quorate.impl.sim;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A simulation that was run, with its trace as text and as read back. */
record Run(
        SimulationPlan plan,
        SimulationResult result,
        String text,
        TraceHeader header,
        ImmutableList<TraceEvent> events) {

    static Run of(SimulationPlan plan) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SimulationResult result = Simulation.run(plan, "abc", bytes);
        try (TraceReader reader = new TraceReader("memory", new ByteArrayInputStream(bytes.toByteArray()))) {
            ImmutableList.Builder<TraceEvent> events = ImmutableList.builder();
            for (Optional<TraceEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
                events.add(event.get());
            }
            return new Run(plan, result, bytes.toString(StandardCharsets.UTF_8), reader.header(), events.build());
        } catch (TraceException e) {
            throw new AssertionError(e);
        }
    }

    static Run drawn(long seed, int servers, int seconds) {
        return of(SimulationPlan.drawn(seed, servers, seconds));
    }

    static Value field(Value record, String name) {
        return ((Value.Rec) record).fields().get(name);
    }

    static int number(Value value) {
        return ((Value.Int) value).value();
    }

    static boolean leads(TraceEvent event) {
        return event.state().get("role").equals(Value.of("Leader"));
    }
}
