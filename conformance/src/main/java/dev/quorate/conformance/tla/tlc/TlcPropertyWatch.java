package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.tla.PropertyWatch;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;

/**
 * The watch over TLC's evaluator. An invariant is taken apart at its conjunctions; a part is evaluated again only
 * where a variable that it reads has changed. A part {@code \A m, n \in messages : P} of which only the messages have
 * grown is evaluated only for the new ones ({@link OverMessages}).
 */
final class TlcPropertyWatch implements PropertyWatch {
    /** A conjunct of an invariant, and the shorter way to evaluate it where only the messages have grown. */
    private record Part(
            String invariant,
            SemanticNode top,
            SemanticNode formula,
            ImmutableSet<String> reads,
            Optional<OverMessages> overMessages) {}

    private final Tool tool;
    private final Evaluator evaluator;
    private final SourceText text;
    private final String network;
    private final ImmutableSet<String> variables;
    private final List<Part> parts = new ArrayList<>();

    TlcPropertyWatch(Tool tool, Evaluator evaluator, SourceText text, String network, ImmutableSet<String> variables) {
        this.tool = tool;
        this.evaluator = evaluator;
        this.text = text;
        this.network = network;
        this.variables = variables;
        Action[] invariants = tool.getInvariants();
        for (int n = 0; n < invariants.length; n++) {
            takeApart(tool.getInvNames()[n], invariants[n].pred, invariants[n].pred);
        }
    }

    private void takeApart(String name, SemanticNode top, SemanticNode node) {
        int opcode = Tree.opcode(node);
        if (opcode == ToolGlobals.OPCODE_cl || opcode == ToolGlobals.OPCODE_land) {
            Tree.parts(node).forEach(part -> takeApart(name, top, part));
        } else if (Tree.isZeroArityCall(node)) {
            takeApart(name, top, Tree.definition((OpApplNode) node).getBody());
        } else {
            parts.add(new Part(
                    name, top, node, ImmutableSet.copyOf(Tree.reads(node)), OverMessages.of(node, network, evaluator)));
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
    public Optional<Violation> start(State initial) throws SpecificationException {
        TLCState state = ((TlcState) initial).tlc();
        Action[] properties = tool.getImpliedInits();
        for (int n = 0; n < properties.length; n++) {
            Action property = properties[n];
            if (!evaluator.at(property.pred, () -> tool.isValid(property, state))) {
                return Optional.of(
                        violation(tool.getImpliedInitNames()[n], property.pred, property.pred, state, state));
            }
        }
        return invariants(initial, variables, ImmutableList.of());
    }

    @Override
    public Optional<Violation> step(State before, State after, ImmutableList<Value> sent)
            throws SpecificationException {
        ImmutableSet<String> changed = variables.stream()
                .filter(v -> v.equals(network) ? !sent.isEmpty() : !before.agrees(v, after))
                .collect(ImmutableSet.toImmutableSet());
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Violation> violation = stepProperties((TlcState) before, (TlcState) after);
        return violation.isPresent() ? violation : invariants(after, changed, sent);
    }

    private Optional<Violation> stepProperties(TlcState before, TlcState after) throws SpecificationException {
        Action[] properties = tool.getImpliedActions();
        for (int n = 0; n < properties.length; n++) {
            Action property = properties[n];
            if (!evaluator.at(property.pred, () -> tool.isValid(property, before.tlc(), after.tlc()))) {
                return Optional.of(violation(
                        tool.getImpliedActNames()[n], property.pred, property.pred, before.tlc(), after.tlc()));
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> invariants(State state, ImmutableSet<String> changed, ImmutableList<Value> sent)
            throws SpecificationException {
        TLCState tlc = ((TlcState) state).tlc();
        ImmutableList<tlc2.value.impl.Value> news =
                sent.stream().map(TlcValues::toTlc).collect(ImmutableList.toImmutableList());
        for (Part part : parts) {
            boolean rowsChanged = part.reads.stream().anyMatch(v -> !v.equals(network) && changed.contains(v));
            boolean holds = true;
            if (part.overMessages.isPresent() && !rowsChanged) {
                holds = part.overMessages.get().holdsFor(news, tlc);
            } else if (rowsChanged || (part.reads.contains(network) && changed.contains(network))) {
                holds = evaluator.holds(part.formula, Context.Empty, tlc, tlc);
                part.overMessages.ifPresent(over -> over.learn(news));
            }
            if (!holds) {
                return Optional.of(violation(part.invariant, part.top, part.formula, tlc, tlc));
            }
        }
        return Optional.empty();
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
