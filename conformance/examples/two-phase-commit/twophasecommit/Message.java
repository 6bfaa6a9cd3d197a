package twophasecommit;

import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.Value;

/**
 * A message, as the specification has it.
 *
 * @param content what it says beyond its type: {@code yes} of a vote, {@code outcome} of a decision
 */
record Message(String type, String from, String to, ImmutableMap<String, Value> content) {
    static Message prepare(String from, String to) {
        return new Message("Prepare", from, to, ImmutableMap.of());
    }

    static Message vote(String from, String to, boolean yes) {
        return new Message("Vote", from, to, ImmutableMap.of("yes", Value.of(yes)));
    }

    static Message decision(String from, String to, String outcome) {
        return new Message("Decision", from, to, ImmutableMap.of("outcome", Value.of(outcome)));
    }

    boolean isYes() {
        return content.get("yes").equals(Value.of(true));
    }

    String outcome() {
        return ((Value.Str) content.get("outcome")).value();
    }

    Value value() {
        return Value.record(ImmutableMap.<String, Value>builder()
                .put("type", Value.of(type))
                .put("from", Value.of(from))
                .put("to", Value.of(to))
                .putAll(content)
                .buildOrThrow());
    }
}
