package twophasecommit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.conformance.trace.Value;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the trace: a header, then a line for each step. */
final class Journal implements AutoCloseable {
    private final TraceWriter trace;
    private final Map<String, Long> steps = new HashMap<>();
    private long written;

    /**
     * A trace without steps.
     *
     * @param seed for the reader of the trace only
     */
    Journal(OutputStream out, String coordinator, ImmutableSet<String> participants, int seed) {
        Value voters = Value.set(participants.stream().map(Value::of).toList());
        trace = new TraceWriter(
                out,
                new TraceHeader(
                        "TwoPhaseCommit",
                        "",
                        ImmutableMap.of("Coordinator", Value.of(coordinator), "Participant", voters),
                        Maps.toMap(Iterables.concat(Set.of(coordinator), participants), node -> ImmutableMap.of()),
                        "messages",
                        Optional.empty(),
                        ImmutableMap.of("seed", Value.of(seed))));
    }

    void write(
            String node,
            String action,
            Optional<Message> received,
            ImmutableMap<String, Value> row,
            List<Message> sent) {
        ImmutableMap.Builder<String, Value> params = ImmutableMap.builder();
        params.put("i", Value.of(node));
        received.ifPresent(message -> params.put("m", message.value()));
        trace.write(new TraceEvent(
                0,
                steps.merge(node, 1L, Long::sum),
                node,
                written++,
                action,
                params.buildOrThrow(),
                row,
                sent.stream().map(Message::value).collect(ImmutableList.toImmutableList())));
    }

    @Override
    public void close() {
        trace.close();
    }
}
