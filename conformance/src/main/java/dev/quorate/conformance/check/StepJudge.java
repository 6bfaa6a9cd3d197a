package dev.quorate.conformance.check;

import dev.quorate.conformance.check.StepComparison.Destination;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceHeader;
import java.util.Optional;

/**
 * Judges single steps, for who knows the state before each: by the same comparison as a trace's lines. That what is
 * received was sent is for the caller to see to, and invariants are not judged. By one thread at a time.
 */
public final class StepJudge {
    private final StepComparison comparison;

    /** @param header what a trace with such steps would begin with */
    public StepJudge(Specification specification, TraceHeader header) {
        this.comparison = StepComparison.of(specification, header);
    }

    /**
     * The state after a step.
     *
     * @return nothing if the specification does not allow the step
     * @throws SpecificationException if the event's names are not the specification's, or TLC would stop with an error
     */
    public Optional<State> allowed(State before, TraceEvent event) throws SpecificationException {
        ActionShape action = named(event);
        if (comparison.isOfAnotherNode(action, event)) {
            return Optional.empty();
        }
        return comparison.destinations(before, event).stream()
                .filter(destination -> destination.differences().isEmpty())
                .map(Destination::state)
                .findFirst();
    }

    private ActionShape named(TraceEvent event) throws SpecificationException {
        try {
            return comparison.shape("a step", event);
        } catch (TraceException e) {
            throw new SpecificationException(e.getMessage(), e);
        }
    }
}
