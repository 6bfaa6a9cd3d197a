package dev.quorate.conformance.tla.compiled;

import static tlc2.tool.ToolGlobals.*;

import dev.quorate.conformance.tla.tlc.Tree;
import java.util.List;
import java.util.stream.IntStream;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;

/**
 * Whether a formula that holds goes on to hold when nothing but the network grows. It does where the network stands
 * only in {@code e \in network} and {@code S \subseteq network}, under an even number of negations: more messages make
 * such a part true, never false, and a formula without negations is true of whatever its parts are true of.
 */
final class NetworkGrowth {
    private final String network;

    NetworkGrowth(String network) {
        this.network = network;
    }

    boolean keeps(SemanticNode formula) {
        return keeps(formula, true);
    }

    private boolean reads(SemanticNode node) {
        return Tree.reads(node).contains(network);
    }

    private boolean keeps(SemanticNode node, boolean positive) {
        if (!reads(node)) {
            return true;
        } else if (node instanceof LetInNode let) {
            return List.of(let.getLets()).stream().map(OpDefNode::getBody).noneMatch(this::reads)
                    && keeps(let.getBody(), positive);
        } else if (!(node instanceof OpApplNode)) {
            return false;
        }
        OpApplNode formula = (OpApplNode) node;
        List<SemanticNode> parts = Tree.parts(formula);
        return switch (Tree.opcode(formula)) {
            case OPCODE_cl, OPCODE_land, OPCODE_dl, OPCODE_lor -> parts.stream().allMatch(p -> keeps(p, positive));
            case OPCODE_lnot -> keeps(parts.get(0), !positive);
            case OPCODE_implies -> keeps(parts.get(0), !positive) && keeps(parts.get(1), positive);
            case OPCODE_bf, OPCODE_be ->
                keeps(parts.get(0), positive)
                        && IntStream.range(1, parts.size()).mapToObj(parts::get).noneMatch(this::reads);
            case OPCODE_ite -> !reads(parts.get(0)) && keeps(parts.get(1), positive) && keeps(parts.get(2), positive);
            case OPCODE_in, OPCODE_subseteq ->
                positive && !reads(parts.get(0)) && Tree.isVariable(parts.get(1), network);
            default ->
                Tree.isCall(formula)
                        && parts.stream().noneMatch(this::reads)
                        && keeps(Tree.definition(formula).getBody(), positive);
        };
    }
}
