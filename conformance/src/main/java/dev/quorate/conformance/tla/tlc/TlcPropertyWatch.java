package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.tla.PropertyWatch;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.TLCState;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;

/**
 * The watch over TLC's evaluator. An invariant is taken apart at its conjunctions; a part is evaluated again only
 * where a variable that it reads has changed. A part {@code \A m, n \in messages : P} of which only the messages have
 * grown is evaluated only for the new ones ({@link OverMessages}).
 */
final class TlcPropertyWatch implements PropertyWatch {
    /** A conjunct of an invariant, and the shorter way to evaluate it where only the messages have grown. */
    private record Part(Conjunct conjunct, ImmutableSet<String> reads, Optional<OverMessages> overMessages) {}

    private final Tool tool;
    private final Evaluator evaluator;
    private final SourceText text;
    private final String network;
    private final ImmutableSet<String> variables;
    private final Predicate<String> watched;
    private final List<Part> parts = new ArrayList<>();

    /** @param watched which of the invariants and properties of steps to watch, by name */
    TlcPropertyWatch(
            Tool tool,
            Evaluator evaluator,
            SourceText text,
            String network,
            ImmutableSet<String> variables,
            Predicate<String> watched) {
        this.tool = tool;
        this.evaluator = evaluator;
        this.text = text;
        this.network = network;
        this.variables = variables;
        this.watched = watched;
        for (Conjunct part : Conjunct.ofInvariants(tool)) {
            if (watched.test(part.invariant())) {
                parts.add(new Part(
                        part,
                        ImmutableSet.copyOf(Tree.reads(part.formula())),
                        OverMessages.of(part.formula(), network, evaluator)));
            }
        }
    }

    @Override
    public ImmutableList<String> properties() {
        return Stream.concat(Stream.of(tool.getInvNames()), Stream.of(tool.getImpliedActNames()))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> unchecked() {
        return ImmutableList.copyOf(tool.getImpliedTemporalNames());
    }

    @Override
    public ImmutableList<Violation> start(State initial) throws SpecificationException {
        TLCState state = ((TlcState) initial).tlc();
        return all(found -> {
            Action[] properties = tool.getImpliedInits();
            for (int n = 0; n < properties.length; n++) {
                Action property = properties[n];
                if (!evaluator.at(property.pred, () -> tool.isValid(property, state))) {
                    String name = tool.getImpliedInitNames()[n];
                    found.put(name, violation(name, property.pred, property.pred, state, state));
                }
            }
            invariants(initial, variables, initial.sentSince(initial.withEmptyNetwork()), found);
        });
    }

    @Override
    public ImmutableList<Violation> step(State before, State after, ImmutableList<Value> sent)
            throws SpecificationException {
        ImmutableSet<String> changed = variables.stream()
                .filter(v -> v.equals(network) ? !sent.isEmpty() : !before.agrees(v, after))
                .collect(ImmutableSet.toImmutableSet());
        if (changed.isEmpty()) {
            return ImmutableList.of();
        }
        return all(found -> {
            stepProperties((TlcState) before, (TlcState) after, found);
            invariants(after, changed, sent, found);
        });
    }

    /** All that a step or the state after it violates, whatever was evaluated before. */
    ImmutableList<Violation> violations(State before, State after) throws SpecificationException {
        return all(found -> {
            stepProperties((TlcState) before, (TlcState) after, found);
            TLCState state = ((TlcState) after).tlc();
            for (Part part : parts) {
                if (!found.containsKey(part.conjunct.invariant())
                        && !evaluator.holds(part.conjunct.formula(), Context.Empty, state, state)) {
                    add(part.conjunct, state, found);
                }
            }
        });
    }

    /** Adds violations by the property's name; of an invariant with several false parts, the first is enough. */
    @FunctionalInterface
    private interface Search {
        void into(Map<String, Violation> found) throws SpecificationException;
    }

    /** Where something is violated, what is evaluated after it need not make sense. */
    private static ImmutableList<Violation> all(Search search) throws SpecificationException {
        Map<String, Violation> found = new LinkedHashMap<>();
        try {
            search.into(found);
        } catch (SpecificationException e) {
            if (found.isEmpty()) {
                throw e;
            }
        }
        return ImmutableList.copyOf(found.values());
    }

    private void stepProperties(TlcState before, TlcState after, Map<String, Violation> found)
            throws SpecificationException {
        Action[] properties = tool.getImpliedActions();
        for (int n = 0; n < properties.length; n++) {
            Action property = properties[n];
            String name = tool.getImpliedActNames()[n];
            if (watched.test(name)
                    && !evaluator.at(property.pred, () -> tool.isValid(property, before.tlc(), after.tlc()))) {
                found.put(name, violation(name, property.pred, property.pred, before.tlc(), after.tlc()));
            }
        }
    }

    private void invariants(
            State state, ImmutableSet<String> changed, ImmutableList<Value> sent, Map<String, Violation> found)
            throws SpecificationException {
        TLCState tlc = ((TlcState) state).tlc();
        ImmutableList<tlc2.value.impl.Value> news =
                sent.stream().map(TlcValues::toTlc).collect(ImmutableList.toImmutableList());
        for (Part part : parts) {
            if (!found.containsKey(part.conjunct.invariant()) && !holds(part, tlc, changed, news)) {
                add(part.conjunct, tlc, found);
            }
        }
    }

    private void add(Conjunct broken, TLCState state, Map<String, Violation> found) throws SpecificationException {
        found.put(broken.invariant(), violation(broken.invariant(), broken.top(), broken.formula(), state, state));
    }

    private boolean holds(
            Part part, TLCState state, ImmutableSet<String> changed, ImmutableList<tlc2.value.impl.Value> news)
            throws SpecificationException {
        boolean rowsChanged = part.reads.stream().anyMatch(v -> !v.equals(network) && changed.contains(v));
        if (part.overMessages.isPresent() && !rowsChanged) {
            return part.overMessages.get().holdsFor(news, state);
        } else if (rowsChanged || (part.reads.contains(network) && changed.contains(network))) {
            part.overMessages.ifPresent(over -> over.learn(news));
            return evaluator.holds(part.conjunct.formula(), Context.Empty, state, state);
        }
        return true;
    }

    private Violation violation(String name, SemanticNode top, SemanticNode formula, TLCState before, TLCState after)
            throws SpecificationException {
        Explainer explainer = new Explainer(tool, evaluator, text, before, after);
        return new Violation(
                name,
                text.commentAbove(definitionNamed(name, top)),
                explainer.falsePart(formula, Context.Empty, ImmutableList.of()));
    }

    private SemanticNode definitionNamed(String name, SemanticNode otherwise) {
        return Stream.of(tool.getRootModule().getOpDefs())
                .filter(definition -> definition.getName().toString().equals(name))
                .<SemanticNode>map(definition -> definition)
                .findFirst()
                .orElse(otherwise);
    }
}
