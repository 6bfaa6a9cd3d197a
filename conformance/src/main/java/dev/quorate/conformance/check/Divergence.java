package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.TraceEvent;
import java.util.Optional;

/**
 * The first step that a specification does not allow, with all that explains it.
 *
 * @param event the step
 * @param action what the specification says of it
 * @param problem in a few words
 * @param falseGuards why the action cannot happen, if it cannot
 * @param differences what it should have done otherwise, if it can
 * @param violations the properties that the step breaks, if the action allows it
 * @param others steps of the same node that would explain what was seen
 * @param recent the last steps of the node before this one, oldest first
 * @param origin the step that sent the message received, if one was
 */
public record Divergence(
        TraceEvent event,
        ActionShape action,
        String problem,
        ImmutableList<Clause> falseGuards,
        ImmutableList<Difference> differences,
        ImmutableList<Violation> violations,
        ImmutableList<String> others,
        ImmutableList<TraceEvent> recent,
        Optional<Sending> origin) {

    /** The first of the properties that the step breaks. */
    public Optional<Violation> violation() {
        return violations.stream().findFirst();
    }

    /**
     * One thing that is not as the specification has it.
     *
     * @param what {@code role["n1"]}, or {@code sent}
     * @param branch what the specification sets it by, with the values that choose the branch
     */
    public record Difference(String what, String allowed, String observed, String before, Optional<Clause> branch) {}
}
