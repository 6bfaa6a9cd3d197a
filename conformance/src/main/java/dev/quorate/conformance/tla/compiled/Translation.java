package dev.quorate.conformance.tla.compiled;

import com.google.common.primitives.Ints;
import dev.quorate.conformance.tla.compiled.Scope.Meaning;
import dev.quorate.conformance.tla.compiled.Scope.Operator;
import dev.quorate.conformance.tla.compiled.Scope.Slot;
import dev.quorate.conformance.tla.tlc.Tree;
import dev.quorate.conformance.trace.Shape;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.AtNode;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelNode;
import tla2sany.semantic.NumeralNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpArgNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.StringNode;
import tla2sany.semantic.SymbolNode;

/**
 * Turns the parser's tree into {@link Expression}s. An operator is translated anew for each place that calls it; its
 * arguments and the definitions of a LET are evaluated when they are needed, once per evaluation of what is around
 * them, as TLC does. A formula that looks at nothing is evaluated at once and stands as its value.
 *
 * <p>What is not known here is {@link Untranslatable}; nothing is translated to something that is almost the same.
 */
final class Translation {
    /** Operators are not shared between the places that call them, and a few calls of calls can be very many. */
    private static final int MOST_NODES = 50_000;

    private static final int ACTION_LEVEL = 2;

    private final Names names;
    private final Places places;
    private final Deque<Uses> open = new ArrayDeque<>();
    private final Set<OpDefNode> calls = new HashSet<>();
    private int slots;
    private int nodes;
    /** Whether variables stand for their next values, as they do under a prime. */
    private boolean primed;

    /** @param places remember what is evaluated */
    Translation(Names names, Places places) {
        this.names = names;
        this.places = places;
        open.push(new Uses());
    }

    /** How many slots a frame needs for all that was translated here. */
    int slots() {
        return slots;
    }

    int newSlot() {
        return slots++;
    }

    Names names() {
        return names;
    }

    Places places() {
        return places;
    }

    Expression expression(SemanticNode node, Scope scope) throws Untranslatable {
        return meaning(node, scope).expression();
    }

    /** A formula that decides something: true or false. Of one that is made of others, those do. */
    Expression guard(SemanticNode node, Scope scope) throws Untranslatable {
        Expression formula = expression(node, scope);
        return Tree.isConnective(node) ? formula : places.guard(node, formula);
    }

    /** @param lead what to tell before the text of the arm */
    Expression branch(String lead, SemanticNode arm, Scope scope) throws Untranslatable {
        return places.branch(lead, arm, expression(arm, scope));
    }

    private Meaning meaning(SemanticNode node, Scope scope) throws Untranslatable {
        if (++nodes > MOST_NODES) {
            throw new Untranslatable(node, "too large a formula");
        }
        int known = places.size();
        Uses uses = new Uses();
        open.push(uses);
        Expression expression;
        try {
            expression = translate(node, scope);
        } finally {
            open.pop();
            open.peek().addAll(uses);
        }
        return new Meaning(uses.isNothing() ? folded(expression, known) : expression, uses);
    }

    /** @param known how many places there were before the formula's own, which are none if it is a constant */
    private Expression folded(Expression expression, int known) {
        try {
            Expression constant = new Expression.Constant(expression.value(new Frame(slots)));
            places.shrinkTo(known);
            return constant;
        } catch (HandOver e) {
            return expression; // an infinite set, say, or what is an error only if it is ever evaluated
        }
    }

    List<Expression> all(SemanticNode[] nodesToTranslate, Scope scope) throws Untranslatable {
        List<Expression> expressions = new ArrayList<>();
        for (SemanticNode node : nodesToTranslate) {
            expressions.add(expression(node, scope));
        }
        return expressions;
    }

    private Expression translate(SemanticNode node, Scope scope) throws Untranslatable {
        if (node instanceof NumeralNode number && number.useVal()) {
            return new Expression.Constant(Value.of(number.val()));
        } else if (node instanceof StringNode string) {
            return new Expression.Constant(Value.of(string.getRep().toString()));
        } else if (node instanceof LetInNode let) {
            return let(let, scope);
        } else if (node instanceof AtNode at) {
            return symbol(at.getExceptComponentRef(), node, scope);
        } else if (node instanceof OpApplNode application) {
            return application(application, scope);
        }
        throw new Untranslatable(node, "a construct that is not compiled");
    }

    private Expression application(OpApplNode node, Scope scope) throws Untranslatable {
        SymbolNode operator = node.getOperator();
        if (operator.getKind() == ASTConstants.VariableDeclKind) {
            open.peek().state();
            String name = operator.getName().toString();
            return primed ? names.next(name) : names.variable(name);
        } else if (operator.getKind() == ASTConstants.ConstantDeclKind) {
            return new Expression.Constant(names.constant(node, operator));
        } else if (scope.find(operator) instanceof Operator local) {
            return call(node, local.definition(), local.home(), scope);
        } else if (scope.find(operator) != null || operator instanceof FormalParamNode) {
            return symbol(operator, node, scope);
        } else if (operator instanceof OpDefNode definition && !BuiltIn.is(definition)) {
            OpDefNode meant = names.definition(node, definition);
            return meant.isStandardModule() && !Tree.isDefinition(meant)
                    ? StandardModules.operator(node, meant, all(node.getArgs(), scope))
                    : call(node, meant, Scope.EMPTY, scope);
        }
        return BuiltIn.operator(this, node, scope);
    }

    private Expression symbol(Object symbol, SemanticNode node, Scope scope) throws Untranslatable {
        Scope.Binding binding = scope.find(symbol);
        if (binding instanceof Slot slot) {
            open.peek().slot(slot.number());
            return new Bound(slot.number());
        } else if (binding instanceof Meaning meaning
                && primed
                && meaning.uses().looksAtState()) {
            throw new Untranslatable(node, "a prime over a formula that was named outside of it");
        } else if (binding instanceof Meaning meaning) {
            open.peek().addAll(meaning.uses());
            return meaning.expression();
        }
        throw new Untranslatable(node, "a symbol that nothing here binds");
    }

    /** The value in a slot. */
    static Expression bound(int slot) {
        return new Bound(slot);
    }

    /** A symbol bound in a slot. */
    private static final class Bound extends Expression {
        private final int slot;

        Bound(int slot) {
            this.slot = slot;
        }

        @Override
        Value value(Frame frame) {
            return frame.slots[slot];
        }
    }

    /** Evaluated when it is needed; the slot keeps the value until whatever is around is evaluated anew. */
    private static final class Later extends Expression {
        private final int slot;
        private final Expression expression;

        Later(int slot, Expression expression) {
            this.slot = slot;
            this.expression = expression;
        }

        @Override
        Value value(Frame frame) {
            Value known = frame.slots[slot];
            if (known == null) {
                known = expression.value(frame);
                frame.slots[slot] = known;
            }
            return known;
        }

        @Override
        boolean contains(Frame frame, Value element) {
            return frame.slots[slot] == null ? expression.contains(frame, element) : super.contains(frame, element);
        }
    }

    /** The scope inside a definition that is called, and the slots to clear before its body is evaluated. */
    record Inside(SemanticNode body, Scope scope, List<Integer> cleared) {}

    /** @throws Untranslatable if the definition calls itself */
    Inside inside(OpApplNode call, OpDefNode definition, Scope home, Scope scope) throws Untranslatable {
        Scope inner = home;
        List<Integer> cleared = new ArrayList<>();
        for (int n = 0; n < definition.getParams().length; n++) {
            inner = inner.with(definition.getParams()[n], argument(call.getArgs()[n], scope, cleared));
        }
        return new Inside(definition.getBody(), inner, cleared);
    }

    private Scope.Binding argument(ExprOrOpArgNode argument, Scope scope, List<Integer> cleared) throws Untranslatable {
        if (argument instanceof OpArgNode passed) {
            return passed.getOp() instanceof OpDefNode definition && Tree.isDefinition(definition)
                    ? scope.find(definition) instanceof Operator local ? local : new Operator(definition, scope)
                    : unpassable(argument);
        }
        return later(argument, scope, cleared);
    }

    private static Scope.Binding unpassable(SemanticNode argument) throws Untranslatable {
        throw new Untranslatable(
                argument, "an operator as an argument that is not defined by a module of this specification");
    }

    /** What changes while it is being evaluated, as next values do, is evaluated each time. */
    private Meaning later(SemanticNode node, Scope scope, List<Integer> cleared) throws Untranslatable {
        Meaning meaning = meaning(node, scope);
        Expression expression = meaning.expression();
        if (expression instanceof Expression.Constant
                || expression instanceof Bound
                || expression instanceof Later
                || primed
                || ((LevelNode) node).getLevel() >= ACTION_LEVEL) {
            return meaning;
        }
        int slot = newSlot();
        cleared.add(slot);
        return new Meaning(new Later(slot, expression), meaning.uses());
    }

    private Expression call(OpApplNode node, OpDefNode definition, Scope home, Scope scope) throws Untranslatable {
        Inside inside = inside(node, definition, home, scope);
        enter(node, definition);
        try {
            return cleared(inside.cleared(), expression(inside.body(), inside.scope()));
        } finally {
            leave(definition);
        }
    }

    void enter(SemanticNode node, OpDefNode definition) throws Untranslatable {
        if (definition.getInRecursive() || !calls.add(definition)) {
            throw new Untranslatable(node, definition.getName() + ", which calls itself");
        }
    }

    void leave(OpDefNode definition) {
        calls.remove(definition);
    }

    private Expression let(LetInNode let, Scope scope) throws Untranslatable {
        List<Integer> cleared = new ArrayList<>();
        Scope inner = local(let, scope, cleared);
        return cleared(cleared, expression(let.getBody(), inner));
    }

    /** The scope inside a LET. */
    Scope local(LetInNode let, Scope scope, List<Integer> cleared) throws Untranslatable {
        Scope inner = scope;
        for (OpDefNode definition : let.getLets()) {
            if (definition.getInRecursive()) {
                throw new Untranslatable(definition, definition.getName() + ", which calls itself");
            }
            inner = inner.with(
                    definition,
                    definition.getParams().length == 0 && definition.getLevel() < ACTION_LEVEL
                            ? later(definition.getBody(), inner, cleared)
                            : new Operator(definition, inner));
        }
        return inner;
    }

    private static Expression cleared(List<Integer> memos, Expression body) {
        if (memos.isEmpty() || body instanceof Expression.Constant) {
            return body;
        }
        int[] slots = Ints.toArray(memos);
        return new Delegate() {
            @Override
            Expression chosen(Frame frame) {
                for (int slot : slots) {
                    frame.slots[slot] = null;
                }
                return body;
            }
        };
    }

    /** Symbols that a quantifier binds, with their slots and ranges, and the scope in which they are bound. */
    record Quantified(List<Integer> slots, List<Expression> ranges, Scope scope) {}

    /** @throws Untranslatable if elements are taken apart: {@code \E <<a, b>> \in S} */
    Quantified quantified(OpApplNode node, Scope scope) throws Untranslatable {
        if (node.getBdedQuantSymbolLists() == null) {
            throw new Untranslatable(node, "a quantifier without a range");
        } else if (Tree.bindsTuples(node)) {
            throw new Untranslatable(node, "a quantifier over tuples");
        }
        List<FormalParamNode> symbols = Tree.symbols(node);
        List<Integer> numbers = new ArrayList<>();
        List<Expression> ranges = new ArrayList<>();
        Scope inner = scope;
        for (FormalParamNode symbol : symbols) {
            int slot = newSlot();
            ranges.add(expression(Tree.range(node, symbol), scope));
            numbers.add(slot);
            inner = inner.with(symbol, new Slot(slot));
        }
        return new Quantified(numbers, ranges, inner);
    }

    /** A formula in which a quantifier's symbols are bound. */
    Expression body(SemanticNode node, Quantified quantified) throws Untranslatable {
        Expression body = expression(node, quantified.scope());
        for (int slot : quantified.slots()) {
            open.peek().remove(slot);
        }
        return body;
    }

    /** A formula with its variables' next values. */
    Expression primed(SemanticNode node, Scope scope) throws Untranslatable {
        if (primed) {
            throw new Untranslatable(node, "a prime under a prime");
        }
        primed = true;
        try {
            return expression(node, scope);
        } finally {
            primed = false;
        }
    }

    /** A formula that may speak of one more slot, as an EXCEPT of its {@code @}. */
    Expression withSlot(SemanticNode node, Object symbol, int slot, Scope scope) throws Untranslatable {
        Expression expression = expression(node, scope.with(symbol, new Slot(slot)));
        open.peek().remove(slot);
        return expression;
    }

    /** The shape of a record constructor or a set of records, whose arguments are pairs of a name and something. */
    static Shape shape(OpApplNode node) {
        Shape shape = Shape.EMPTY;
        for (SemanticNode pair : node.getArgs()) {
            shape = shape.and(
                    ((StringNode) ((OpApplNode) pair).getArgs()[0]).getRep().toString());
        }
        return shape;
    }
}
