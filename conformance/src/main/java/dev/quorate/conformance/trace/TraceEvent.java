package dev.quorate.conformance.trace;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One atomic step of one node.
 *
 * @param line where it stands in its file, counted from one; zero if it was never in a file
 * @param seq counts the steps of the node from one, without gaps, and goes on over restarts
 * @param node who took the step
 * @param time microseconds on some clock; informative, never judged
 * @param action the operator of the specification, by name
 * @param params its parameters, by name
 * @param state rows of the node after the step; a variable that is left out is claimed to be unchanged
 * @param sent every message of the step, in the order of sending
 */
public record TraceEvent(
        long line,
        long seq,
        String node,
        long time,
        String action,
        Fields params,
        Fields state,
        ImmutableList<Value> sent) {

    /** A step of whatever maps the values are in. */
    public TraceEvent(
            long line,
            long seq,
            String node,
            long time,
            String action,
            Map<String, ? extends Value> params,
            Map<String, ? extends Value> state,
            ImmutableList<Value> sent) {
        this(line, seq, node, time, action, Fields.of(params), Fields.of(state), sent);
    }

    /** The same claims under the name of another action, with other arguments. */
    public TraceEvent instead(String otherAction, Map<String, ? extends Value> arguments) {
        return new TraceEvent(line, seq, node, time, otherAction, Fields.of(arguments), state, sent);
    }

    /** The step as the specification would write it: {@code Timeout(i = "n1")}. */
    public String call() {
        return params.entrySet().stream()
                .map(p -> p.getKey() + " = " + p.getValue())
                .collect(Collectors.joining(", ", action + "(", ")"));
    }
}
