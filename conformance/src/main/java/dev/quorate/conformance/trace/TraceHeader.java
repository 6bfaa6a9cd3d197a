package dev.quorate.conformance.trace;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * The first line of a trace.
 *
 * @param specification the name of the TLA+ module that the trace claims to follow
 * @param sha256 of that module's text, hexadecimal, or an empty string if it was not recorded
 * @param constants the values of the module's constants
 * @param init every node, with the rows of those variables whose initial value is a choice
 * @param network the variable that holds the messages
 * @param violates the property that the trace, as a counterexample, claims to violate at its end, if it does
 * @param extras what the run says of itself and no judge needs: {@code seed}, {@code faults}
 */
public record TraceHeader(
        String specification,
        String sha256,
        ImmutableMap<String, Value> constants,
        ImmutableMap<String, ImmutableMap<String, Value>> init,
        String network,
        Optional<String> violates,
        ImmutableMap<String, Value> extras) {

    static final String FORMAT = "quorate-trace";
    static final int VERSION = 1;

    public ImmutableSet<String> nodes() {
        return init.keySet();
    }
}
