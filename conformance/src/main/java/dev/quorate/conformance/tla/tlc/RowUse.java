package dev.quorate.conformance.tla.tlc;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.ToolGlobals;

/**
 * Which parameter of an action names the rows that it touches: the one {@code i} in all its {@code v[i]} and
 * {@code [v EXCEPT ![i] = …]}. A syntactic fact about the definition and what it calls.
 */
final class RowUse {
    /** The definitions being read, as one may call itself. */
    private final Set<OpDefNode> open = new HashSet<>();

    private RowUse() {}

    static Optional<FormalParamNode> actor(OpDefNode action) {
        Set<FormalParamNode> indexes = new RowUse().indexes(action.getBody());
        return indexes.size() == 1
                        && Set.of(action.getParams())
                                .contains(indexes.iterator().next())
                ? Optional.of(indexes.iterator().next())
                : Optional.empty();
    }

    private Set<FormalParamNode> indexes(SemanticNode node) {
        Set<FormalParamNode> found = new HashSet<>();
        if (node instanceof OpApplNode application) {
            switch (Tree.opcode(node)) {
                case ToolGlobals.OPCODE_fa ->
                    addIfIndex(application.getArgs()[0], application.getArgs()[1], found);
                case ToolGlobals.OPCODE_exc -> addExcept(application, found);
                default -> {}
            }
            if (Tree.isCall(node) && open.add(Tree.definition(application))) {
                OpDefNode called = Tree.definition(application);
                Set<FormalParamNode> inner = indexes(called.getBody());
                for (int n = 0; n < called.getParams().length; n++) {
                    if (inner.contains(called.getParams()[n])) {
                        addFormal(application.getArgs()[n], found);
                    }
                }
                open.remove(called);
            }
        } else if (node instanceof LetInNode let) {
            for (OpDefNode definition : let.getLets()) {
                found.addAll(indexes(definition.getBody()));
            }
        }
        Tree.parts(node).forEach(part -> found.addAll(indexes(part)));
        return found;
    }

    /** {@code [v EXCEPT ![i] = e]} has the arguments v and pairs of a path and e. */
    private static void addExcept(OpApplNode except, Set<FormalParamNode> found) {
        for (int n = 1; n < except.getArgs().length; n++) {
            OpApplNode pair = (OpApplNode) except.getArgs()[n];
            OpApplNode path = (OpApplNode) pair.getArgs()[0];
            addIfIndex(except.getArgs()[0], path.getArgs()[0], found);
        }
    }

    private static void addIfIndex(SemanticNode function, SemanticNode index, Set<FormalParamNode> found) {
        if (Tree.isVariable(function)) {
            addFormal(index, found);
        }
    }

    private static void addFormal(SemanticNode index, Set<FormalParamNode> found) {
        if (index instanceof OpApplNode symbol && symbol.getOperator() instanceof FormalParamNode formal) {
            found.add(formal);
        }
    }
}
