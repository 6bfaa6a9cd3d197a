package dev.quorate.conformance.tla.compiled;

import static tlc2.tool.ToolGlobals.*;

import dev.quorate.conformance.tla.tlc.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.StringNode;
import tla2sany.semantic.SymbolNode;

/**
 * How a formula in which one symbol is bound reads the variables. {@code v[i]} and {@code v'[i]}, where i is the
 * symbol, read only one row, and so do {@code v[m.f]}, where m is; whatever else mentions v reads all of it. A syntactic
 * fact about the formula and the definitions that it calls: rows that are read through anything but the symbol, by its
 * own name or by that of a parameter for which it is passed, count as all.
 */
final class RowReads {
    /** The variables of which one row is read, with the fields of the symbol that name it; "" is the symbol itself. */
    private final Map<String, Set<String>> rows = new HashMap<>();

    private final Set<String> whole = new HashSet<>();
    private final Set<OpDefNode> open = new HashSet<>();

    private RowReads() {}

    static RowReads of(SemanticNode formula, FormalParamNode symbol) {
        RowReads reads = new RowReads();
        reads.collect(formula, Set.of(symbol));
        return reads;
    }

    /** The variables that are read by row. */
    Set<String> byRow() {
        return rows.keySet();
    }

    Set<String> whole() {
        return whole;
    }

    /** The only field of the symbol by which rows are read; the empty string if that is the symbol itself. */
    Optional<String> selector() {
        Set<String> all = new TreeSet<>();
        rows.values().forEach(all::addAll);
        return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
    }

    /** @param names the symbol, and the parameters that stand for it */
    private void collect(SemanticNode node, Set<SymbolNode> names) {
        if (Tree.isVariable(node)) {
            whole.add(name(node));
        } else if (Tree.opcode(node) == OPCODE_fa && rowOf(((OpApplNode) node).getArgs()[0]) != null) {
            OpApplNode application = (OpApplNode) node;
            String variable = rowOf(application.getArgs()[0]);
            Optional<String> selector = selector(application.getArgs()[1], names);
            if (selector.isPresent()) {
                rows.computeIfAbsent(variable, v -> new HashSet<>()).add(selector.get());
            } else {
                whole.add(variable);
                collect(application.getArgs()[1], names);
            }
        } else if (Tree.isCall(node)) {
            call((OpApplNode) node, names);
        } else if (node instanceof LetInNode let) {
            for (OpDefNode definition : let.getLets()) {
                collect(definition.getBody(), names);
            }
            collect(let.getBody(), names);
        } else {
            Tree.parts(node).forEach(part -> collect(part, names));
        }
    }

    private static String name(SemanticNode variable) {
        return ((OpApplNode) variable).getOperator().getName().toString();
    }

    /** The variable v of {@code v} and {@code v'}, or {@code null}. */
    private static String rowOf(SemanticNode function) {
        if (Tree.isVariable(function)) {
            return name(function);
        }
        return Tree.opcode(function) == OPCODE_prime ? rowOf(((OpApplNode) function).getArgs()[0]) : null;
    }

    static Optional<String> selector(SemanticNode index, Set<? extends SymbolNode> names) {
        if (Tree.opcode(index) == OPCODE_rs) {
            OpApplNode selection = (OpApplNode) index;
            return isOneOf(selection.getArgs()[0], names)
                    ? Optional.of(((StringNode) selection.getArgs()[1]).getRep().toString())
                    : Optional.empty();
        }
        return isOneOf(index, names) ? Optional.of("") : Optional.empty();
    }

    private static boolean isOneOf(SemanticNode node, Set<? extends SymbolNode> names) {
        return node instanceof OpApplNode symbol && names.contains(symbol.getOperator());
    }

    private void call(OpApplNode call, Set<SymbolNode> names) {
        OpDefNode definition = Tree.definition(call);
        Set<SymbolNode> inner = new HashSet<>(names); // a local definition may speak of the symbol itself
        for (int n = 0; n < definition.getParams().length; n++) {
            if (isOneOf(call.getArgs()[n], names)) {
                inner.add(definition.getParams()[n]);
            }
            collect(call.getArgs()[n], names);
        }
        if (open.add(definition)) {
            collect(definition.getBody(), inner);
            open.remove(definition);
        } else {
            whole.addAll(Tree.reads(call));
        }
    }
}
