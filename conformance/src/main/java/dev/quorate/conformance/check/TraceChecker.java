package dev.quorate.conformance.check;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import dev.quorate.conformance.check.StepComparison.Destination;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.PropertyWatch;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges one trace. Each event names an action and its parameters; the specification says what states that step may
 * lead to, and one of them must be what the event claims. For one trace, by one thread.
 *
 * <p>The messages of a step are compared exactly with what the action adds to an empty network, where the
 * specification only ever adds to it; a grow-only set alone would not notice a message that was not sent again.
 * Receipt is judged against everything ever sent.
 */
public final class TraceChecker {
    private static final int RECENT = 3;

    private final TraceReader trace;
    private final TraceHeader header;
    private final Specification specification;
    private final StepComparison comparison;
    private final PropertyWatch watch;
    private final ImmutableList.Builder<String> notes = ImmutableList.builder();
    private final Map<Value, Sending> sentBy = new HashMap<>();
    private final Map<String, EvictingQueue<TraceEvent>> recent = new LinkedHashMap<>();
    private State state;
    private long events;

    private TraceChecker(TraceReader trace, SpecificationShelf shelf) throws TraceException, SpecificationException {
        this.trace = trace;
        this.header = trace.header();
        this.specification = specification(shelf);
        this.state = initialState();
        this.watch = specification.watch();
        boolean exact = specification.networkReader().isEmpty();
        this.comparison = new StepComparison(specification, header, exact);
        header.nodes().forEach(node -> recent.put(node, EvictingQueue.create(RECENT)));
        if (shelf.isOtherText(header)) {
            notes.add("recorded against another text of " + header.specification() + " than the one judging now");
        }
        specification
                .uncompiled()
                .forEach((name, why) -> notes.add(name + " is evaluated by the reference engine, because of "
                        + why.text() + ", at " + why.place()));
        watch.unchecked().forEach(property -> notes.add(property + " is not judged: it is no property of a step"));
        specification
                .networkReader()
                .ifPresent(reader -> notes.add(reader.place() + " reads " + header.network()
                        + ", so messages are compared by what is new in it, and one sent again is not noticed"));
    }

    private Specification specification(SpecificationShelf shelf) throws TraceException, SpecificationException {
        try {
            return shelf.forTrace(header);
        } catch (SpecificationException e) {
            if (e.blamed().isPresent()) {
                throw new TraceException(trace.file(), 1, e.blamed().get(), e.getMessage());
            }
            throw e;
        }
    }

    private State initialState() throws TraceException {
        Set<String> chosen = new TreeSet<>();
        for (Map.Entry<String, ImmutableMap<String, Value>> node : header.init().entrySet()) {
            for (String variable : node.getValue().keySet()) {
                checkChoice("init." + node.getKey() + "." + variable, variable);
                chosen.add(variable);
            }
        }
        for (Map.Entry<String, ImmutableMap<String, Value>> node : header.init().entrySet()) {
            for (String variable : Sets.difference(chosen, node.getValue().keySet())) {
                throw new TraceException(
                        trace.file(), 1, "init." + node.getKey() + "." + variable, "missing; another one has it");
            }
        }
        try {
            return specification.initialState(header.init());
        } catch (SpecificationException e) {
            throw new TraceException(trace.file(), 1, e.blamed().orElse("init"), e.getMessage() + disagreement());
        }
    }

    private void checkChoice(String field, String variable) throws TraceException {
        if (variable.equals(header.network())) {
            throw new TraceException(trace.file(), 1, field, "no message is there before it was sent");
        } else if (!specification.variables().contains(variable)) {
            throw new TraceException(trace.file(), 1, field, StepComparison.noSuchVariable(header, specification));
        }
    }

    /** The usual reason why nothing fits: init and a constant do not name the same nodes. */
    private String disagreement() {
        Value nodes = Value.set(header.nodes().stream().map(Value::of).toList());
        return header.constants().entrySet().stream()
                .filter(c -> c.getValue() instanceof Value.SetOf set
                        && set.elements().stream().anyMatch(((Value.SetOf) nodes)::contains)
                        && !set.equals(nodes))
                .map(c -> "; init has " + nodes + ", constants." + c.getKey() + " is " + c.getValue())
                .findFirst()
                .orElse("");
    }

    /**
     * The verdict on a trace.
     *
     * @throws TraceException if the trace cannot be read or does not fit the specification's names
     * @throws SpecificationException if the specification cannot be loaded with the trace's constants
     */
    public static Verdict check(TraceReader trace, SpecificationShelf shelf)
            throws TraceException, SpecificationException {
        return new TraceChecker(trace, shelf).run();
    }

    private Verdict run() throws TraceException, SpecificationException {
        ImmutableList<Violation> atOnce = judgeInitialState();
        if (!atOnce.isEmpty()) {
            return counterexample(atOnce);
        }
        for (Optional<TraceEvent> event = trace.next(); event.isPresent(); event = trace.next()) {
            try {
                Optional<Divergence> divergence = judge(event.get());
                ImmutableList<Violation> violations =
                        divergence.map(Divergence::violations).orElse(ImmutableList.of());
                if (mayEndWith(violations) && trace.next().isEmpty()) {
                    events++;
                    return counterexample(violations);
                } else if (divergence.isPresent()) {
                    return verdict(divergence, Optional.empty());
                }
            } catch (SpecificationException e) {
                return verdict(
                        Optional.empty(),
                        Optional.of(trace.file() + ":" + event.get().line() + ": "
                                + event.get().action() + ": " + e.getMessage()));
            }
            events++;
        }
        return verdict(Optional.empty(), Optional.empty());
    }

    /**
     * Whether a trace may end with what breaks these properties: the one that it claims to violate is among them, or
     * is none that can be judged.
     */
    private boolean mayEndWith(ImmutableList<Violation> violations) {
        return !violations.isEmpty()
                && header.violates()
                        .filter(claimed -> !watch.properties().contains(claimed)
                                || violations.stream()
                                        .anyMatch(v -> v.property().equals(claimed)))
                        .isPresent();
    }

    /** A trace that ended with these violations, as it may. */
    private Verdict counterexample(ImmutableList<Violation> violations) {
        String claimed = header.violates().orElseThrow();
        Optional<Violation> violation =
                violations.stream().filter(v -> v.property().equals(claimed)).findFirst();
        if (violation.isEmpty()) {
            notes.add("its end violates " + violations.get(0).property());
        }
        return verdict(
                Optional.empty(), Optional.empty(), Optional.of(new Claim(claimed, violation.isPresent(), violation)));
    }

    /** @return what the initial state violates, as a trace without steps may claim */
    private ImmutableList<Violation> judgeInitialState() throws TraceException {
        try {
            ImmutableList<Violation> atOnce = watch.start(state);
            if (!atOnce.isEmpty() && (!mayEndWith(atOnce) || trace.next().isPresent())) {
                throw new TraceException(
                        trace.file(),
                        1,
                        "init",
                        "this state violates " + atOnce.get(0).property());
            }
            return atOnce;
        } catch (SpecificationException e) {
            throw new TraceException(trace.file(), 1, "constants", e.getMessage());
        }
    }

    private Verdict verdict(Optional<Divergence> divergence, Optional<String> undecided) {
        boolean allAllowed = divergence.isEmpty() && undecided.isEmpty();
        return verdict(
                divergence,
                undecided,
                header.violates()
                        .filter(property -> allAllowed)
                        .map(property -> new Claim(property, watch.properties().contains(property), Optional.empty())));
    }

    private Verdict verdict(Optional<Divergence> divergence, Optional<String> undecided, Optional<Claim> claim) {
        if (divergence.isEmpty() && undecided.isEmpty() && !trace.warning().isEmpty()) {
            notes.add(trace.warning());
        }
        claim.filter(c -> !c.judged())
                .ifPresent(c -> notes.add("that it violates " + c.property() + ", as it claims, is not judged: "
                        + header.specification() + ".cfg names no such invariant or property of steps"));
        return new Verdict(trace.file(), header.specification(), events, notes.build(), divergence, undecided, claim);
    }

    private Optional<Divergence> judge(TraceEvent event) throws TraceException, SpecificationException {
        ActionShape action = comparison.shape(trace.file(), event);
        comparison.checkRows(trace.file(), event, state);
        if (action.actor().isPresent()
                && !isNode(event.params().get(action.actor().get()), event.node())) {
            return Optional.of(why(event, action).otherNode(action.actor().get()));
        }
        for (String received : action.received()) {
            if (!sentBy.containsKey(event.params().get(received))) {
                return Optional.of(why(event, action).neverSent(received));
            }
        }
        ImmutableList<Destination> destinations = comparison.destinations(state, event, sentBy);
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

    private static boolean isNode(Value value, String node) {
        return value instanceof Value.Str name && name.value().equals(node);
    }

    private Explanation why(TraceEvent event, ActionShape action) {
        return new Explanation(specification, comparison, event, action, state, sentBy, recent.get(event.node()));
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

    /** What was never sent before. */
    private ImmutableList<Value> news(TraceEvent event) {
        Set<Value> news = new LinkedHashSet<>();
        for (Value message : event.sent()) {
            if (!sentBy.containsKey(message)) {
                news.add(message);
            }
        }
        return ImmutableList.copyOf(news);
    }

    private Optional<Divergence> accept(TraceEvent event, ActionShape action, State match)
            throws SpecificationException {
        State after = match.withNetworkOf(state, event.sent());
        ImmutableList<Value> news = news(event);
        ImmutableList<Violation> violations = watch.step(state, after, news);
        if (!violations.isEmpty()) {
            return Optional.of(why(event, action).violates(violations));
        }
        if (!news.isEmpty()) {
            Sending sending = new Sending(event.line(), event.seq(), event.node());
            news.forEach(m -> sentBy.put(m, sending));
        }
        recent.get(event.node()).add(event);
        state = after;
        return Optional.empty();
    }
}
