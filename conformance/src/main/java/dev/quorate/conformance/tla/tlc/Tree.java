package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.BuiltInOPs;

/** Questions to the semantic tree of the parser. */
final class Tree {
    private Tree() {}

    /** TLC's code for a built-in operator at the top of a node, or zero. */
    static int opcode(SemanticNode node) {
        return node instanceof OpApplNode application
                ? BuiltInOPs.getOpCode(application.getOperator().getName())
                : 0;
    }

    /** Whether a node applies an operator that some module of the user's defines. */
    static boolean isCall(SemanticNode node) {
        return node instanceof OpApplNode application && isDefinition(application.getOperator());
    }

    static boolean isDefinition(SymbolNode symbol) {
        return symbol instanceof OpDefNode definition
                && definition.getKind() == ASTConstants.UserDefinedOpKind
                && definition.getBody() != null
                && !definition.isStandardModule();
    }

    static OpDefNode definition(OpApplNode call) {
        return (OpDefNode) call.getOperator();
    }

    static boolean isVariable(SemanticNode node) {
        return node instanceof OpApplNode application
                && application.getOperator().getKind() == ASTConstants.VariableDeclKind;
    }

    static boolean isVariable(SemanticNode node, String name) {
        return isVariable(node)
                && ((OpApplNode) node).getOperator().getName().toString().equals(name);
    }

    /** The parts of a node that are evaluated for it, definitions that it calls not included. */
    static ImmutableList<SemanticNode> parts(SemanticNode node) {
        if (node instanceof OpApplNode application) {
            return Stream.concat(
                            Stream.of(application.getArgs()),
                            application.getBdedQuantBounds() == null
                                    ? Stream.of()
                                    : Stream.of(application.getBdedQuantBounds()))
                    .filter(part -> part != null)
                    .collect(ImmutableList.toImmutableList());
        } else if (node instanceof LetInNode let) {
            return ImmutableList.of(let.getBody());
        }
        SemanticNode[] children = node.getChildren();
        return children == null ? ImmutableList.of() : ImmutableList.copyOf(children);
    }

    /** The variables that the value of a node can depend on. */
    static Set<String> reads(SemanticNode node) {
        Set<String> variables = new HashSet<>();
        collectReads(node, variables, new HashSet<>());
        return variables;
    }

    private static void collectReads(SemanticNode node, Set<String> variables, Set<SymbolNode> seen) {
        if (isVariable(node)) {
            variables.add(((OpApplNode) node).getOperator().getName().toString());
        }
        if (node instanceof OpApplNode application
                && application.getOperator() instanceof OpDefNode definition
                && definition.getBody() != null
                && seen.add(definition)) {
            collectReads(definition.getBody(), variables, seen);
        }
        parts(node).forEach(part -> collectReads(part, variables, seen));
    }

    /** Whether a node mentions a parameter that neither it nor {@code bound} binds. */
    static boolean mentionsParameter(SemanticNode node, Set<SymbolNode> bound) {
        Set<SymbolNode> inner = bound;
        if (node instanceof OpApplNode application) {
            if (application.getOperator() instanceof FormalParamNode && !bound.contains(application.getOperator())) {
                return true;
            }
            inner = new HashSet<>(bound);
            if (application.getBdedQuantSymbolLists() != null) {
                for (FormalParamNode[] symbols : application.getBdedQuantSymbolLists()) {
                    inner.addAll(ImmutableList.copyOf(symbols));
                }
            }
        }
        Set<SymbolNode> known = inner;
        return parts(node).stream().anyMatch(part -> mentionsParameter(part, known));
    }
}
