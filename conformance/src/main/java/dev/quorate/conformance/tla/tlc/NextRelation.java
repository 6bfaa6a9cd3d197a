package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.tlc.CallSite.Bound;
import java.util.LinkedHashMap;
import java.util.Map;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.ToolGlobals;

/**
 * The actions of a next-state relation: it is walked through disjunctions, quantifiers, and definitions that are
 * nothing but those, down to the calls of operators. Those are the actions, and their names are what a trace says.
 */
final class NextRelation {
    private static final ImmutableSet<Integer> CHOICES =
            ImmutableSet.of(ToolGlobals.OPCODE_dl, ToolGlobals.OPCODE_lor, ToolGlobals.OPCODE_be);

    private final Map<String, CallSite> actions = new LinkedHashMap<>();
    private final SourceText text;

    private NextRelation(SourceText text) {
        this.text = text;
    }

    static ImmutableMap<String, CallSite> actions(SemanticNode next, SourceText text) throws SpecificationException {
        NextRelation relation = new NextRelation(text);
        relation.walk(next, ImmutableList.of());
        return ImmutableMap.copyOf(relation.actions);
    }

    private void walk(SemanticNode node, ImmutableList<Bound> bounds) throws SpecificationException {
        if (CHOICES.contains(Tree.opcode(node))) {
            OpApplNode choice = (OpApplNode) node;
            ImmutableList<Bound> inner = withQuantifiers(choice, bounds);
            for (SemanticNode disjunct : choice.getArgs()) {
                walk(disjunct, inner);
            }
        } else if (Tree.isCall(node)) {
            OpApplNode call = (OpApplNode) node;
            OpDefNode definition = Tree.definition(call);
            if (call.getArgs().length == 0 && isGroup(definition.getBody())) {
                walk(definition.getBody(), bounds);
            } else {
                add(new CallSite(definition, ImmutableList.copyOf(call.getArgs()), bounds), node);
            }
        }
        // Anything else, as "UNCHANGED vars", is a step without a name: no trace can claim it.
    }

    private static boolean isGroup(SemanticNode body) {
        return CHOICES.contains(Tree.opcode(body)) || Tree.isCall(body);
    }

    private ImmutableList<Bound> withQuantifiers(OpApplNode choice, ImmutableList<Bound> bounds)
            throws SpecificationException {
        if (choice.getBdedQuantSymbolLists() == null) {
            return bounds;
        }
        if (Tree.bindsTuples(choice)) {
            throw new SpecificationException(text.of(choice).place()
                    + ": the next-state relation must quantify over symbols, not over tuples of them");
        }
        ImmutableList.Builder<Bound> all = ImmutableList.<Bound>builder().addAll(bounds);
        for (FormalParamNode symbol : Tree.symbols(choice)) {
            all.add(new Bound(symbol, Tree.range(choice, symbol)));
        }
        return all.build();
    }

    private void add(CallSite site, SemanticNode node) throws SpecificationException {
        if (!site.isPlain()) {
            throw new SpecificationException(text.of(node).place() + ": the arguments of " + site.name()
                    + " must be just the symbols that the next-state relation quantifies over: "
                    + text.of(node).text());
        }
        if (actions.putIfAbsent(site.name(), site) != null) {
            throw new SpecificationException(
                    text.of(node).place() + ": " + site.name() + " stands in the next-state relation twice");
        }
    }
}
