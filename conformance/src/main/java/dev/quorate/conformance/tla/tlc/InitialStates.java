package dev.quorate.conformance.tla.tlc;

import dev.quorate.conformance.tla.SpecificationException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.IStateFunctor;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.coverage.CostModel;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.util.Vect;

/**
 * Initial states of which some variables are known. TLC finds initial states by completing an empty one; it has no
 * public way to complete another, so this calls the one that it has. A known variable is then only tested against
 * {@code v \in S}, which works for an infinite S too.
 */
final class InitialStates {
    private InitialStates() {}

    static StateVec from(Tool tool, Evaluator evaluator, TLCState known) throws SpecificationException {
        Vect<Action> conjuncts = tool.getInitStateSpec();
        Action first = conjuncts.elementAt(0);
        StateVec found = new StateVec(0);
        evaluator.at(first.pred, () -> {
            complete(tool, conjuncts, known, found);
            return null;
        });
        return found;
    }

    private static void complete(Tool tool, Vect<Action> conjuncts, TLCState known, StateVec found) {
        try {
            Class<?> list = Class.forName("tlc2.tool.impl.ActionItemList", true, Tool.class.getClassLoader());
            Field empty = list.getField("Empty");
            empty.setAccessible(true);
            Method cons = list.getDeclaredMethod("cons", Action.class, int.class);
            cons.setAccessible(true);
            Object rest = empty.get(null);
            for (int n = conjuncts.size() - 1; n > 0; n--) {
                rest = cons.invoke(rest, conjuncts.elementAt(n), -1);
            }
            Method complete = Tool.class.getDeclaredMethod(
                    "getInitStates",
                    SemanticNode.class,
                    list,
                    Context.class,
                    TLCState.class,
                    IStateFunctor.class,
                    CostModel.class);
            complete.setAccessible(true);
            Action first = conjuncts.elementAt(0);
            complete.invoke(tool, first.pred, rest, first.con, known, found, first.cm);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException evaluation) {
                throw evaluation;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this edition of the TLA+ tools finds initial states in another way", e);
        }
    }
}
