package dev.quorate.conformance.tla.tlc;

import dev.quorate.conformance.tla.tlc.CallSite.Bound;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.ToolGlobals;

/**
 * Whether an action touches only the rows of the node that one of its parameters names, and the network. A variable may
 * stand in {@code v[i]}, in {@code v' = [v EXCEPT ![i] = e]} and in {@code UNCHANGED v}, where i is the parameter, under
 * whatever name it is passed on. The network may stand anywhere else than in a condition ({@link NetworkUse}); as it
 * only grows, steps commute in it. What arguments there are is held to the same. Operators that are passed, instances of
 * other modules, and definitions that call themselves, must read no rows at all.
 */
final class OwnRow {
    private final String network;
    private final Set<OpDefNode> open = new HashSet<>();

    private OwnRow(String network) {
        this.network = network;
    }

    /** The first place at which an action does something else, or depends on something else for its arguments. */
    static Optional<SemanticNode> otherUse(CallSite site, String network) {
        Optional<FormalParamNode> actor = RowUse.actor(site.action());
        Set<SymbolNode> names = new HashSet<>(actor.stream().toList());
        for (Bound bound : site.bounds()) {
            if (actor.isPresent() && actor.get().equals(site.formalFor(bound.symbol()))) {
                names.add(bound.symbol());
            }
        }
        OwnRow own = new OwnRow(network);
        return Stream.of(
                        new NetworkUse(network).otherUse(site.action()).stream(),
                        site.bounds().stream()
                                .map(bound -> own.other(bound.range(), names))
                                .flatMap(Optional::stream),
                        own.other(site.action().getBody(), names).stream())
                .flatMap(places -> places)
                .findFirst();
    }

    /** @param names the parameter, and those for which it is passed */
    private Optional<SemanticNode> other(SemanticNode node, Set<SymbolNode> names) {
        if (Tree.isVariable(node)) {
            return Tree.isVariable(node, network) ? Optional.empty() : Optional.of(node);
        } else if (Tree.opcode(node) == ToolGlobals.OPCODE_unchanged) {
            return Optional.empty();
        } else if (node instanceof LetInNode let) {
            for (OpDefNode definition : let.getLets()) {
                Optional<SemanticNode> inside = other(definition.getBody(), names);
                if (inside.isPresent()) {
                    return inside;
                }
            }
            return other(let.getBody(), names);
        } else if (!(node instanceof OpApplNode)) {
            return readsRows(node) ? Optional.of(node) : Optional.empty(); // an operator that is passed, an instance
        }
        OpApplNode application = (OpApplNode) node;
        if (isOwnRow(application, names)) {
            return Optional.empty();
        } else if (isUpdate(application, names)) {
            return parts((OpApplNode) application.getArgs()[1], 1, names);
        } else if (Tree.isCall(application)) {
            return call(application, names);
        }
        return parts(application, 0, names);
    }

    private boolean readsRows(SemanticNode node) {
        return Tree.reads(node).stream().anyMatch(variable -> !variable.equals(network));
    }

    private Optional<SemanticNode> parts(OpApplNode node, int from, Set<SymbolNode> names) {
        return Tree.parts(node).stream()
                .skip(from)
                .map(part -> other(part, names))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** {@code v[i]} or {@code v'[i]}. */
    private static boolean isOwnRow(OpApplNode node, Set<SymbolNode> names) {
        return Tree.opcode(node) == ToolGlobals.OPCODE_fa
                && isVariableOrNext(node.getArgs()[0])
                && isNode(node.getArgs()[1], names);
    }

    private static boolean isVariableOrNext(SemanticNode node) {
        return Tree.isVariable(node)
                || (Tree.opcode(node) == ToolGlobals.OPCODE_prime && Tree.isVariable(((OpApplNode) node).getArgs()[0]));
    }

    private static boolean isNode(SemanticNode index, Set<SymbolNode> names) {
        return index instanceof OpApplNode symbol && names.contains(symbol.getOperator());
    }

    /** {@code v' = [v EXCEPT ![i] = e]}, with one change or several. */
    private static boolean isUpdate(OpApplNode node, Set<SymbolNode> names) {
        if (Tree.opcode(node) != ToolGlobals.OPCODE_eq
                || Tree.opcode(node.getArgs()[0]) != ToolGlobals.OPCODE_prime
                || Tree.opcode(node.getArgs()[1]) != ToolGlobals.OPCODE_exc) {
            return false;
        }
        OpApplNode except = (OpApplNode) node.getArgs()[1];
        SemanticNode variable = ((OpApplNode) node.getArgs()[0]).getArgs()[0];
        boolean ofItself = Tree.isVariable(variable)
                && Tree.isVariable(except.getArgs()[0])
                && ((OpApplNode) variable).getOperator().equals(((OpApplNode) except.getArgs()[0]).getOperator());
        for (int n = 1; ofItself && n < except.getArgs().length; n++) {
            OpApplNode path = (OpApplNode) ((OpApplNode) except.getArgs()[n]).getArgs()[0];
            ofItself = isNode(path.getArgs()[0], names);
        }
        return ofItself;
    }

    private Optional<SemanticNode> call(OpApplNode call, Set<SymbolNode> names) {
        OpDefNode definition = Tree.definition(call);
        Set<SymbolNode> inner = new HashSet<>(names);
        for (int n = 0; n < definition.getParams().length; n++) {
            if (isNode(call.getArgs()[n], names)) {
                inner.add(definition.getParams()[n]);
            }
        }
        Optional<SemanticNode> inArguments = parts(call, 0, names);
        if (inArguments.isPresent()) {
            return inArguments;
        } else if (!open.add(definition)) { // with whatever arguments it calls itself
            return readsRows(definition.getBody()) ? Optional.of(call) : Optional.empty();
        }
        Optional<SemanticNode> inside = other(definition.getBody(), inner);
        open.remove(definition);
        return inside;
    }
}
