package tlc2.module;

import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.tla.tlc.TlcValues;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlc2.value.impl.TupleValue;

/**
 * What TLC runs in the place of the operator of the module of this name: it gives a trace specification the lines of a
 * file, as the Json module of newer editions does, and faster. Loaded by TLC in a process of its own.
 */
public final class TraceIO {
    private static tlc2.value.impl.Value loaded;

    private TraceIO() {}

    /** The lines of the file that the system property names. TLC asks for them again and again. */
    public static synchronized tlc2.value.impl.Value TraceLoad(tlc2.value.impl.Value nothing) throws Exception {
        if (loaded == null) {
            List<tlc2.value.impl.Value> lines = new ArrayList<>();
            try (TraceReader reader = new TraceReader(Path.of(System.getProperty("trace.file")))) {
                for (Optional<TraceEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
                    lines.add(line(event.get()));
                }
            }
            loaded = new TupleValue(lines.toArray(tlc2.value.impl.Value[]::new));
            loaded.deepNormalize();
        }
        return loaded;
    }

    private static tlc2.value.impl.Value line(TraceEvent event) {
        return TlcValues.toTlc(Value.record(ImmutableMap.of(
                "node", Value.of(event.node()),
                "action", Value.of(event.action()),
                "params", Value.record(event.params()),
                "state", Value.record(event.state()))));
    }
}
