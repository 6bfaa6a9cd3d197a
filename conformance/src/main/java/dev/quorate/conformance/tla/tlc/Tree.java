package dev.quorate.conformance.tla.tlc;

import static tlc2.tool.ToolGlobals.*;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Booleans;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpArgNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.BuiltInOPs;

/** Questions to the semantic tree of the parser. */
public final class Tree {
    private Tree() {}

    /** TLC's code for a built-in operator at the top of a node, or zero. */
    public static int opcode(SemanticNode node) {
        return node instanceof OpApplNode application
                ? BuiltInOPs.getOpCode(application.getOperator().getName())
                : 0;
    }

    /** Whether a formula is true or false because others are: a conjunction, say, or an implication. */
    public static boolean isConnective(SemanticNode node) {
        return switch (opcode(node)) {
            case OPCODE_cl, OPCODE_land, OPCODE_dl, OPCODE_lor, OPCODE_lnot, OPCODE_implies, OPCODE_equiv -> true;
            default -> false;
        };
    }

    /** Whether a node applies an operator that some module of the user's defines. */
    public static boolean isCall(SemanticNode node) {
        return node instanceof OpApplNode application && isDefinition(application.getOperator());
    }

    public static boolean isDefinition(SymbolNode symbol) {
        return symbol instanceof OpDefNode definition
                && definition.getKind() == ASTConstants.UserDefinedOpKind
                && definition.getBody() != null
                && !definition.isStandardModule();
    }

    public static OpDefNode definition(OpApplNode call) {
        return (OpDefNode) call.getOperator();
    }

    public static boolean isVariable(SemanticNode node) {
        return node instanceof OpApplNode application
                && application.getOperator().getKind() == ASTConstants.VariableDeclKind;
    }

    public static boolean isVariable(SemanticNode node, String name) {
        return isVariable(node)
                && ((OpApplNode) node).getOperator().getName().toString().equals(name);
    }

    public static boolean isZeroArityCall(SemanticNode node) {
        return isCall(node) && definition((OpApplNode) node).getParams().length == 0;
    }

    /** What a node names: the operator that it applies, or passes on as an argument; or {@code null}. */
    public static SymbolNode symbol(SemanticNode node) {
        if (node instanceof OpApplNode application) {
            return application.getOperator();
        }
        return node instanceof OpArgNode passed ? passed.getOp() : null;
    }

    /** The symbols that a quantifier, or a set made by a filter, binds. */
    public static ImmutableList<FormalParamNode> symbols(OpApplNode quantifier) {
        ImmutableList.Builder<FormalParamNode> symbols = ImmutableList.builder();
        for (FormalParamNode[] list : quantifier.getBdedQuantSymbolLists()) {
            symbols.add(list);
        }
        return symbols.build();
    }

    /** The set that a symbol bound here is taken from. */
    public static SemanticNode range(OpApplNode quantifier, FormalParamNode symbol) {
        FormalParamNode[][] lists = quantifier.getBdedQuantSymbolLists();
        for (int n = 0; n < lists.length; n++) {
            if (ImmutableList.copyOf(lists[n]).contains(symbol)) {
                return quantifier.getBdedQuantBounds()[n];
            }
        }
        throw new IllegalArgumentException(symbol.getName() + " is not bound here");
    }

    /** Whether a quantifier takes elements apart: in {@code \E <<a, b>> \in S} neither a nor b is in S. */
    public static boolean bindsTuples(OpApplNode quantifier) {
        return Booleans.contains(quantifier.isBdedQuantATuple(), true);
    }

    /** The parts of a node that are evaluated for it, definitions that it calls not included. */
    public static ImmutableList<SemanticNode> parts(SemanticNode node) {
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
    public static Set<String> reads(SemanticNode node) {
        Set<String> variables = new HashSet<>();
        collectReads(node, variables, new HashSet<>());
        return variables;
    }

    private static void collectReads(SemanticNode node, Set<String> variables, Set<SymbolNode> seen) {
        if (isVariable(node)) {
            variables.add(((OpApplNode) node).getOperator().getName().toString());
        }
        if (symbol(node) instanceof OpDefNode definition && definition.getBody() != null && seen.add(definition)) {
            collectReads(definition.getBody(), variables, seen);
        }
        parts(node).forEach(part -> collectReads(part, variables, seen));
    }

    /** Whether a node mentions a parameter that neither it nor {@code bound} binds. */
    public static boolean mentionsParameter(SemanticNode node, Set<SymbolNode> bound) {
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
