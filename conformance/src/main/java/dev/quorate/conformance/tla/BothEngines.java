package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks both engines everything, and lets no difference between their answers pass ({@link EnginesDisagree}). */
final class BothEngines implements Specification {
    private final Specification compiled;
    private final Specification reference;

    BothEngines(Specification compiled, Specification reference) {
        this.compiled = compiled;
        this.reference = reference;
    }

    /** A question to one engine. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Specification engine, int which) throws SpecificationException;
    }

    /**
     * The two answers. An error must be one in the same place; its words may differ, as TLC speaks of records and
     * functions in two ways, and a trace does not tell them apart.
     */
    private <T> List<T> ask(String what, Question<T> question) throws SpecificationException {
        List<T> answers = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        SpecificationException thrown = null;
        for (Specification engine : List.of(compiled, reference)) {
            try {
                answers.add(question.ask(engine, answers.size() + errors.size()));
            } catch (SpecificationException e) {
                errors.add(e.getMessage());
                thrown = e;
            }
        }
        if (errors.size() == 1) {
            boolean first = thrown != null && answers.size() == 1;
            throw new EnginesDisagree(what, first ? answers.get(0) : errors.get(0), errors.get(0));
        } else if (thrown != null && !place(errors.get(0)).equals(place(errors.get(1)))) {
            throw new EnginesDisagree(what, errors.get(0), errors.get(1));
        } else if (thrown != null) {
            throw thrown;
        }
        return answers;
    }

    private static String place(String error) {
        return error.replaceFirst(": TLC cannot evaluate this.*", "");
    }

    private <T> T same(String what, Question<T> question) throws SpecificationException {
        List<T> answers = ask(what, question);
        if (!answers.get(0).equals(answers.get(1))) {
            throw new EnginesDisagree(what, answers.get(0), answers.get(1));
        }
        return answers.get(0);
    }

    /** The same state, as each of the engines has it. */
    private record Pair(State compiled, State reference) implements State {
        State of(int which) {
            return which == 0 ? compiled : reference;
        }

        @Override
        public Value value(String variable) {
            return same("the value of " + variable, compiled.value(variable), reference.value(variable));
        }

        @Override
        public Optional<Value> row(String variable, String node) {
            return same(
                    "the row of " + node + " in " + variable,
                    compiled.row(variable, node),
                    reference.row(variable, node));
        }

        @Override
        public boolean hasRow(String variable, String node) {
            return same(
                    "whether " + variable + " has a row of " + node,
                    compiled.hasRow(variable, node),
                    reference.hasRow(variable, node));
        }

        @Override
        public boolean agrees(String variable, State other) {
            return same(
                    "whether " + variable + " is the same in two states",
                    compiled.agrees(variable, ((Pair) other).compiled),
                    reference.agrees(variable, ((Pair) other).reference));
        }

        @Override
        public boolean agreesElsewhere(String variable, State other, String node) {
            return same(
                    "whether " + variable + " is the same elsewhere in two states",
                    compiled.agreesElsewhere(variable, ((Pair) other).compiled, node),
                    reference.agreesElsewhere(variable, ((Pair) other).reference, node));
        }

        @Override
        public boolean has(Value message) {
            return same("whether " + message + " was sent", compiled.has(message), reference.has(message));
        }

        @Override
        public ImmutableList<Value> sentSince(State before) {
            ImmutableList<Value> sent = compiled.sentSince(((Pair) before).compiled);
            same("what was sent", Value.set(sent), Value.set(reference.sentSince(((Pair) before).reference)));
            return sent;
        }

        @Override
        public State withEmptyNetwork() {
            return new Pair(compiled.withEmptyNetwork(), reference.withEmptyNetwork());
        }

        @Override
        public State withNetworkOf(State other, Collection<Value> added) throws SpecificationException {
            return new Pair(
                    compiled.withNetworkOf(((Pair) other).compiled, added),
                    reference.withNetworkOf(((Pair) other).reference, added));
        }

        private static <T> T same(String what, T a, T b) {
            if (!a.equals(b)) {
                throw new EnginesDisagree(what, a, b);
            }
            return a;
        }
    }

    private static State of(State pair, int which) {
        return ((Pair) pair).of(which);
    }

    @Override
    public ImmutableSet<String> variables() {
        return compiled.variables();
    }

    @Override
    public ImmutableMap<String, ActionShape> actions() {
        return compiled.actions();
    }

    @Override
    public ImmutableMap<String, Source> uncompiled() {
        return compiled.uncompiled();
    }

    @Override
    public Coverage coverage() {
        return compiled.coverage();
    }

    @Override
    public Optional<Source> networkReader() {
        return compiled.networkReader();
    }

    @Override
    public Optional<Source> otherRows() {
        return compiled.otherRows();
    }

    @Override
    public BehaviourText text() throws SpecificationException {
        return compiled.text();
    }

    @Override
    public State initialState(Map<String, ? extends Map<String, Value>> choices) throws SpecificationException {
        List<State> states = ask("the initial state", (engine, n) -> engine.initialState(choices));
        return paired("the initial state", states.get(0), ImmutableList.of(states.get(1)));
    }

    /** A state with the one of the reference's that has the same values. */
    private Pair paired(String what, State state, Collection<State> others) {
        for (State other : others) {
            if (variables().stream().allMatch(v -> state.value(v).equals(other.value(v)))) {
                return new Pair(state, other);
            }
        }
        throw new EnginesDisagree(
                what, text(state), others.stream().map(this::text).toList());
    }

    private String text(State state) {
        StringBuilder text = new StringBuilder();
        variables().forEach(v -> text.append(text.isEmpty() ? "" : ", ")
                .append(v)
                .append(" = ")
                .append(state.value(v)));
        return text.toString();
    }

    @Override
    public ImmutableList<State> successors(State before, String action, Map<String, Value> arguments)
            throws SpecificationException {
        String what = "where " + action + arguments + " leads";
        List<ImmutableList<State>> found =
                ask(what, (engine, n) -> engine.successors(of(before, n), action, arguments));
        if (found.get(0).size() != found.get(1).size()) {
            throw new EnginesDisagree(
                    what, found.get(0).size() + " states", found.get(1).size() + " states");
        }
        for (State other : found.get(1)) {
            paired(what, other, found.get(0));
        }
        return found.get(0).stream()
                .map(state -> paired(what, state, found.get(1)))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<ImmutableMap<String, Value>> instances(State before, String action)
            throws SpecificationException {
        List<ImmutableList<ImmutableMap<String, Value>>> found =
                ask("the instances of " + action, (engine, n) -> engine.instances(of(before, n), action));
        if (!ImmutableSet.copyOf(found.get(0)).equals(ImmutableSet.copyOf(found.get(1)))) {
            throw new EnginesDisagree("the instances of " + action, found.get(0), found.get(1));
        }
        return found.get(0);
    }

    @Override
    public ImmutableList<Clause> falseGuards(State before, String action, Map<String, Value> arguments)
            throws SpecificationException {
        return same("the guards of " + action, (engine, n) -> engine.falseGuards(of(before, n), action, arguments));
    }

    @Override
    public Optional<Clause> assignment(State before, String action, Map<String, Value> arguments, String variable)
            throws SpecificationException {
        return same(
                "what sets " + variable, (engine, n) -> engine.assignment(of(before, n), action, arguments, variable));
    }

    @Override
    public PropertyWatch watch() throws SpecificationException {
        List<PropertyWatch> watches = List.of(compiled.watch(), reference.watch());
        return new PropertyWatch() {
            @Override
            public ImmutableList<String> properties() {
                return watches.get(0).properties();
            }

            @Override
            public ImmutableList<String> unchecked() {
                return watches.get(0).unchecked();
            }

            @Override
            public ImmutableList<Violation> start(State initial) throws SpecificationException {
                return same("the initial state", (engine, n) -> watches.get(n).start(of(initial, n)));
            }

            @Override
            public ImmutableList<Violation> step(State before, State after, ImmutableList<Value> sent)
                    throws SpecificationException {
                return same("the properties of a step", (engine, n) -> watches.get(n)
                        .step(of(before, n), of(after, n), sent));
            }
        };
    }

    @Override
    public void close() {
        compiled.close();
        reference.close();
    }
}
