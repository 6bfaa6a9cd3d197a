package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;

/**
 * A disjunct of the next-state relation: a call of an action, under the quantifiers that bind its arguments.
 *
 * @param bounds of the enclosing quantifiers, outermost first
 */
public record CallSite(OpDefNode action, ImmutableList<SemanticNode> arguments, ImmutableList<Bound> bounds) {
    /** {@code \E symbol \in range}. */
    public record Bound(FormalParamNode symbol, SemanticNode range) {}

    public String name() {
        return action.getName().toString();
    }

    /** The formal parameter of the action for which a quantified symbol is passed, or {@code null}. */
    public FormalParamNode formalFor(FormalParamNode symbol) {
        for (int n = 0; n < arguments.size(); n++) {
            if (arguments.get(n) instanceof OpApplNode argument
                    && argument.getOperator().equals(symbol)) {
                return action.getParams()[n];
            }
        }
        return null;
    }

    /** Whether every argument is a quantified symbol and every such symbol an argument: then a call is one choice. */
    public boolean isPlain() {
        return bounds.stream().allMatch(bound -> formalFor(bound.symbol()) != null)
                && arguments.stream()
                        .allMatch(argument -> argument instanceof OpApplNode application
                                && bounds.stream().anyMatch(b -> b.symbol().equals(application.getOperator())));
    }
}
