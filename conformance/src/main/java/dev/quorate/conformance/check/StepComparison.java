package dev.quorate.conformance.check;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.quorate.conformance.check.Divergence.Difference;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What an event claims against what the specification has.
 *
 * @param exact whether the messages of a step can be told from an empty network
 */
record StepComparison(Specification specification, TraceHeader header, boolean exact) {
    /** The name of the difference that is not in a row. */
    static final String SENT = "sent";

    private static final Comparator<Iterable<Value>> ARGUMENTS = Comparators.lexicographical(Value.ORDER);

    /** Compares exactly where nothing but a step's own messages can decide what it sends. */
    static StepComparison of(Specification specification, TraceHeader header) {
        return new StepComparison(
                specification, header, specification.networkReader().isEmpty());
    }

    /** What of this was never sent before, each once. */
    static ImmutableList<Value> news(State before, Collection<Value> sent) {
        Set<Value> news = new LinkedHashSet<>();
        for (Value message : sent) {
            if (!before.has(message)) {
                news.add(message);
            }
        }
        return ImmutableList.copyOf(news);
    }

    private static final String UNSAID = " (not in the line, so claimed unchanged)";

    /** The action that an event names. @throws TraceException if its names are not the specification's */
    ActionShape shape(String file, TraceEvent event) throws TraceException {
        ActionShape action = specification.actions().get(event.action());
        if (action == null) {
            throw new TraceException(
                    file,
                    event.line(),
                    "action",
                    "\"" + event.action() + "\" is not an action of " + header.specification()
                            + ", whose next-state relation has "
                            + String.join(", ", specification.actions().keySet()));
        }
        for (String param : action.params()) {
            if (!event.params().containsKey(param) && !header.isUnobserved(action.name(), param)) {
                throw new TraceException(file, event.line(), "params." + param, "missing; it is " + signature(action));
            }
        }
        for (String param : event.params().keySet()) {
            if (!action.params().contains(param)) {
                throw new TraceException(
                        file, event.line(), "params." + param, "no such parameter; it is " + signature(action));
            }
        }
        for (String variable : event.state().keySet()) {
            checkVariable(file, event, variable);
        }
        return action;
    }

    private static String signature(ActionShape action) {
        return action.name() + "(" + String.join(", ", action.params()) + ")";
    }

    private void checkVariable(String file, TraceEvent event, String variable) throws TraceException {
        if (variable.equals(header.network())) {
            throw new TraceException(file, event.line(), "state." + variable, "messages belong into \"sent\"");
        }
        if (!specification.variables().contains(variable)) {
            throw new TraceException(file, event.line(), "state." + variable, noSuchVariable(header, specification));
        }
    }

    /** A line can claim rows only. @throws TraceException if it claims a variable that has none */
    void checkRows(String file, TraceEvent event, State before) throws TraceException {
        for (String variable : event.state().keySet()) {
            if (!before.hasRow(variable, event.node())) {
                throw new TraceException(
                        file, event.line(), "state." + variable, "has no row of " + event.node() + " to claim");
            }
        }
    }

    static String noSuchVariable(TraceHeader header, Specification specification) {
        return "no such variable; " + header.specification() + " has " + String.join(", ", specification.variables());
    }

    /**
     * A state to which the event's action may lead.
     *
     * @param sent what the action sends on the way
     * @param differences between this and what the event claims
     */
    record Destination(State state, ImmutableList<Value> sent, ImmutableList<Difference> differences) {}

    /** Whether the step is one of another node than the line says. */
    boolean isOfAnotherNode(ActionShape action, TraceEvent event) {
        Value actor = action.actor().map(name -> event.params().get(name)).orElse(null);
        return actor != null
                && !(actor instanceof Value.Str name && name.value().equals(event.node()));
    }

    /** The state in which an action is evaluated, so that what it sends can be told. */
    State start(State before) {
        return exact ? before.withEmptyNetwork() : before;
    }

    /** Every choice of arguments of an action, in an order that is the same whatever evaluates the specification. */
    ImmutableList<ImmutableMap<String, Value>> instances(State before, String action) throws SpecificationException {
        return ImmutableList.sortedCopyOf(
                Comparator.comparing(ImmutableMap::values, ARGUMENTS), specification.instances(before, action));
    }

    /** Where the event's action may lead; nowhere if it is not enabled. */
    ImmutableList<Destination> destinations(State before, TraceEvent event) throws SpecificationException {
        State from = start(before);
        ImmutableList.Builder<Destination> destinations = ImmutableList.builder();
        for (State successor : specification.successors(from, event.action(), event.params())) {
            if (!exact && !from.sentSince(successor).isEmpty()) {
                throw new SpecificationException(
                        "it takes messages out of " + header.network() + ", which must hold everything ever sent");
            }
            List<Difference> differences = new ArrayList<>();
            if (!successor.isSeenToBe(before, event.node(), event.state())) {
                compareAllRows(before, successor, event, differences);
            }
            ImmutableList<Value> sent = successor.sentSince(from);
            if (!header.isSentUnobserved(event.action())) {
                compareSent(sent, event, before, differences);
            }
            destinations.add(new Destination(successor, sent, ImmutableList.copyOf(differences)));
        }
        return destinations.build();
    }

    private void compareAllRows(State before, State successor, TraceEvent event, List<Difference> differences) {
        for (String variable : specification.variables()) {
            if (!variable.equals(header.network())) {
                compareRows(variable, before, successor, event, differences);
            }
        }
    }

    private void compareRows(
            String variable, State before, State successor, TraceEvent event, List<Difference> differences) {
        Optional<Value> claimed = Optional.ofNullable(event.state().get(variable));
        boolean changes = !successor.agrees(variable, before);
        if (claimed.isEmpty() && !changes) {
            return;
        }
        boolean othersToo = changes && !before.agreesElsewhere(variable, successor, event.node());
        for (String node : othersToo ? header.nodes() : ImmutableSet.of(event.node())) {
            Optional<Value> was = before.row(variable, node);
            Optional<Value> allowed = successor.row(variable, node);
            Optional<Value> observed = node.equals(event.node()) ? claimed.or(() -> was) : was;
            boolean unobserved = claimed.isEmpty()
                    && node.equals(event.node())
                    && header.unobserved().contains(variable);
            if (!unobserved && !allowed.equals(observed)) {
                String suffix = node.equals(event.node()) && claimed.isEmpty()
                        ? UNSAID
                        : node.equals(event.node()) ? "" : " (a step of " + event.node() + " leaves it alone)";
                differences.add(new Difference(
                        variable + "[\"" + node + "\"]",
                        text(allowed),
                        text(observed) + suffix,
                        text(was),
                        Optional.empty()));
            }
        }
    }

    private static String text(Optional<Value> value) {
        return value.map(Value::toString).orElse("nothing");
    }

    /** Most often they stand in the same order. */
    private static boolean haveSame(ImmutableList<Value> sent, ImmutableList<Value> added) {
        for (int n = 0; n < sent.size(); n++) {
            if (!sent.get(n).equals(added.get(n))) {
                return sent.containsAll(added);
            }
        }
        return true;
    }

    private void compareSent(ImmutableList<Value> added, TraceEvent event, State before, List<Difference> differences) {
        if (exact && added.size() == event.sent().size() && haveSame(event.sent(), added)) {
            return; // as many messages, and all of them: none was sent twice
        }
        Predicate<Value> counts = exact ? m -> true : m -> !before.has(m);
        ImmutableList<Value> counted = event.sent().stream().filter(counts).collect(ImmutableList.toImmutableList());
        Set<Value> allowed = new LinkedHashSet<>(added);
        Set<Value> observed = new LinkedHashSet<>(counted);
        if (!observed.equals(allowed)) {
            differences.add(
                    new Difference(SENT, onlyIn(allowed, observed), onlyIn(observed, allowed), "", Optional.empty()));
        } else if (observed.size() != counted.size()) {
            differences.add(
                    new Difference(SENT, "each message once", "one of them twice: " + counted, "", Optional.empty()));
        }
    }

    /** What one step sends and the other does not; what both send is only counted. */
    private static String onlyIn(Set<Value> these, Set<Value> others) {
        Set<Value> only = Sets.difference(these, others);
        int both = Sets.intersection(these, others).size();
        String list = only.isEmpty()
                ? "nothing"
                : only.stream().sorted(Value.ORDER).map(Value::toString).collect(Collectors.joining(", "));
        return both == 0 ? list : list + (only.isEmpty() ? " more" : "") + " (and " + both + " that both send)";
    }
}
