package dev.quorate.conformance.tla.compiled;

import static tlc2.tool.ToolGlobals.*;

import dev.quorate.conformance.tla.compiled.Translation.Quantified;
import dev.quorate.conformance.tla.tlc.Tree;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.List;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.StringNode;

/** The operators that are built into the language. */
final class BuiltIn {
    private BuiltIn() {}

    static boolean is(OpDefNode definition) {
        return definition.getKind() == ASTConstants.BuiltInKind;
    }

    static Expression operator(Translation t, OpApplNode node, Scope scope) throws Untranslatable {
        return switch (Tree.opcode(node)) {
            case OPCODE_ite, OPCODE_case -> choice(t, node, scope);
            case OPCODE_cl, OPCODE_land, OPCODE_dl, OPCODE_lor, OPCODE_lnot, OPCODE_implies, OPCODE_equiv ->
                connective(t, node, scope);
            case OPCODE_bf, OPCODE_be, OPCODE_bc, OPCODE_sso, OPCODE_soa, OPCODE_fc, OPCODE_nrfs ->
                quantifier(t, node, scope);
            case OPCODE_rc, OPCODE_sor -> records(t, node, scope);
            case OPCODE_exc -> except(t, node, scope);
            case OPCODE_rs ->
                Functions.selection(
                        t.expression(node.getArgs()[0], scope),
                        ((StringNode) node.getArgs()[1]).getRep().toString());
            case OPCODE_prime -> t.primed(node.getArgs()[0], scope);
            case OPCODE_unchanged -> unchanged(t, node.getArgs()[0], scope);
            case 0 -> named(node);
            default -> simple(node, t.all(node.getArgs(), scope));
        };
    }

    /** Those that TLC knows by name only. */
    private static Expression named(OpApplNode node) throws Untranslatable {
        return switch (node.getOperator().getName().toString()) {
            case "TRUE" -> new Expression.Constant(Value.TRUE);
            case "FALSE" -> new Expression.Constant(Value.FALSE);
            case "BOOLEAN" -> new Expression.Constant(Value.set(List.of(Value.TRUE, Value.FALSE)));
            case "STRING" -> Sets.ofKind(Value.Str.class);
            default -> throw unknown(node);
        };
    }

    private static Untranslatable unknown(OpApplNode node) {
        return new Untranslatable(node, node.getOperator().getName() + ", which is not compiled");
    }

    private static Expression connective(Translation t, OpApplNode node, Scope scope) throws Untranslatable {
        List<Expression> a = new ArrayList<>();
        for (SemanticNode part : node.getArgs()) {
            a.add(t.guard(part, scope));
        }
        return switch (Tree.opcode(node)) {
            case OPCODE_cl, OPCODE_land -> Logic.and(a);
            case OPCODE_dl, OPCODE_lor -> Logic.or(a);
            case OPCODE_lnot -> Logic.not(a.get(0));
            case OPCODE_implies -> Logic.implies(a.get(0), a.get(1));
            default -> Logic.equivalent(a.get(0), a.get(1));
        };
    }

    private static Expression simple(OpApplNode node, List<Expression> a) throws Untranslatable {
        return switch (Tree.opcode(node)) {
            case OPCODE_eq -> Logic.equal(a.get(0), a.get(1));
            case OPCODE_noteq -> Logic.not(Logic.equal(a.get(0), a.get(1)));
            case OPCODE_in -> Logic.in(a.get(0), a.get(1));
            case OPCODE_notin -> Logic.not(Logic.in(a.get(0), a.get(1)));
            case OPCODE_subseteq -> Logic.subsetOf(a.get(0), a.get(1));
            case OPCODE_cup -> Sets.union(a.get(0), a.get(1));
            case OPCODE_cap -> Sets.intersection(a.get(0), a.get(1));
            case OPCODE_setdiff -> Sets.difference(a.get(0), a.get(1));
            case OPCODE_subset -> Sets.subsets(a.get(0));
            case OPCODE_union -> Sets.unionOfAll(a.get(0));
            case OPCODE_se -> Sets.enumerated(a);
            case OPCODE_cp -> Sets.product(a);
            case OPCODE_sof -> Sets.functions(a.get(0), a.get(1));
            case OPCODE_tup -> Sequences.tuple(a);
            case OPCODE_fa -> application(node, a);
            case OPCODE_domain -> Functions.domain(a.get(0));
            case OPCODE_neg -> Numbers.negative(a.get(0));
            default -> throw unknown(node);
        };
    }

    /** {@code f[x, y]} is an application to a tuple. */
    private static Expression application(OpApplNode node, List<Expression> a) {
        return Functions.application(
                a.get(0), node.getArgs().length == 2 ? a.get(1) : Sequences.tuple(a.subList(1, a.size())));
    }

    private static Expression choice(Translation t, OpApplNode node, Scope scope) throws Untranslatable {
        if (Tree.opcode(node) == OPCODE_ite) {
            ExprOrOpArgNode[] a = node.getArgs();
            return Logic.choice(
                    t.expression(a[0], scope),
                    t.branch(t.places().lead(a[0], "THEN"), a[1], scope),
                    t.branch(t.places().lead(a[0], "ELSE"), a[2], scope));
        }
        List<Expression> guards = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        for (SemanticNode pair : node.getArgs()) {
            ExprOrOpArgNode[] arm = ((OpApplNode) pair).getArgs();
            guards.add(arm[0] == null ? new Expression.Constant(Value.TRUE) : t.expression(arm[0], scope));
            values.add(t.places().branch("", pair, t.expression(arm[1], scope)));
        }
        return Logic.cases(guards, values);
    }

    private static Expression quantifier(Translation t, OpApplNode node, Scope scope) throws Untranslatable {
        Quantified q = t.quantified(node, scope);
        Expression body = t.body(node.getArgs()[0], q);
        int opcode = Tree.opcode(node);
        if (opcode == OPCODE_bf) {
            return Logic.forAll(q.slots(), q.ranges(), body);
        } else if (opcode == OPCODE_be) {
            return Logic.exists(q.slots(), q.ranges(), body);
        } else if (opcode == OPCODE_soa) {
            return Sets.image(q.slots(), q.ranges(), body);
        } else if (q.slots().size() > 1) {
            throw new Untranslatable(node, "a function of several arguments");
        }
        int slot = q.slots().get(0);
        return switch (opcode) {
            case OPCODE_bc -> Logic.choose(slot, q.ranges().get(0), body);
            case OPCODE_sso -> Sets.filter(slot, q.ranges().get(0), body);
            default -> Functions.function(slot, q.ranges().get(0), body);
        };
    }

    private static Expression records(Translation t, OpApplNode node, Scope scope) throws Untranslatable {
        List<Expression> fields = new ArrayList<>();
        for (SemanticNode pair : node.getArgs()) {
            fields.add(t.expression(((OpApplNode) pair).getArgs()[1], scope));
        }
        return Tree.opcode(node) == OPCODE_rc
                ? Functions.record(Translation.shape(node), fields)
                : Sets.records(Translation.shape(node), fields);
    }

    private static Expression except(Translation t, OpApplNode node, Scope scope) throws Untranslatable {
        List<Functions.Change> changes = new ArrayList<>();
        for (int n = 1; n < node.getArgs().length; n++) {
            OpApplNode pair = (OpApplNode) node.getArgs()[n];
            List<Expression> path = t.all(((OpApplNode) pair.getArgs()[0]).getArgs(), scope);
            int old = t.newSlot();
            changes.add(new Functions.Change(path, old, t.withSlot(pair.getArgs()[1], pair, old, scope)));
        }
        return Functions.except(t.expression(node.getArgs()[0], scope), changes);
    }

    /** {@code UNCHANGED what}, as a formula. */
    static Expression unchanged(Translation t, SemanticNode what, Scope scope) throws Untranslatable {
        return Logic.equal(t.primed(what, scope), t.expression(what, scope));
    }
}
