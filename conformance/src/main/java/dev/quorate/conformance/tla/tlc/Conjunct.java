package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.Tool;

/**
 * A part of an invariant that has to hold like all of it.
 *
 * @param invariant its name
 * @param top the whole invariant
 */
public record Conjunct(String invariant, SemanticNode top, SemanticNode formula) {
    /** All invariants that a tool was told to check, taken apart at their conjunctions. */
    public static ImmutableList<Conjunct> ofInvariants(Tool tool) {
        ImmutableList.Builder<Conjunct> all = ImmutableList.builder();
        Action[] invariants = tool.getInvariants();
        for (int n = 0; n < invariants.length; n++) {
            takeApart(tool.getInvNames()[n], invariants[n].pred, invariants[n].pred, all);
        }
        return all.build();
    }

    private static void takeApart(
            String name, SemanticNode top, SemanticNode node, ImmutableList.Builder<Conjunct> all) {
        int opcode = Tree.opcode(node);
        if (opcode == ToolGlobals.OPCODE_cl || opcode == ToolGlobals.OPCODE_land) {
            Tree.parts(node).forEach(part -> takeApart(name, top, part, all));
        } else if (Tree.isZeroArityCall(node)) {
            takeApart(name, top, Tree.definition((OpApplNode) node).getBody(), all);
        } else {
            all.add(new Conjunct(name, top, node));
        }
    }
}
