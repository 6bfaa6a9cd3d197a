package dev.quorate.conformance.tla.compiled;

import static tlc2.tool.ToolGlobals.*;

import dev.quorate.conformance.tla.compiled.Translation.Inside;
import dev.quorate.conformance.tla.compiled.Translation.Quantified;
import dev.quorate.conformance.tla.tlc.Tree;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.List;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;

/** Turns the tree of an action into {@link ActionCode}, from its last conjunct to its first. */
final class ActionTranslation {
    private static final int STATE_LEVEL = 1;

    private final Translation t;

    ActionTranslation(Translation t) {
        this.t = t;
    }

    /** The code of an action that goes on to {@code then}. */
    ActionCode action(SemanticNode node, Scope scope, ActionCode then) throws Untranslatable {
        if (node instanceof LetInNode let) {
            List<Integer> cleared = new ArrayList<>();
            Scope inner = t.local(let, scope, cleared);
            return ActionCode.cleared(cleared, action(let.getBody(), inner, then));
        } else if (!(node instanceof OpApplNode) || ((LevelNode) node).getLevel() <= STATE_LEVEL) {
            return disjunctionOrGuard(node, scope, then);
        }
        OpApplNode application = (OpApplNode) node;
        if (calledDefinition(application, scope) != null) {
            return call(application, scope, then);
        }
        return switch (Tree.opcode(node)) {
            case OPCODE_cl, OPCODE_land -> conjunction(application, scope, then);
            case OPCODE_dl, OPCODE_lor -> disjunction(application, scope, then);
            case OPCODE_be -> exists(application, scope, then);
            case OPCODE_ite -> choice(application, scope, then);
            case OPCODE_case -> cases(application, scope, then);
            case OPCODE_unchanged -> unchanged(application.getArgs()[0], scope, then);
            case OPCODE_eq, OPCODE_in -> assignment(application, scope, then);
            default -> guard(node, scope, then);
        };
    }

    /** TLC goes into a disjunction of guards too, and finds a successor for each that is true. */
    private ActionCode disjunctionOrGuard(SemanticNode node, Scope scope, ActionCode then) throws Untranslatable {
        return switch (Tree.opcode(node)) {
            case OPCODE_dl, OPCODE_lor -> disjunction((OpApplNode) node, scope, then);
            default -> guard(node, scope, then);
        };
    }

    private ActionCode guard(SemanticNode node, Scope scope, ActionCode then) throws Untranslatable {
        return ActionCode.guard(t.guard(node, scope), then);
    }

    private ActionCode conjunction(OpApplNode node, Scope scope, ActionCode then) throws Untranslatable {
        ActionCode code = then;
        for (int n = node.getArgs().length - 1; n >= 0; n--) {
            code = action(node.getArgs()[n], scope, code);
        }
        return code;
    }

    private ActionCode disjunction(OpApplNode node, Scope scope, ActionCode then) throws Untranslatable {
        List<ActionCode> alternatives = new ArrayList<>();
        for (SemanticNode disjunct : node.getArgs()) {
            alternatives.add(action(disjunct, scope, t.places().branch("", disjunct, then)));
        }
        return ActionCode.either(alternatives);
    }

    private ActionCode exists(OpApplNode node, Scope scope, ActionCode then) throws Untranslatable {
        Quantified q = t.quantified(node, scope);
        return ActionCode.exists(q.slots(), q.ranges(), action(node.getArgs()[0], q.scope(), then));
    }

    private ActionCode choice(OpApplNode node, Scope scope, ActionCode then) throws Untranslatable {
        ExprOrOpArgNode[] a = node.getArgs();
        Places places = t.places();
        return ActionCode.choice(
                t.expression(a[0], scope),
                places.branch(places.lead(a[0], "THEN"), a[1], action(a[1], scope, then)),
                places.branch(places.lead(a[0], "ELSE"), a[2], action(a[2], scope, then)));
    }

    private ActionCode cases(OpApplNode node, Scope scope, ActionCode then) throws Untranslatable {
        ActionCode code = new ActionCode() {
            @Override
            void run(Frame f) {
                throw new HandOver("no case is true");
            }
        };
        for (int n = node.getArgs().length - 1; n >= 0; n--) {
            ExprOrOpArgNode[] arm = ((OpApplNode) node.getArgs()[n]).getArgs();
            Expression guard = arm[0] == null ? new Expression.Constant(Value.TRUE) : t.expression(arm[0], scope);
            ActionCode taken = t.places().branch("", node.getArgs()[n], action(arm[1], scope, then));
            code = ActionCode.choice(guard, taken, code);
        }
        return code;
    }

    private OpDefNode calledDefinition(OpApplNode node, Scope scope) throws Untranslatable {
        if (scope.find(node.getOperator()) instanceof Scope.Operator local) {
            return local.definition();
        } else if (scope.find(node.getOperator()) == null && Tree.isCall(node)) {
            return t.names().definition(node, Tree.definition(node));
        }
        return null;
    }

    private ActionCode call(OpApplNode node, Scope scope, ActionCode then) throws Untranslatable {
        OpDefNode definition = calledDefinition(node, scope);
        Scope home = scope.find(node.getOperator()) instanceof Scope.Operator local ? local.home() : Scope.EMPTY;
        Inside inside = t.inside(node, definition, home, scope);
        t.enter(node, definition);
        try {
            return ActionCode.cleared(inside.cleared(), action(inside.body(), inside.scope(), then));
        } finally {
            t.leave(definition);
        }
    }

    /** {@code UNCHANGED v}, {@code UNCHANGED <<v, w>>}, or of a name for such a tuple. */
    private ActionCode unchanged(SemanticNode what, Scope scope, ActionCode then) throws Untranslatable {
        if (Tree.isVariable(what)) {
            String variable = variable(what);
            return t.names().isNetwork(variable)
                    ? ActionCode.keepNetwork(then)
                    : ActionCode.keep(t.names().number(variable), then);
        } else if (Tree.opcode(what) == OPCODE_tup) {
            ActionCode code = then;
            SemanticNode[] parts = ((OpApplNode) what).getArgs();
            for (int n = parts.length - 1; n >= 0; n--) {
                code = unchanged(parts[n], scope, code);
            }
            return code;
        } else if (Tree.isZeroArityCall(what)) {
            return unchanged(Tree.definition((OpApplNode) what).getBody(), scope, then);
        }
        return ActionCode.guard(BuiltIn.unchanged(t, what, scope), then);
    }

    private static String variable(SemanticNode node) {
        return ((OpApplNode) node).getOperator().getName().toString();
    }

    private ActionCode assignment(OpApplNode node, Scope scope, ActionCode then) throws Untranslatable {
        ExprOrOpArgNode[] a = node.getArgs();
        if (Tree.opcode(a[0]) != OPCODE_prime || !Tree.isVariable(((OpApplNode) a[0]).getArgs()[0])) {
            return guard(node, scope, then);
        }
        String variable = variable(((OpApplNode) a[0]).getArgs()[0]);
        boolean isIn = Tree.opcode(node) == OPCODE_in;
        if (t.names().isNetwork(variable)) {
            if (isIn) {
                throw new Untranslatable(node, "a choice of networks");
            }
            return network(a[1], scope, then);
        }
        int number = t.names().number(variable);
        Expression right = t.expression(a[1], scope);
        return isIn ? ActionCode.assignOneOf(number, right, then) : ActionCode.assign(number, right, then);
    }

    private ActionCode network(SemanticNode messages, Scope scope, ActionCode then) throws Untranslatable {
        if (Tree.opcode(messages) == OPCODE_cup) {
            ExprOrOpArgNode[] a = ((OpApplNode) messages).getArgs();
            for (int n = 0; n < 2; n++) {
                if (Tree.isVariable(a[n]) && t.names().isNetwork(variable(a[n]))) {
                    return ActionCode.send(t.expression(a[1 - n], scope), then);
                }
            }
        }
        return ActionCode.assignNetwork(t.expression(messages, scope), then);
    }
}
