package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.BehaviourText;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.Coverage;
import dev.quorate.conformance.tla.PropertyWatch;
import dev.quorate.conformance.tla.Source;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.SpecificationRequest;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.tlc.CallSite;
import dev.quorate.conformance.tla.tlc.TlcSpecification;
import dev.quorate.conformance.trace.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A specification as compiled code. It says where actions lead and whether properties hold; for all that is asked once
 * in a trace, and for every evaluation of which the code is not certain ({@link HandOver}), it asks TLC's evaluator. So
 * an error of the specification is always TLC's, in TLC's words.
 *
 * <p>An action with a construct that is not compiled is evaluated by TLC's evaluator as a whole
 * ({@link #uncompiled()}).
 */
public final class CompiledSpecification implements Specification {
    private final TlcSpecification reference;
    private final Names names;
    private final Map<String, CompiledAction> actions = new LinkedHashMap<>();
    private final CompiledProperties properties;
    private final Map<String, Source> uncompiled = new LinkedHashMap<>();
    /** The actions that TLC's evaluator had to evaluate at least once. */
    private final Set<String> handedOver = new HashSet<>();

    /**
     * Compiles the module {@code Judge} of the work folder.
     *
     * @param work deleted when this is closed
     */
    public CompiledSpecification(SpecificationRequest request, Path work) throws SpecificationException {
        this.reference = new TlcSpecification(request, work);
        this.names = new Names(reference.tool(), reference.variables().asList(), request.network());
        for (CallSite site : reference.sites().values()) {
            try {
                actions.put(site.name(), new CompiledAction(this, site));
            } catch (Untranslatable e) {
                notCompiled(site.name(), e);
            }
        }
        this.properties = new CompiledProperties(this, reference.tool());
    }

    /** Remembers why something is not compiled: the place of the construct, and what it is. */
    void notCompiled(String what, Untranslatable why) {
        Source at = reference.source(why.node());
        uncompiled.put(what, new Source(at.module(), at.line(), at.column(), why.getMessage()));
    }

    TlcSpecification reference() {
        return reference;
    }

    Names names() {
        return names;
    }

    @Override
    public ImmutableSet<String> variables() {
        return reference.variables();
    }

    @Override
    public ImmutableMap<String, ActionShape> actions() {
        return reference.actions();
    }

    @Override
    public Optional<Source> networkReader() {
        return reference.networkReader();
    }

    @Override
    public Optional<Source> otherRows() {
        return reference.otherRows();
    }

    @Override
    public ImmutableMap<String, Source> uncompiled() {
        return ImmutableMap.copyOf(uncompiled);
    }

    @Override
    public Coverage coverage() {
        List<Coverage.Place> places = new ArrayList<>();
        actions.forEach((name, code) -> code.places().seen(name).forEach(places::add));
        return Coverage.of(places, Sets.union(Sets.difference(actions().keySet(), actions.keySet()), handedOver));
    }

    /** The same state for compiled code. */
    State compiled(State other) {
        ImmutableList<String> variables = names.variables();
        Value[] values = new Value[variables.size()];
        MessageSet network = MessageSet.EMPTY;
        for (int n = 0; n < values.length; n++) {
            Value value = other.value(variables.get(n));
            if (names.isNetwork(n)) {
                network = MessageSet.ofCompared(((Value.SetOf) value).elements());
            } else {
                values[n] = inOrder(value);
            }
        }
        return new CompiledState(this, values, network);
    }

    /** The same function with its rows in one order, so that rows of two variables can be told by their places. */
    private static Value inOrder(Value value) {
        return value instanceof Value.Rec rec ? Value.record(new TreeMap<>(rec.fields())) : value;
    }

    private static State reference(State state) throws SpecificationException {
        return ((CompiledState) state).reference();
    }

    @Override
    public BehaviourText text() throws SpecificationException {
        return reference.text();
    }

    @Override
    public State initialState(Map<String, ? extends Map<String, Value>> choices) throws SpecificationException {
        return compiled(reference.initialState(choices));
    }

    @Override
    public ImmutableList<State> successors(State before, String action, Map<String, Value> arguments)
            throws SpecificationException {
        CompiledAction code = actions.get(action);
        if (code != null) {
            try {
                return code.successors((CompiledState) before, arguments);
            } catch (HandOver e) { // TLC's evaluator has the last word
                handedOver.add(action);
            }
        }
        ImmutableList.Builder<State> successors = ImmutableList.builder();
        for (State successor : reference.successors(reference(before), action, arguments)) {
            successors.add(compiled(successor));
        }
        return successors.build();
    }

    @Override
    public ImmutableList<ImmutableMap<String, Value>> instances(State before, String action)
            throws SpecificationException {
        CompiledAction code = actions.get(action);
        if (code != null) {
            try {
                return code.instances((CompiledState) before);
            } catch (HandOver e) { // an infinite set, most likely, of which TLC says so
                handedOver.add(action);
            }
        }
        return reference.instances(reference(before), action);
    }

    @Override
    public ImmutableList<Clause> falseGuards(State before, String action, Map<String, Value> arguments)
            throws SpecificationException {
        return reference.falseGuards(reference(before), action, arguments);
    }

    @Override
    public Optional<Clause> assignment(State before, String action, Map<String, Value> arguments, String variable)
            throws SpecificationException {
        return reference.assignment(reference(before), action, arguments, variable);
    }

    @Override
    public PropertyWatch watch() {
        return new CompiledWatch(this, properties);
    }

    @Override
    public void close() {
        reference.close();
    }
}
