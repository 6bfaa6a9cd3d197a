package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.tla.Binding;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.SpecificationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.impl.Enumerable;
import tlc2.value.impl.Value;
import tlc2.value.impl.ValueEnumeration;

/**
 * Says why a formula has the value it has: which guard is false, what sets a variable, which instance of a
 * quantifier fails; each with the values of what it mentions, definitions followed.
 *
 * @param before the state of unprimed variables
 * @param after the state of primed ones; the same as {@code before} for a formula without
 */
record Explainer(Tool tool, Evaluator evaluator, SourceText text, TLCState before, TLCState after) {
    private static final int MOST_VALUES = 12;
    private static final int CONSTANT_LEVEL = 0;
    private static final int STATE_LEVEL = 1;

    /** Adds the guards of an action that are false. */
    void falseGuards(SemanticNode node, Context context, ImmutableList.Builder<Clause> found)
            throws SpecificationException {
        if (node instanceof LetInNode let) {
            falseGuards(let.getBody(), context, found);
        } else if (level(node) <= STATE_LEVEL) {
            if (isConjunction(node)) {
                for (SemanticNode part : Tree.parts(node)) {
                    falseGuards(part, context, found);
                }
            } else if (isFalse(node, context)) {
                found.add(clause(node, node, context));
            }
        } else if (isConjunction(node)) {
            for (SemanticNode part : Tree.parts(node)) {
                falseGuards(part, context, found);
            }
        } else if (isDisjunction(node) && openDisjunct(node, context).isEmpty()) {
            for (SemanticNode part : Tree.parts(node)) {
                falseGuards(part, context, found);
            }
        } else if (Tree.opcode(node) == ToolGlobals.OPCODE_ite) {
            falseGuards(takenBranch((OpApplNode) node, context), context, found);
        } else if (Tree.isCall(node)) {
            falseGuards(Tree.definition((OpApplNode) node).getBody(), inside((OpApplNode) node, context), found);
        }
    }

    /** A guard behind a false one is never reached by TLC and need not make sense. */
    private boolean isFalse(SemanticNode guard, Context context) {
        try {
            return !evaluator.holds(guard, context, before, after);
        } catch (SpecificationException e) {
            return false;
        }
    }

    /** The first disjunct none of whose guards is false. */
    private Optional<SemanticNode> openDisjunct(SemanticNode disjunction, Context context)
            throws SpecificationException {
        for (SemanticNode part : Tree.parts(disjunction)) {
            ImmutableList.Builder<Clause> closed = ImmutableList.builder();
            falseGuards(part, context, closed);
            if (closed.build().isEmpty()) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** What gives a variable its next value, in the branch that is taken. */
    Optional<Clause> assignment(SemanticNode node, Context context, String variable) throws SpecificationException {
        if (node instanceof LetInNode let) {
            return assignment(let.getBody(), context, variable);
        } else if (isDisjunction(node)) {
            Optional<SemanticNode> open = openDisjunct(node, context);
            return open.isEmpty() ? Optional.empty() : assignment(open.get(), context, variable);
        } else if (isConjunction(node)) {
            for (SemanticNode part : Tree.parts(node)) {
                Optional<Clause> found = assignment(part, context, variable);
                if (found.isPresent()) {
                    return found;
                }
            }
        } else if (Tree.opcode(node) == ToolGlobals.OPCODE_ite) {
            return assignment(takenBranch((OpApplNode) node, context), context, variable);
        } else if (assigns(node, variable)) {
            return Optional.of(clause(node, node, context));
        } else if (Tree.isCall(node) && level(node) > STATE_LEVEL) {
            OpApplNode call = (OpApplNode) node;
            return assignment(Tree.definition(call).getBody(), inside(call, context), variable)
                    .map(inner -> clause(node, node, context));
        }
        return Optional.empty();
    }

    /** {@code v' = e}, {@code v' \in S} or {@code UNCHANGED <<…, v, …>>}. */
    private static boolean assigns(SemanticNode node, String variable) {
        return switch (Tree.opcode(node)) {
            case ToolGlobals.OPCODE_eq, ToolGlobals.OPCODE_in -> {
                SemanticNode left = ((OpApplNode) node).getArgs()[0];
                yield Tree.opcode(left) == ToolGlobals.OPCODE_prime
                        && Tree.isVariable(((OpApplNode) left).getArgs()[0], variable);
            }
            case ToolGlobals.OPCODE_unchanged -> Tree.reads(node).contains(variable);
            default -> false;
        };
    }

    /** The part of a false formula that makes it false, with the instances of the quantifiers above it. */
    Clause falsePart(SemanticNode node, Context context, ImmutableList<Binding> instances)
            throws SpecificationException {
        if (Tree.isZeroArityCall(node)) {
            return falsePart(Tree.definition((OpApplNode) node).getBody(), context, instances);
        } else if (Tree.opcode(node) == ToolGlobals.OPCODE_sa) {
            return falsePart(((OpApplNode) node).getArgs()[0], context, instances);
        } else if (isConjunction(node)) {
            for (SemanticNode part : Tree.parts(node)) {
                if (!evaluator.holds(part, context, before, after)) {
                    return falsePart(part, context, instances);
                }
            }
        } else if (Tree.opcode(node) == ToolGlobals.OPCODE_bf && !Tree.bindsTuples((OpApplNode) node)) {
            Optional<Clause> instance = falseInstance((OpApplNode) node, 0, context, instances);
            if (instance.isPresent()) {
                return instance.get();
            }
        }
        Clause plain = clause(node, node, context);
        return new Clause(
                plain.source(),
                ImmutableList.<Binding>builder()
                        .addAll(instances)
                        .addAll(plain.values())
                        .build());
    }

    /** Goes through the quantified symbols from number {@code n} on. */
    private Optional<Clause> falseInstance(OpApplNode forAll, int n, Context context, ImmutableList<Binding> instances)
            throws SpecificationException {
        ImmutableList<FormalParamNode> symbols = Tree.symbols(forAll);
        if (n == symbols.size()) {
            SemanticNode body = forAll.getArgs()[0];
            return evaluator.holds(body, context, before, after)
                    ? Optional.empty()
                    : Optional.of(falsePart(body, context, instances));
        }
        FormalParamNode symbol = symbols.get(n);
        Value range = evaluator.value(Tree.range(forAll, symbol), context, before, after);
        ValueEnumeration elements = ((Enumerable) range.toSetEnum()).elements();
        for (Value element = elements.nextElement(); element != null; element = elements.nextElement()) {
            ImmutableList<Binding> more = ImmutableList.<Binding>builder()
                    .addAll(instances)
                    .add(new Binding(
                            symbol.getName().toString(),
                            TlcValues.fromTlc(element).toString()))
                    .build();
            Optional<Clause> found = falseInstance(forAll, n + 1, context.cons(symbol, element), more);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Clause clause(SemanticNode place, SemanticNode formula, Context context) {
        Map<String, String> values = new LinkedHashMap<>();
        collect(formula, context, values);
        return new Clause(
                text.of(place),
                values.entrySet().stream()
                        .limit(MOST_VALUES)
                        .map(v -> new Binding(v.getKey(), v.getValue()))
                        .collect(ImmutableList.toImmutableList()));
    }

    private void collect(SemanticNode node, Context context, Map<String, String> values) {
        if (Tree.opcode(node) == ToolGlobals.OPCODE_ite) {
            OpApplNode choice = (OpApplNode) node;
            collect(choice.getArgs()[0], context, values);
            try {
                collect(takenBranch(choice, context), context, values);
            } catch (SpecificationException e) {
                return; // no branch is taken: nothing of either is worth showing
            }
        } else if (Tree.isCall(node) && level(node) <= STATE_LEVEL) {
            OpApplNode call = (OpApplNode) node;
            if (level(node) > CONSTANT_LEVEL || isLocal(call)) {
                show(node, context, values);
                collect(Tree.definition(call).getBody(), inside(call, context), values);
            }
        } else if (isSelection(node)) {
            show(node, context, values);
            collectConditions(root(node), context, values);
        } else {
            Tree.parts(node).forEach(part -> collect(part, context, values));
        }
    }

    /** Why a definition took the branch that it took; what else it says is in the value shown. */
    private void collectConditions(SemanticNode node, Context context, Map<String, String> values) {
        if (Tree.opcode(node) == ToolGlobals.OPCODE_ite) {
            collect(((OpApplNode) node).getArgs()[0], context, values);
        } else if (Tree.isCall(node)) {
            OpApplNode call = (OpApplNode) node;
            collectConditions(Tree.definition(call).getBody(), inside(call, context), values);
        }
    }

    /** The {@code s} of {@code s.f[i]}. */
    private static SemanticNode root(SemanticNode selection) {
        SemanticNode node = selection;
        while (isSelection(node)) {
            node = ((OpApplNode) node).getArgs()[0];
        }
        return node;
    }

    /** Whether a call without variables depends on where it stands: on an argument, or on a parameter around it. */
    private static boolean isLocal(OpApplNode call) {
        return call.getArgs().length > 0
                || Tree.mentionsParameter(Tree.definition(call).getBody(), ImmutableSet.of());
    }

    private void show(SemanticNode node, Context context, Map<String, String> values) {
        evaluator
                .shown(node, context, before, after)
                .ifPresent(value -> values.putIfAbsent(text.of(node).text(), value));
    }

    private SemanticNode takenBranch(OpApplNode choice, Context context) throws SpecificationException {
        return choice.getArgs()[evaluator.holds(choice.getArgs()[0], context, before, after) ? 1 : 2];
    }

    private Context inside(OpApplNode call, Context context) {
        return tool.getOpContext(Tree.definition(call), call.getArgs(), context, true);
    }

    /** {@code v[i]} or {@code m.f}, however long. */
    private static boolean isSelection(SemanticNode node) {
        return Tree.opcode(node) == ToolGlobals.OPCODE_fa || Tree.opcode(node) == ToolGlobals.OPCODE_rs;
    }

    private static boolean isConjunction(SemanticNode node) {
        return Tree.opcode(node) == ToolGlobals.OPCODE_cl || Tree.opcode(node) == ToolGlobals.OPCODE_land;
    }

    private static boolean isDisjunction(SemanticNode node) {
        return Tree.opcode(node) == ToolGlobals.OPCODE_dl || Tree.opcode(node) == ToolGlobals.OPCODE_lor;
    }

    private static int level(SemanticNode node) {
        return node instanceof LevelNode leveled ? leveled.getLevel() : CONSTANT_LEVEL;
    }
}
