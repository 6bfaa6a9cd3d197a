package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.SetMultimap;
import java.util.Optional;
import java.util.stream.IntStream;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.ToolGlobals;

/**
 * Whether an action only ever adds to the network variable: it stands in {@code net' = net \cup E} and in
 * {@code UNCHANGED net}, as formulas that the step must satisfy, and nowhere else. Then what the action adds does not
 * depend on what is in the network, and the messages of a step can be compared exactly in an empty one. The same
 * formulas under a negation or in a condition ask what is in the network.
 */
final class NetworkUse {
    private final String network;
    /** The definitions that were looked into, and whether as formulas that the step must satisfy. */
    private final SetMultimap<SymbolNode, Boolean> seen = HashMultimap.create();

    NetworkUse(String network) {
        this.network = network;
    }

    /** The first place at which an action reads the network in another way. */
    Optional<SemanticNode> otherUse(OpDefNode action) {
        return reader(action.getBody(), true);
    }

    private Optional<SemanticNode> reader(SemanticNode node, boolean satisfied) {
        if (satisfied && (addsOnly(node) || keeps(node))) {
            return Optional.empty();
        }
        if (Tree.isVariable(node, network)) {
            return Optional.of(node);
        }
        if (Tree.symbol(node) instanceof OpDefNode definition
                && Tree.isDefinition(definition)
                && seen.put(definition, satisfied)) {
            Optional<SemanticNode> inside = reader(definition.getBody(), satisfied);
            if (inside.isPresent()) {
                return inside;
            }
        }
        ImmutableList<SemanticNode> parts = Tree.parts(node);
        return IntStream.range(0, parts.size())
                .mapToObj(n -> reader(parts.get(n), satisfied && mustHold(node, n)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether a step that satisfies a formula does so by satisfying this part of it, or another one like it. */
    private static boolean mustHold(SemanticNode formula, int part) {
        return switch (Tree.opcode(formula)) {
            case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land, ToolGlobals.OPCODE_dl, ToolGlobals.OPCODE_lor -> true;
            case ToolGlobals.OPCODE_be -> part == 0;
            case ToolGlobals.OPCODE_ite -> part > 0;
            case ToolGlobals.OPCODE_case -> true;
            case ToolGlobals.OPCODE_pair -> part == Tree.parts(formula).size() - 1;
            default -> formula instanceof LetInNode;
        };
    }

    /** {@code UNCHANGED v} or {@code UNCHANGED <<v, w>>}, definitions of such tuples included. */
    private static boolean keeps(SemanticNode node) {
        return Tree.opcode(node) == ToolGlobals.OPCODE_unchanged && isVariables(((OpApplNode) node).getArgs()[0]);
    }

    private static boolean isVariables(SemanticNode node) {
        return Tree.isVariable(node)
                || (Tree.opcode(node) == ToolGlobals.OPCODE_tup
                        && Tree.parts(node).stream().allMatch(NetworkUse::isVariables))
                || (Tree.isZeroArityCall(node)
                        && isVariables(Tree.definition((OpApplNode) node).getBody()));
    }

    /** {@code net' = net \cup E}, where E does not mention the network. */
    private boolean addsOnly(SemanticNode node) {
        if (Tree.opcode(node) != ToolGlobals.OPCODE_eq) {
            return false;
        }
        OpApplNode equation = (OpApplNode) node;
        if (Tree.opcode(equation.getArgs()[0]) != ToolGlobals.OPCODE_prime
                || !Tree.isVariable(((OpApplNode) equation.getArgs()[0]).getArgs()[0], network)
                || Tree.opcode(equation.getArgs()[1]) != ToolGlobals.OPCODE_cup) {
            return false;
        }
        OpApplNode union = (OpApplNode) equation.getArgs()[1];
        return isNetworkAnd(union.getArgs()[0], union.getArgs()[1])
                || isNetworkAnd(union.getArgs()[1], union.getArgs()[0]);
    }

    private boolean isNetworkAnd(SemanticNode old, SemanticNode added) {
        return Tree.isVariable(old, network) && !Tree.reads(added).contains(network);
    }
}
