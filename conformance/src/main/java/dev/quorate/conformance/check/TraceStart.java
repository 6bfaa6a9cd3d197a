package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.Value;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A header against the specification: its names, and the initial state that it means. */
record TraceStart(String file, TraceHeader header, Specification specification) {
    /** What the header leaves out must be something of the specification. @throws TraceException if it is not */
    void checkNames() throws TraceException {
        for (String name : header.unobserved()) {
            int dot = name.indexOf('.');
            ActionShape action = dot < 0 ? null : specification.actions().get(name.substring(0, dot));
            String part = name.substring(dot + 1);
            boolean known = dot < 0
                    ? specification.variables().contains(name)
                    : action != null && (action.params().contains(part) || part.equals(header.network()));
            if (!known) {
                throw new TraceException(
                        file,
                        1,
                        "unobserved",
                        "\"" + name + "\" is no variable and no Action.parameter of " + header.specification());
            }
        }
        for (String name : header.silent().keySet()) {
            if (!specification.actions().containsKey(name)) {
                throw new TraceException(file, 1, "silent." + name, "is not an action of " + header.specification());
            }
        }
    }

    State state() throws TraceException {
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
                        file, 1, "init." + node.getKey() + "." + variable, "missing; another one has it");
            }
        }
        try {
            return specification.initialState(header.init());
        } catch (SpecificationException e) {
            throw new TraceException(file, 1, e.blamed().orElse("init"), e.getMessage() + disagreement());
        }
    }

    private void checkChoice(String field, String variable) throws TraceException {
        if (variable.equals(header.network())) {
            throw new TraceException(file, 1, field, "no message is there before it was sent");
        } else if (!specification.variables().contains(variable)) {
            throw new TraceException(file, 1, field, StepComparison.noSuchVariable(header, specification));
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
}
