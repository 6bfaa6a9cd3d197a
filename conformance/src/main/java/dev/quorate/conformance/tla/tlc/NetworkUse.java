package dev.quorate.conformance.tla.tlc;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.ToolGlobals;

/**
 * Whether an action only ever adds to the network variable: it stands in {@code net' = net \cup E} and in
 * {@code UNCHANGED net}, and nowhere else. Then what the action adds does not depend on what else is in the network,
 * and the messages of a step can be compared exactly in a network that holds only the one received.
 */
final class NetworkUse {
    private final String network;
    private final Set<OpDefNode> clean = new HashSet<>();

    NetworkUse(String network) {
        this.network = network;
    }

    /** The first place that reads the network in another way. */
    Optional<SemanticNode> otherUse(SemanticNode node) {
        if (addsOnly(node) || Tree.opcode(node) == ToolGlobals.OPCODE_unchanged) {
            return Optional.empty();
        }
        if (Tree.isVariable(node, network)) {
            return Optional.of(node);
        }
        if (Tree.isCall(node) && clean.add(Tree.definition((OpApplNode) node))) {
            Optional<SemanticNode> inside =
                    otherUse(Tree.definition((OpApplNode) node).getBody());
            if (inside.isPresent()) {
                return inside;
            }
        }
        if (node instanceof LetInNode let) {
            for (OpDefNode definition : let.getLets()) {
                Optional<SemanticNode> inside = otherUse(definition.getBody());
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return Tree.parts(node).stream()
                .map(this::otherUse)
                .flatMap(Optional::stream)
                .findFirst();
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
        return Tree.isVariable(union.getArgs()[0], network)
                && !Tree.reads(union.getArgs()[1]).contains(network);
    }
}
