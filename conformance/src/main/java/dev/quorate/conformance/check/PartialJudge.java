package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.quorate.conformance.check.StepComparison.Destination;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.PropertyWatch;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceSource;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a trace that does not tell all. It keeps every state in which the specification can be after the lines so far,
 * with the fewest steps that have to be supposed for it. A step is allowed if one of them allows it and no property is
 * broken on the way; so a trace is accepted if, and only if, there is a behaviour of the specification that explains it.
 *
 * <p>Steps that were left out are supposed just before the next line of their node: those of another node commute with
 * what stands between, unless something that they sent is received. Where the specification lets an action touch other
 * rows than its own, and where nothing else explains a line, steps of all nodes are supposed.
 */
final class PartialJudge implements Judge {
    private static final int MOST_STATES = 1_000;

    private final TraceSource trace;
    private final Specification specification;
    private final StepComparison comparison;
    private final Seen seen;
    /** Whether every action keeps to the rows of one node. */
    private final boolean ownOnly;

    private List<Possible> possible;

    /**
     * Where the specification may be.
     *
     * @param path the states from the one after the line before to this one, and what was sent on the way
     * @param watch that stands at the first state of the path, or {@code null}
     */
    private record Possible(State state, Supposed supposed, ImmutableList<Hop> path, PropertyWatch watch) {
        Possible then(State next, ImmutableList<Value> news, Supposed more) {
            ImmutableList<Hop> longer = ImmutableList.<Hop>builder()
                    .addAll(path)
                    .add(new Hop(state, next, news))
                    .build();
            return new Possible(next, more, longer, watch);
        }
    }

    /** One step on the way. */
    private record Hop(State before, State after, ImmutableList<Value> news) {}

    /** Steps that the trace left out, the last of them first. */
    private record Supposed(Supposed earlier, String step, int count) {
        static final Supposed NOTHING = new Supposed(null, "", 0);

        Supposed and(String more) {
            return new Supposed(this, more, count + 1);
        }

        ImmutableList<String> all() {
            Deque<String> all = new ArrayDeque<>();
            for (Supposed each = this; each.count > 0; each = each.earlier) {
                all.addFirst(each.step);
            }
            return ImmutableList.copyOf(all);
        }
    }

    /** @param watch that was started with the initial state */
    PartialJudge(TraceSource trace, StepComparison comparison, State initial, PropertyWatch watch) {
        this.trace = trace;
        this.specification = comparison.specification();
        this.comparison = comparison;
        this.ownOnly = specification.otherRows().isEmpty();
        this.seen = new Seen(trace, comparison.header());
        this.possible = List.of(new Possible(initial, Supposed.NOTHING, ImmutableList.of(), watch));
    }

    @Override
    public Optional<Divergence> judge(TraceEvent event) throws TraceException, SpecificationException {
        ActionShape action = comparison.shape(trace.file(), event);
        comparison.checkRows(trace.file(), event, possible.get(0).state);
        if (comparison.isOfAnotherNode(action, event)) {
            return Optional.of(why(event, action).otherNode());
        }
        Map<State, Possible> next = after(event, action, withSilentSteps(event, ownOnly));
        if (next.isEmpty() && ownOnly && !comparison.header().silent().isEmpty()) {
            next = after(event, action, withSilentSteps(event, false));
        }
        if (next.isEmpty()) {
            return Optional.of(unexplained(event, action));
        }
        return goOn(event, action, next.values());
    }

    /** A possible state, and how many steps of each action were supposed since the line before. */
    private record Silence(Possible end, ImmutableMap<String, Integer> used) {}

    /** The possible states, and those to which steps that were left out may lead from them. */
    private List<Possible> withSilentSteps(TraceEvent event, boolean ownOnly) throws SpecificationException {
        Map<State, Possible> found = new LinkedHashMap<>();
        Deque<Silence> open = new ArrayDeque<>();
        for (Possible p : possible) {
            found.put(p.state, p);
            open.add(new Silence(p, ImmutableMap.of()));
        }
        while (!open.isEmpty()) {
            Silence from = open.remove();
            for (Map.Entry<String, Integer> most : comparison.header().silent().entrySet()) {
                int used = from.used.getOrDefault(most.getKey(), 0);
                if (used < most.getValue()) {
                    Map<String, Integer> more = new LinkedHashMap<>(from.used);
                    more.put(most.getKey(), used + 1);
                    for (Possible to : silentSteps(event, most.getKey(), ownOnly, from.end)) {
                        if (found.putIfAbsent(to.state, to) == null) {
                            open.add(new Silence(to, ImmutableMap.copyOf(more)));
                        }
                    }
                    checkNumber(found.size());
                }
            }
        }
        return List.copyOf(found.values());
    }

    private List<Possible> silentSteps(TraceEvent event, String name, boolean ownOnly, Possible from)
            throws SpecificationException {
        List<Possible> steps = new ArrayList<>();
        ActionShape action = specification.actions().get(name);
        Value node = Value.of(event.node());
        for (ImmutableMap<String, Value> arguments : comparison.instances(from.state, name)) {
            if (ownOnly
                    && action.actor().isPresent()
                    && !arguments.get(action.actor().get()).equals(node)) {
                continue;
            }
            State start = comparison.start(from.state);
            for (State end : specification.successors(start, name, arguments)) {
                ImmutableList<Value> sent = end.sentSince(start);
                String step = "before line " + event.line() + ": "
                        + event.instead(name, arguments).call();
                steps.add(from.then(
                        end.withNetworkOf(from.state, sent),
                        StepComparison.news(from.state, sent),
                        from.supposed.and(step)));
            }
        }
        return steps;
    }

    private static void checkNumber(int states) throws SpecificationException {
        if (states > MOST_STATES) {
            throw new SpecificationException("there are more than " + MOST_STATES
                    + " states in which the specification can be; the trace leaves too much unsaid");
        }
    }

    /** The states after an event from any of these, that are as the event claims. */
    private Map<State, Possible> after(TraceEvent event, ActionShape action, List<Possible> from)
            throws SpecificationException {
        Map<State, Possible> next = new LinkedHashMap<>();
        for (Possible before : from) {
            for (TraceEvent whole : completed(event, action, before.state)) {
                if (!action.received().stream()
                        .allMatch(m -> before.state.has(whole.params().get(m)))) {
                    continue;
                }
                for (Destination destination : comparison.destinations(before.state, whole)) {
                    if (destination.differences().isEmpty()) {
                        add(before, destination, whole, next);
                    }
                }
            }
            checkNumber(next.size());
        }
        return next;
    }

    private void add(Possible before, Destination destination, TraceEvent event, Map<State, Possible> next)
            throws SpecificationException {
        ImmutableList<Value> sent =
                comparison.header().isSentUnobserved(event.action()) ? destination.sent() : event.sent();
        State after = destination.state().withNetworkOf(before.state, sent);
        Possible found = before.then(after, StepComparison.news(before.state, sent), before.supposed);
        next.merge(after, found, (a, b) -> b.supposed.count < a.supposed.count ? b : a);
    }

    /** An event with every choice of the parameters that it leaves out. */
    private List<TraceEvent> completed(TraceEvent event, ActionShape action, State state)
            throws SpecificationException {
        if (event.params().keySet().containsAll(action.params())) {
            return List.of(event);
        }
        List<TraceEvent> all = new ArrayList<>();
        for (ImmutableMap<String, Value> arguments : comparison.instances(state, action.name())) {
            if (arguments.entrySet().containsAll(event.params().entrySet())
                    && !comparison.isOfAnotherNode(action, event.instead(action.name(), arguments))) {
                all.add(event.instead(action.name(), arguments));
            }
        }
        return all;
    }

    /** Leaves out what breaks a property; if that is all, it is a divergence. */
    private Optional<Divergence> goOn(TraceEvent event, ActionShape action, Collection<Possible> next)
            throws SpecificationException {
        boolean single = possible.size() == 1 && next.size() == 1;
        List<Possible> sound = new ArrayList<>();
        ImmutableList<Value> news = ImmutableList.of();
        Optional<Divergence> broken = Optional.empty();
        for (Possible p : next) {
            PropertyWatch watch = single && p.watch != null ? p.watch : startedAt(p.path.get(0).before);
            Optional<Divergence> violation = violation(event, action, p, watch);
            if (violation.isEmpty()) {
                news = sound.isEmpty() ? Iterables.getLast(p.path).news : news;
                sound.add(new Possible(p.state, p.supposed, ImmutableList.of(), next.size() == 1 ? watch : null));
            } else {
                broken = broken.isPresent() ? broken : violation;
            }
        }
        if (sound.isEmpty()) {
            return broken;
        }
        possible = sound;
        seen.add(event, news);
        return Optional.empty();
    }

    private PropertyWatch startedAt(State state) throws SpecificationException {
        PropertyWatch watch = specification.watch();
        watch.start(state);
        return watch;
    }

    private Optional<Divergence> violation(TraceEvent event, ActionShape action, Possible to, PropertyWatch watch)
            throws SpecificationException {
        for (Hop hop : to.path) {
            ImmutableList<Violation> violations = watch.step(hop.before, hop.after, hop.news);
            if (!violations.isEmpty()) {
                return Optional.of(new Explanation(comparison, event, action, hop.before, seen).violates(violations));
            }
        }
        return Optional.empty();
    }

    private Explanation why(TraceEvent event, ActionShape action) {
        return new Explanation(comparison, event, action, possible.get(0).state, seen);
    }

    /** Explained by the first of the possible states, and that choice of what is not told which comes nearest. */
    private Divergence unexplained(TraceEvent event, ActionShape action) throws SpecificationException {
        State state = possible.get(0).state;
        List<TraceEvent> choices = completed(event, action, state);
        if (choices.isEmpty()) {
            return why(event, action).noChoice();
        }
        TraceEvent nearest = choices.get(0);
        for (String received : action.received()) {
            if (!state.has(nearest.params().get(received))) {
                return why(nearest, action).neverSent(received);
            }
        }
        ImmutableList<Destination> destinations = ImmutableList.of();
        for (TraceEvent choice : choices) {
            ImmutableList<Destination> others = comparison.destinations(state, choice);
            if (fewestDifferences(others) < fewestDifferences(destinations)) {
                nearest = choice;
                destinations = others;
            }
        }
        Explanation why = why(nearest, action);
        return destinations.isEmpty() ? why.notEnabled() : why.different(destinations);
    }

    private static int fewestDifferences(List<Destination> destinations) {
        return destinations.stream()
                .mapToInt(destination -> destination.differences().size())
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    @Override
    public ImmutableList<String> suppositions() {
        return possible.stream()
                .map(Possible::supposed)
                .min((a, b) -> Integer.compare(a.count, b.count))
                .map(Supposed::all)
                .orElse(ImmutableList.of());
    }
}
