package dev.quorate.impl.explore;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceWriter;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A shortest way to a difference, as a trace.
 *
 * @param kind of difference
 * @param steps from the initial state on; of a wrong step, that one too, unless the code failed to take it
 * @param failure the input that the code failed at, and how
 */
public record Way(Kind kind, TraceHeader header, ImmutableList<TraceEvent> steps, Optional<String> failure) {
    /** What is found at the end of the way. */
    public enum Kind {
        /** A step of the code that the specification does not allow. */
        WRONG_STEP,
        /** Rows that the code reaches and the specification does not. */
        ONLY_CODE,
        /** Rows that the specification reaches and the code does not. */
        ONLY_SPECIFICATION
    }

    static Way to(Kind kind, Found end, TraceHeader header) {
        ImmutableList<TraceEvent> steps = numbered(end.way());
        Optional<String> failure = end.last().flatMap(Move::failure);
        return failure.isEmpty()
                ? new Way(kind, header, steps, failure)
                : new Way(
                        kind,
                        header,
                        steps.subList(0, steps.size() - 1),
                        Optional.of(steps.get(steps.size() - 1).call() + ": " + failure.get()));
    }

    /** As a trace wants them: each server counts its own, and time goes on. */
    private static ImmutableList<TraceEvent> numbered(ImmutableList<TraceEvent> events) {
        Map<String, Long> steps = new HashMap<>();
        ImmutableList.Builder<TraceEvent> numbered = ImmutableList.builder();
        long time = 0;
        for (TraceEvent e : events) {
            long seq = steps.merge(e.node(), 1L, Long::sum);
            numbered.add(new TraceEvent(0, seq, e.node(), ++time, e.action(), e.params(), e.state(), e.sent()));
        }
        return numbered.build();
    }

    /** Writes the trace. */
    public void write(OutputStream out) {
        try (TraceWriter writer = new TraceWriter(out, header)) {
            steps.forEach(writer::write);
        }
    }
}
