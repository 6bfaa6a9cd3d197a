package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.time.RealTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What several tests of the lab ask for. */
final class LabFixtures {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private LabFixtures() {}

    /** The threads of labs that live. */
    static ImmutableSet<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("lab "))
                .collect(ImmutableSet.toImmutableSet());
    }

    /** All steps of a trace; the reader refuses a gap in the lines of a server. */
    static ImmutableList<TraceEvent> read(ByteArrayOutputStream trace) throws TraceException {
        ImmutableList.Builder<TraceEvent> events = ImmutableList.builder();
        try (TraceReader reader = new TraceReader("trace", new ByteArrayInputStream(trace.toByteArray()))) {
            for (Optional<TraceEvent> e = reader.next(); e.isPresent(); e = reader.next()) {
                events.add(e.get());
            }
            assertEquals("", reader.warning());
        }
        return events.build();
    }

    /** Every message was sent on an earlier line than the one that handles it, and to the server that handles it. */
    static void assertCausal(ImmutableList<TraceEvent> events) {
        Set<Value> sent = new HashSet<>();
        for (TraceEvent event : events) {
            if (event.action().startsWith("Handle")) {
                Value.Rec message = (Value.Rec) event.params().get("m");
                assertTrue(sent.contains(message), () -> "received before it was sent: " + event.call());
                assertEquals(Value.of(event.node()), message.fields().get("to"));
            }
            sent.addAll(event.sent());
        }
    }

    /** Waits until something holds, which must be soon. */
    static void await(String what, BooleanSupplier condition) {
        try (RealTime time = new RealTime()) {
            while (!condition.getAsBoolean()) {
                assertTrue(time.micros() < PATIENCE.toMillis() * 1000, () -> "still not so: " + what);
                time.sleep(BETWEEN_LOOKS.toMillis() * 1000);
            }
        }
    }
}
