package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.util.Context;
import tlc2.value.impl.Value;

/**
 * A formula {@code \A m \in M, … : P} where each M is the network variable, or a subset of it by a filter, and neither
 * P nor a filter mentions the network. If it held, and only the network has grown, it holds still if P does for every
 * choice that has a new message in it. That argument is syntactic; a formula of another form is evaluated whole.
 */
final class OverMessages {
    /** {@code symbol \in {filtered \in network : filter}}; without a filter, {@code symbol \in network}. */
    private record Symbol(FormalParamNode symbol, ImmutableList<Filter> filters, List<Value> known) {}

    private record Filter(FormalParamNode element, SemanticNode condition) {}

    private final ImmutableList<Symbol> symbols;
    private final SemanticNode body;
    private final Evaluator evaluator;

    private OverMessages(ImmutableList<Symbol> symbols, SemanticNode body, Evaluator evaluator) {
        this.symbols = symbols;
        this.body = body;
        this.evaluator = evaluator;
    }

    static Optional<OverMessages> of(SemanticNode node, String network, Evaluator evaluator) {
        if (Tree.opcode(node) != ToolGlobals.OPCODE_bf || Tree.bindsTuples((OpApplNode) node)) {
            return Optional.empty();
        }
        OpApplNode forAll = (OpApplNode) node;
        SemanticNode body = forAll.getArgs()[0];
        ImmutableList.Builder<Symbol> symbols = ImmutableList.builder();
        for (FormalParamNode symbol : Tree.symbols(forAll)) {
            Optional<ImmutableList<Filter>> filters = filters(Tree.range(forAll, symbol), network);
            if (filters.isEmpty() || Tree.reads(body).contains(network)) {
                return Optional.empty();
            }
            symbols.add(new Symbol(symbol, filters.get(), new ArrayList<>()));
        }
        return Optional.of(new OverMessages(symbols.build(), body, evaluator));
    }

    private static Optional<ImmutableList<Filter>> filters(SemanticNode range, String network) {
        if (Tree.isVariable(range, network)) {
            return Optional.of(ImmutableList.of());
        } else if (Tree.isZeroArityCall(range)) {
            return filters(Tree.definition((OpApplNode) range).getBody(), network);
        } else if (Tree.opcode(range) == ToolGlobals.OPCODE_sso) {
            OpApplNode subset = (OpApplNode) range;
            FormalParamNode element = Tree.symbols(subset).get(0);
            SemanticNode condition = subset.getArgs()[0];
            if (Tree.bindsTuples(subset) || Tree.reads(condition).contains(network)) {
                return Optional.empty();
            }
            return filters(subset.getBdedQuantBounds()[0], network).map(inner -> ImmutableList.<Filter>builder()
                    .addAll(inner)
                    .add(new Filter(element, condition))
                    .build());
        }
        return Optional.empty();
    }

    /** Takes in messages for which the formula was evaluated otherwise. */
    void learn(List<Value> news) {
        symbols.forEach(s -> s.known.addAll(news));
    }

    /** Whether the formula holds with these messages added, if it held before. */
    boolean holdsFor(List<Value> news, TLCState state) throws SpecificationException {
        if (news.isEmpty()) {
            return true;
        }
        for (int fresh = 0; fresh < symbols.size(); fresh++) {
            if (!holds(0, fresh, news, Context.Empty, state)) {
                return false;
            }
            // From here on this symbol's new messages count as known, so no choice is looked at twice.
            symbols.get(fresh).known.addAll(news);
        }
        return true;
    }

    /** Chooses for symbol number n on; number {@code fresh} takes the new messages, the others those known. */
    private boolean holds(int n, int fresh, List<Value> news, Context context, TLCState state)
            throws SpecificationException {
        if (n == symbols.size()) {
            return evaluator.holds(body, context, state, state);
        }
        Symbol symbol = symbols.get(n);
        for (Value message : n == fresh ? news : symbol.known) {
            if (passes(symbol, message, state)
                    && !holds(n + 1, fresh, news, context.cons(symbol.symbol, message), state)) {
                return false;
            }
        }
        return true;
    }

    private boolean passes(Symbol symbol, Value message, TLCState state) throws SpecificationException {
        for (Filter filter : symbol.filters) {
            if (!evaluator.holds(filter.condition, Context.Empty.cons(filter.element, message), state, state)) {
                return false;
            }
        }
        return true;
    }
}
