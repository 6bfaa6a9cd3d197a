package dev.quorate.conformance.tla.compiled;

import static tlc2.tool.ToolGlobals.*;

import com.google.common.collect.Sets;
import dev.quorate.conformance.tla.compiled.Check.Reads;
import dev.quorate.conformance.tla.compiled.Check.Rows;
import dev.quorate.conformance.tla.compiled.InvariantOfMessages.Selector;
import dev.quorate.conformance.tla.compiled.InvariantOfPairs.Side;
import dev.quorate.conformance.tla.compiled.MessageRange.Filter;
import dev.quorate.conformance.tla.tlc.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SemanticNode;

/**
 * Finds for each formula the {@link Check} that evaluates least. Which one that is follows from the form of the formula
 * alone; where no form fits, all of it is evaluated when anything that it reads has changed.
 */
final class Checks {
    private final Translation t;
    private final String network;
    private final NetworkGrowth growth;

    Checks(Translation translation) {
        this.t = translation;
        this.network = t.names().network();
        this.growth = new NetworkGrowth(network);
    }

    Supplier<Check> invariant(SemanticNode formula) throws Untranslatable {
        Expression whole = t.expression(formula, Scope.EMPTY);
        Reads all = reads(formula);
        Optional<Supplier<Check>> found = Optional.empty();
        if (isForAll(formula)) {
            OpApplNode forAll = (OpApplNode) formula;
            List<FormalParamNode> symbols = Tree.symbols(forAll);
            if (symbols.size() == 1) {
                found = ofMessages(whole, forAll, symbols.get(0));
                found = found.isPresent() ? found : ofRows(whole, forAll, symbols.get(0));
            } else if (symbols.size() == 2) {
                found = ofPairs(forAll, symbols.get(0), symbols.get(1));
            }
        } else if (Tree.opcode(formula) == OPCODE_in) {
            found = ofRowTypes(whole, (OpApplNode) formula);
        }
        return found.orElse(() -> new Check.Invariant(whole, all));
    }

    private static boolean isForAll(SemanticNode formula) {
        return Tree.opcode(formula) == OPCODE_bf && !Tree.bindsTuples((OpApplNode) formula);
    }

    private Reads reads(SemanticNode formula) {
        return new Reads(new int[0], numbers(Tree.reads(formula)), readsNetwork(formula));
    }

    /** Whether it matters to a formula that holds if the network has grown. */
    private boolean readsNetwork(SemanticNode formula) {
        return !growth.keeps(formula);
    }

    /** The numbers of variables, the network excepted. */
    private int[] numbers(Collection<String> variables) {
        return variables.stream()
                .filter(v -> !t.names().isNetwork(v))
                .mapToInt(t.names()::number)
                .sorted()
                .toArray();
    }

    /** What a formula reads if it reads rows by the symbol itself. */
    private Optional<Reads> readsByRow(SemanticNode body, FormalParamNode symbol, boolean readsNetwork) {
        RowReads reads = RowReads.of(body, symbol);
        int[] byRow = numbers(Sets.difference(reads.byRow(), reads.whole()));
        return reads.selector().equals(Optional.of("")) && byRow.length > 0
                ? Optional.of(new Reads(byRow, numbers(reads.whole()), readsNetwork))
                : Optional.empty();
    }

    /** P for the rows of S, if that is the same set in every state. */
    private Optional<Supplier<Rows>> rows(OpApplNode forAll, FormalParamNode symbol, Reads reads)
            throws Untranslatable {
        Expression range = t.expression(Tree.range(forAll, symbol), Scope.EMPTY);
        if (!(range instanceof Expression.Constant)) {
            return Optional.empty();
        }
        int slot = t.newSlot();
        Expression body = t.expression(forAll.getArgs()[0], Scope.EMPTY.with(symbol, new Scope.Slot(slot)));
        return Optional.of(() -> new Rows(slot, range, body, reads.byRow()));
    }

    private Optional<Supplier<Check>> ofRows(Expression whole, OpApplNode forAll, FormalParamNode symbol)
            throws Untranslatable {
        SemanticNode body = forAll.getArgs()[0];
        Optional<Reads> reads = readsByRow(body, symbol, readsNetwork(body));
        Optional<Supplier<Rows>> rows = reads.isPresent() ? rows(forAll, symbol, reads.get()) : Optional.empty();
        return rows.map(r -> () -> new Check.InvariantOfRows(whole, r.get(), reads.get()));
    }

    /** {@code v \in [S -> T]} is true of a function with the domain S if {@code v[i] \in T} for each i. */
    private Optional<Supplier<Check>> ofRowTypes(Expression whole, OpApplNode membership) throws Untranslatable {
        SemanticNode variable = membership.getArgs()[0];
        SemanticNode type = membership.getArgs()[1];
        if (!Tree.isVariable(variable)
                || Tree.opcode(type) != OPCODE_sof
                || !Tree.reads(type).isEmpty()) {
            return Optional.empty();
        }
        Expression domain = t.expression(((OpApplNode) type).getArgs()[0], Scope.EMPTY);
        Expression range = t.expression(((OpApplNode) type).getArgs()[1], Scope.EMPTY);
        if (!(domain instanceof Expression.Constant)) {
            return Optional.empty();
        }
        int slot = t.newSlot();
        Expression row = Functions.application(t.expression(variable, Scope.EMPTY), Translation.bound(slot));
        Reads reads = new Reads(numbers(Tree.reads(variable)), new int[0], false);
        Expression body = Logic.in(row, range);
        return Optional.of(() -> new Check.InvariantOfRows(whole, new Rows(slot, domain, body, reads.byRow()), reads));
    }

    private Optional<Supplier<Check>> ofMessages(Expression whole, OpApplNode forAll, FormalParamNode symbol)
            throws Untranslatable {
        SemanticNode body = forAll.getArgs()[0];
        Optional<MessageRange> range = messages(Tree.range(forAll, symbol));
        if (range.isEmpty() || readsNetwork(body)) {
            return Optional.empty();
        }
        RowReads rowReads = RowReads.of(body, symbol);
        Set<String> byRow = Sets.difference(rowReads.byRow(), rowReads.whole());
        Optional<String> field = rowReads.selector().filter(f -> !f.isEmpty());
        Scope scope = Scope.EMPTY.with(symbol, new Scope.Slot(range.get().slot()));
        Selector selector = byRow.isEmpty() || field.isEmpty()
                ? null
                : selector(body, symbol, field.get(), range.get().slot(), scope);
        Reads reads = selector == null ? reads(body) : new Reads(numbers(byRow), numbers(rowReads.whole()), false);
        Reads rest = new Reads(reads.byRow(), reads.whole(), false);
        Expression formula = t.expression(body, scope);
        return Optional.of(() -> new InvariantOfMessages(whole, range.get(), formula, rest, selector));
    }

    private Selector selector(SemanticNode body, FormalParamNode symbol, String field, int slot, Scope scope)
            throws Untranslatable {
        Expression row = Functions.selection(Translation.bound(slot), field);
        for (OpApplNode equation : premises(body)) {
            for (int n = 0; n < 2; n++) {
                SemanticNode key = equation.getArgs()[n];
                SemanticNode wanted = equation.getArgs()[1 - n];
                if (RowReads.selector(key, Set.of(symbol)).isPresent() && mentionsOnly(wanted, symbol, field)) {
                    return new Selector(row, t.expression(key, scope), t.expression(wanted, scope));
                }
            }
        }
        return new Selector(row, null, null);
    }

    /** Whether a formula speaks of the symbol only as {@code symbol.field}. */
    private static boolean mentionsOnly(SemanticNode node, FormalParamNode symbol, String field) {
        Optional<String> selected = RowReads.selector(node, Set.of(symbol));
        return selected.isPresent()
                ? selected.get().equals(field)
                : Tree.parts(node).stream().allMatch(part -> mentionsOnly(part, symbol, field));
    }

    private static boolean mentions(SemanticNode node, FormalParamNode symbol) {
        return RowReads.selector(node, Set.of(symbol)).isPresent()
                || Tree.parts(node).stream().anyMatch(part -> mentions(part, symbol));
    }

    /** The equations without which a formula is true at once: the e = d of {@code ... /\ e = d => Q}. */
    private static List<OpApplNode> premises(SemanticNode formula) {
        List<OpApplNode> found = new ArrayList<>();
        if (Tree.opcode(formula) == OPCODE_implies) {
            collectEquations(((OpApplNode) formula).getArgs()[0], found);
        }
        return found;
    }

    private static void collectEquations(SemanticNode node, List<OpApplNode> found) {
        switch (Tree.opcode(node)) {
            case OPCODE_cl, OPCODE_land -> Tree.parts(node).forEach(part -> collectEquations(part, found));
            case OPCODE_eq -> found.add((OpApplNode) node);
            default -> {}
        }
    }

    private Optional<Supplier<Check>> ofPairs(OpApplNode forAll, FormalParamNode m, FormalParamNode n)
            throws Untranslatable {
        SemanticNode body = forAll.getArgs()[0];
        Optional<MessageRange> first = messages(Tree.range(forAll, m));
        Optional<MessageRange> second = messages(Tree.range(forAll, n));
        if (first.isEmpty() || second.isEmpty() || !Tree.reads(body).isEmpty()) {
            return Optional.empty();
        }
        Scope scope = Scope.EMPTY
                .with(m, new Scope.Slot(first.get().slot()))
                .with(n, new Scope.Slot(second.get().slot()));
        Expression e = null;
        Expression d = null;
        for (OpApplNode equation : premises(body)) {
            SemanticNode left = equation.getArgs()[0];
            SemanticNode right = equation.getArgs()[1];
            if (mentions(left, m) && !mentions(left, n) && mentions(right, n) && !mentions(right, m)) {
                e = t.expression(left, scope);
                d = t.expression(right, scope);
            } else if (mentions(left, n) && !mentions(left, m) && mentions(right, m) && !mentions(right, n)) {
                e = t.expression(right, scope);
                d = t.expression(left, scope);
            }
        }
        Expression ofFirst = e;
        Expression ofSecond = d;
        Expression formula = t.expression(body, scope);
        return Optional.of(() -> new InvariantOfPairs(
                new Side(first.get(), ofFirst, new MessageIndex()),
                new Side(second.get(), ofSecond, new MessageIndex()),
                formula));
    }

    /** What a name without parameters stands for, and any other formula itself. */
    private SemanticNode meaning(SemanticNode node) throws Untranslatable {
        SemanticNode meant = node;
        while (Tree.isZeroArityCall(meant)) {
            meant = t.names()
                    .definition(meant, Tree.definition((OpApplNode) meant))
                    .getBody();
        }
        return meant;
    }

    /** The network or a part of it, as the range of a symbol. */
    private Optional<MessageRange> messages(SemanticNode range) throws Untranslatable {
        List<Filter> filters = new ArrayList<>();
        SemanticNode rest = meaning(range);
        while (!Tree.isVariable(rest, network)) {
            if (Tree.opcode(rest) == OPCODE_sso
                    && !Tree.bindsTuples((OpApplNode) rest)
                    && Tree.reads(((OpApplNode) rest).getArgs()[0]).isEmpty()) {
                OpApplNode part = (OpApplNode) rest;
                int slot = t.newSlot();
                Scope scope = Scope.EMPTY.with(Tree.symbols(part).get(0), new Scope.Slot(slot));
                filters.add(0, new Filter(slot, t.expression(part.getArgs()[0], scope)));
                rest = meaning(part.getBdedQuantBounds()[0]);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new MessageRange(t.newSlot(), List.copyOf(filters)));
    }

    /** @param formula {@code [A]_e}: A, or e does not change */
    Supplier<Check> stepProperty(SemanticNode formula) throws Untranslatable {
        Reads all = readsOfStep(formula);
        if (Tree.opcode(formula) != OPCODE_sa) {
            Expression whole = t.expression(formula, Scope.EMPTY);
            return () -> new Check.StepProperty(whole, all);
        }
        SemanticNode action = meaning(((OpApplNode) formula).getArgs()[0]);
        SemanticNode subscript = ((OpApplNode) formula).getArgs()[1];
        Expression whole = Logic.or(List.of(
                t.expression(action, Scope.EMPTY),
                Logic.equal(t.primed(subscript, Scope.EMPTY), t.expression(subscript, Scope.EMPTY))));
        Optional<Supplier<Check>> ofRows = isForAll(action) && isAllVariables(subscript)
                ? stepPropertyOfRows(whole, (OpApplNode) action)
                : Optional.empty();
        return ofRows.orElse(() -> new Check.StepProperty(whole, all));
    }

    private Reads readsOfStep(SemanticNode formula) {
        Set<String> reads = Tree.reads(formula);
        return new Reads(new int[0], numbers(reads), reads.contains(network));
    }

    /** Then a step that changes anything changes the subscript. */
    private boolean isAllVariables(SemanticNode subscript) throws Untranslatable {
        SemanticNode tuple = meaning(subscript);
        return Tree.opcode(tuple) == OPCODE_tup
                && Tree.parts(tuple).stream().allMatch(Tree::isVariable)
                && new HashSet<>(t.names().variables()).equals(Tree.reads(tuple));
    }

    private Optional<Supplier<Check>> stepPropertyOfRows(Expression whole, OpApplNode forAll) throws Untranslatable {
        List<FormalParamNode> symbols = Tree.symbols(forAll);
        SemanticNode body = forAll.getArgs()[0];
        Optional<Reads> reads = symbols.size() == 1
                ? readsByRow(body, symbols.get(0), Tree.reads(body).contains(network))
                : Optional.empty();
        Optional<Supplier<Rows>> rows =
                reads.isPresent() ? rows(forAll, symbols.get(0), reads.get()) : Optional.empty();
        return rows.map(r -> () -> new Check.StepPropertyOfRows(whole, r.get(), reads.get()));
    }
}
