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
 * @param unobserved what the lines do not tell: variables, and parameters as {@code Action.parameter}; the network
 *     variable stands for the messages sent, {@code Action.variable} for those of one action
 * @param silent actions of which the trace may leave out steps, and how many of each between two lines
 * @param violates the property that the trace, as a counterexample, claims to violate at its end, if it does
 * @param extras what the run says of itself and no judge needs: {@code seed}, {@code faults}
 */
public record TraceHeader(
        String specification,
        String sha256,
        ImmutableMap<String, Value> constants,
        ImmutableMap<String, ImmutableMap<String, Value>> init,
        String network,
        ImmutableSet<String> unobserved,
        ImmutableMap<String, Integer> silent,
        Optional<String> violates,
        ImmutableMap<String, Value> extras) {

    static final String FORMAT = "quorate-trace";
    static final int VERSION = 1;

    /** A header that leaves nothing unsaid. */
    public TraceHeader(
            String specification,
            String sha256,
            ImmutableMap<String, Value> constants,
            ImmutableMap<String, ImmutableMap<String, Value>> init,
            String network,
            Optional<String> violates,
            ImmutableMap<String, Value> extras) {
        this(specification, sha256, constants, init, network, ImmutableSet.of(), ImmutableMap.of(), violates, extras);
    }

    /** The same with these nodes and initial rows. */
    TraceHeader withInit(ImmutableMap<String, ImmutableMap<String, Value>> rows) {
        return new TraceHeader(specification, sha256, constants, rows, network, unobserved, silent, violates, extras);
    }

    /**
     * The same, but lines may leave these things out.
     *
     * @param unsaid variables and parameters
     * @param missing how many steps of an action may have no line, between two lines
     */
    public TraceHeader leavingOut(ImmutableSet<String> unsaid, ImmutableMap<String, Integer> missing) {
        return new TraceHeader(specification, sha256, constants, init, network, unsaid, missing, violates, extras);
    }

    /** Whether every line tells all of its step. */
    public boolean isComplete() {
        return unobserved.isEmpty() && silent.isEmpty();
    }

    /** Whether lines of an action do not tell what was sent. */
    public boolean isSentUnobserved(String action) {
        return !unobserved.isEmpty() && (unobserved.contains(network) || isUnobserved(action, network));
    }

    /** Whether lines of an action may leave out a parameter. */
    public boolean isUnobserved(String action, String parameter) {
        return unobserved.contains(action + "." + parameter);
    }

    public ImmutableSet<String> nodes() {
        return init.keySet();
    }
}
