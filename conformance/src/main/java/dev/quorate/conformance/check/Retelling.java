package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Ordering;
import dev.quorate.conformance.tla.ErrorTrace;
import dev.quorate.conformance.tla.ErrorTrace.PrintedState;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.Value;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The states that TLC printed, retold as steps of a specification. TLC does not say with which parameters an action
 * was taken; here every instance of every action is tried, until one leads to the state that was printed.
 */
public final class Retelling {
    private static final String USUAL_NETWORK = "messages";

    private final ErrorTrace trace;
    private final TraceHeader header;
    private final Specification specification;
    private final boolean exact;

    private Retelling(ErrorTrace trace, TraceHeader header, Specification specification) {
        this.trace = trace;
        this.header = header;
        this.specification = specification;
        this.exact = specification.networkReader().isEmpty();
    }

    /**
     * A trace's header, and a line for each step.
     *
     * @param constants of the specification
     * @param sha256 of the specification's text
     * @throws SpecificationException if the states are not a behaviour of the specification, or none that a trace can
     *     tell
     */
    public static Retold of(
            ErrorTrace trace,
            ImmutableMap<String, Value> constants,
            Optional<String> violates,
            String sha256,
            SpecificationShelf shelf)
            throws SpecificationException {
        String name = shelf.module().getFileName().toString().replace(".tla", "");
        ImmutableSet<String> nodes = nodes(trace, constants);
        ImmutableMap<String, ImmutableMap<String, Value>> init = Maps.toMap(nodes, node -> ImmutableMap.of());
        TraceHeader header = new TraceHeader(
                name,
                sha256,
                constants,
                init,
                network(trace, nodes, name, constants, shelf),
                violates,
                ImmutableMap.of());
        return new Retelling(trace, header, shelf.forTrace(header)).retold();
    }

    /**
     * A retold trace.
     *
     * @param states the same as those that TLC printed, with names and fields in the order of the specification
     */
    public record Retold(TraceHeader header, ImmutableList<TraceEvent> events, ErrorTrace states) {}

    private static boolean isFunctionOf(ImmutableSet<String> nodes, Value value) {
        return value instanceof Value.Rec rec && rec.fields().keySet().equals(nodes);
    }

    /** The nodes: of the constants that are sets of names, the one that most variables are functions of. */
    private static ImmutableSet<String> nodes(ErrorTrace trace, ImmutableMap<String, Value> constants)
            throws SpecificationException {
        ImmutableMap<String, Value> variables = trace.states().get(0).variables();
        return constants.values().stream()
                .map(Retelling::names)
                .filter(names -> variables.values().stream().anyMatch(value -> isFunctionOf(names, value)))
                .max(Comparator.comparingLong(names -> variables.values().stream()
                        .filter(value -> isFunctionOf(names, value))
                        .count()))
                .orElseThrow(() -> new SpecificationException(
                        "none of the constants is the set of nodes that the variables are functions of"));
    }

    private static ImmutableSet<String> names(Value value) {
        return value instanceof Value.SetOf set && set.elements().stream().allMatch(Value.Str.class::isInstance)
                ? set.elements().stream()
                        .map(name -> ((Value.Str) name).value())
                        .collect(ImmutableSet.toImmutableSet())
                : ImmutableSet.of();
    }

    /**
     * The variable that holds the messages. No module declares which one it is: it is a set and no function of nodes,
     * and an action takes a parameter from it. If several are, or none, the usual name decides.
     */
    private static String network(
            ErrorTrace trace,
            ImmutableSet<String> nodes,
            String name,
            ImmutableMap<String, Value> constants,
            SpecificationShelf shelf)
            throws SpecificationException {
        List<String> sets = trace.states().get(0).variables().entrySet().stream()
                .filter(variable -> variable.getValue() instanceof Value.SetOf)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(variable -> !variable.equals(USUAL_NETWORK)))
                .toList();
        for (String set : sets) {
            TraceHeader guess = new TraceHeader(
                    name,
                    "",
                    constants,
                    Maps.toMap(nodes, node -> ImmutableMap.of()),
                    set,
                    Optional.empty(),
                    ImmutableMap.of());
            if (shelf.forTrace(guess).actions().values().stream()
                    .anyMatch(action -> !action.received().isEmpty())) {
                return set;
            }
        }
        return sets.stream()
                .findFirst()
                .orElseThrow(() -> new SpecificationException("none of its variables is a set of messages"));
    }

    private Retold retold() throws SpecificationException {
        ImmutableMap<String, ImmutableMap<String, Value>> init = init();
        State state = specification.initialState(init);
        Map<String, Long> steps = new HashMap<>();
        ImmutableList.Builder<TraceEvent> events = ImmutableList.builder();
        ImmutableList.Builder<PrintedState> states =
                ImmutableList.<PrintedState>builder().add(inOrder("", state));
        for (int n = 1; n < trace.states().size(); n++) {
            Found found = found(state, trace.states().get(n), n);
            events.add(event(state, found, steps));
            state = found.after;
            states.add(inOrder(found.action, state));
        }
        if (trace.again().isPresent()
                && trace.again().getAsInt() < trace.states().size()) {
            Found back = found(
                    state,
                    trace.states().get(trace.again().getAsInt() - 1),
                    trace.states().size());
            events.add(event(state, back, steps));
        }
        TraceHeader complete = new TraceHeader(
                header.specification(),
                header.sha256(),
                header.constants(),
                init,
                header.network(),
                header.violates(),
                header.extras());
        return new Retold(complete, events.build(), new ErrorTrace(states.build(), trace.again()));
    }

    private PrintedState inOrder(String action, State state) {
        return new PrintedState(action, Maps.toMap(specification.variables(), state::value));
    }

    /** The rows that tell the first state from other initial states: as few variables as do. */
    private ImmutableMap<String, ImmutableMap<String, Value>> init() throws SpecificationException {
        ImmutableMap<String, Value> first = trace.states().get(0).variables();
        ImmutableSet<String> functions = specification.variables().stream()
                .filter(variable -> first.containsKey(variable) && isFunctionOf(header.nodes(), first.get(variable)))
                .collect(ImmutableSet.toImmutableSet());
        Set<ImmutableSet<String>> attempts = new LinkedHashSet<>();
        attempts.add(ImmutableSet.of());
        functions.forEach(variable -> attempts.add(ImmutableSet.of(variable)));
        attempts.add(functions);
        for (ImmutableSet<String> chosen : attempts) {
            ImmutableMap<String, ImmutableMap<String, Value>> init =
                    ImmutableMap.copyOf(Maps.asMap(header.nodes(), node -> rows(first, chosen, node)));
            if (isInitial(init, first)) {
                return init;
            }
        }
        throw new SpecificationException(
                "the first state is no initial state of " + header.specification() + " that a trace can name");
    }

    private static ImmutableMap<String, Value> rows(
            ImmutableMap<String, Value> state, ImmutableSet<String> variables, String node) {
        return ImmutableMap.copyOf(Maps.asMap(
                variables,
                variable -> ((Value.Rec) state.get(variable)).fields().get(node)));
    }

    /** What TLC cannot evaluate, as too large a choice of initial states, names no state. */
    private boolean isInitial(
            ImmutableMap<String, ImmutableMap<String, Value>> init, ImmutableMap<String, Value> first) {
        try {
            return isSame(specification.initialState(init), first);
        } catch (SpecificationException e) {
            return false;
        }
    }

    private boolean isSame(State state, ImmutableMap<String, Value> printed) {
        return specification.variables().stream()
                .allMatch(variable -> state.value(variable).equals(printed.get(variable)));
    }

    /** A step that was found, and where it leads. */
    private record Found(String action, ImmutableMap<String, Value> arguments, State after) {}

    private Found found(State before, PrintedState printed, int number) throws SpecificationException {
        // The action that TLC names is tried first; of some it knows only that they are steps.
        for (String action : Ordering.natural()
                .onResultOf((String name) -> !name.equals(printed.action()))
                .sortedCopy(specification.actions().keySet())) {
            Optional<Found> found = found(before, action, printed.variables());
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new SpecificationException(
                "no action of " + header.specification() + " leads from state " + number + " to the one after it");
    }

    private Optional<Found> found(State before, String action, ImmutableMap<String, Value> printed) {
        try {
            for (ImmutableMap<String, Value> arguments : specification.instances(before, action)) {
                for (State after : specification.successors(before, action, arguments)) {
                    if (isSame(after, printed)) {
                        return Optional.of(new Found(action, arguments, after));
                    }
                }
            }
        } catch (SpecificationException e) {
            return Optional.empty(); // TLC took no step by what it cannot evaluate
        }
        return Optional.empty();
    }

    private TraceEvent event(State before, Found found, Map<String, Long> steps) throws SpecificationException {
        String node = actor(before, found);
        ImmutableMap.Builder<String, Value> changed = ImmutableMap.builder();
        for (String variable : specification.variables()) {
            Optional<Value> row = found.after.row(variable, node);
            if (row.isPresent() && !row.equals(before.row(variable, node))) {
                changed.put(variable, row.get());
            }
        }
        return new TraceEvent(
                0,
                steps.merge(node, 1L, Long::sum),
                node,
                0,
                found.action,
                found.arguments,
                changed.buildOrThrow(),
                sent(before, found));
    }

    /** Who took a step: whom its parameter names; without one, the only node whose rows it changed. */
    private String actor(State before, Found found) throws SpecificationException {
        Optional<String> parameter = specification.actions().get(found.action).actor();
        if (parameter.isPresent() && found.arguments.get(parameter.get()) instanceof Value.Str named) {
            return named.value();
        }
        List<String> changed = header.nodes().stream()
                .filter(node -> specification.variables().stream()
                        .anyMatch(variable -> !before.row(variable, node).equals(found.after.row(variable, node))))
                .toList();
        if (changed.size() > 1) {
            throw new SpecificationException(found.action + " changes rows of several nodes at once: "
                    + String.join(", ", changed) + "; a line of a trace is the step of one");
        }
        return changed.isEmpty() ? header.nodes().asList().get(0) : changed.get(0);
    }

    /** Every message of the step: those too, where the action allows to tell, that had been sent before. */
    private ImmutableList<Value> sent(State before, Found found) throws SpecificationException {
        if (!exact) {
            return found.after.sentSince(before);
        }
        State empty = before.withEmptyNetwork();
        return specification.successors(empty, found.action, found.arguments).stream()
                .filter(alone -> specification.variables().stream()
                        .allMatch(v -> v.equals(header.network()) || alone.agrees(v, found.after)))
                .map(alone -> alone.sentSince(empty))
                .findFirst()
                .orElseThrow(() -> new SpecificationException(found.action + " depends on what was sent"));
    }
}
