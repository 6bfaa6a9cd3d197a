package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.StepComparison.Destination;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.PropertyWatch;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.Shape;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceSource;
import dev.quorate.conformance.trace.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Judges a trace whose lines tell all: after each of them the specification is in one state. */
final class ExactJudge implements Judge {
    private final TraceSource trace;
    private final Specification specification;
    private final StepComparison comparison;
    private final PropertyWatch watch;
    private final Seen seen;
    private final QuietSteps quiet;
    /** By action, the forms of the lines whose names are right. */
    private final Map<String, Known> known = new HashMap<>();

    private State state;

    /** The names in a line, looked up in the specification once. */
    private record Known(ActionShape action, Shape params, Shape rows) {
        boolean isFormOf(TraceEvent event) {
            return params == event.params().shape() && rows == event.state().shape();
        }
    }

    /** @param watch that was started with the initial state */
    ExactJudge(TraceSource trace, StepComparison comparison, State initial, PropertyWatch watch) {
        this.trace = trace;
        this.specification = comparison.specification();
        this.comparison = comparison;
        this.watch = watch;
        this.seen = new Seen(trace, comparison.header());
        this.quiet = new QuietSteps(specification);
        this.state = initial;
    }

    @Override
    public Optional<Divergence> judge(TraceEvent event) throws TraceException, SpecificationException {
        if (quiet.has(event)) {
            seen.add(event, ImmutableList.of());
            return Optional.empty();
        }
        ActionShape action = named(event);
        if (comparison.isOfAnotherNode(action, event)) {
            return Optional.of(why(event, action).otherNode());
        }
        for (String received : action.received()) {
            if (!state.has(event.params().get(received))) {
                return Optional.of(why(event, action).neverSent(received));
            }
        }
        ImmutableList<Destination> destinations = comparison.destinations(state, event);
        if (destinations.isEmpty()) {
            return Optional.of(why(event, action).notEnabled());
        }
        ImmutableList.Builder<State> matches = ImmutableList.builder();
        for (Destination destination : destinations) {
            if (destination.differences().isEmpty()) {
                matches.add(destination.state());
            }
        }
        ImmutableList<State> all = matches.build();
        if (all.isEmpty()) {
            return Optional.of(why(event, action).different(destinations));
        }
        return accept(event, action, theOnly(all));
    }

    private ActionShape named(TraceEvent event) throws TraceException {
        Known form = known.get(event.action());
        if (form == null || !form.isFormOf(event)) {
            ActionShape action = comparison.shape(trace.file(), event);
            comparison.checkRows(trace.file(), event, state);
            form = new Known(action, event.params().shape(), event.state().shape());
            known.put(event.action(), form);
        }
        return form.action;
    }

    private Explanation why(TraceEvent event, ActionShape action) {
        return new Explanation(comparison, event, action, state, seen);
    }

    /** To go on from one of several states could reject later what another of them explains. */
    private State theOnly(ImmutableList<State> matches) throws SpecificationException {
        State first = matches.get(0);
        if (matches.size() == 1) {
            return first;
        }
        for (String variable : specification.variables()) {
            if (!matches.stream().allMatch(other -> first.agrees(variable, other))) {
                throw new SpecificationException(
                        "the line fits several states, which differ in " + variable + "; it does not say which");
            }
        }
        return first;
    }

    private Optional<Divergence> accept(TraceEvent event, ActionShape action, State match)
            throws SpecificationException {
        State after = match.withNetworkOf(state, event.sent());
        ImmutableList<Value> news = StepComparison.news(state, event.sent());
        ImmutableList<Violation> violations = watch.step(state, after, news);
        if (!violations.isEmpty()) {
            return Optional.of(why(event, action).violates(violations));
        }
        seen.add(event, news);
        if (!isAsBefore(match)) {
            quiet.forget(event.node());
        } else if (news.isEmpty()) {
            quiet.add(event);
        }
        state = after;
        return Optional.empty();
    }

    /** Whether nothing is new after a step, but perhaps messages. */
    private boolean isAsBefore(State after) {
        for (String variable : specification.variables()) {
            if (!variable.equals(comparison.header().network()) && !state.agrees(variable, after)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ImmutableList<String> suppositions() {
        return ImmutableList.of();
    }
}
