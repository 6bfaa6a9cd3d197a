package dev.quorate.conformance.tla.tlc;

import dev.quorate.conformance.tla.SpecificationException;
import java.util.Optional;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.EvalControl;
import tlc2.tool.TLCState;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.Value;

/** TLC's evaluator, with its failures turned into {@link SpecificationException}. */
final class Evaluator {
    /** Of what TLC says; it quotes whole values, and one can be a whole network. */
    private static final int LONGEST = 240;

    private final Tool tool;
    private final SourceText text;

    Evaluator(Tool tool, SourceText text) {
        this.tool = tool;
        this.text = text;
    }

    /** What an evaluation does; TLC stops one by all kinds of unchecked exceptions. */
    @FunctionalInterface
    interface Evaluation<T> {
        T run();
    }

    /** Runs an evaluation of something at {@code node}. */
    <T> T at(SemanticNode node, Evaluation<T> evaluation) throws SpecificationException {
        try {
            return evaluation.run();
        } catch (RuntimeException | StackOverflowError e) {
            String why = String.valueOf(e.getMessage() == null ? e : e.getMessage())
                    .replaceAll("\\s+", " ")
                    .strip();
            throw new SpecificationException(
                    text.of(node).place() + ": TLC cannot evaluate this: "
                            + (why.length() <= LONGEST ? why : why.substring(0, LONGEST) + " ..."),
                    e);
        }
    }

    Value value(SemanticNode node, Context context, TLCState before, TLCState after) throws SpecificationException {
        return at(node, () -> (Value) tool.eval(node, context, before, after, EvalControl.Clear));
    }

    boolean holds(SemanticNode node, Context context, TLCState before, TLCState after) throws SpecificationException {
        if (value(node, context, before, after) instanceof BoolValue truth) {
            return truth.val;
        }
        throw new SpecificationException(
                text.of(node).place() + ": is not a formula: " + text.of(node).text());
    }

    /** The value of an expression for a reader's eye, if it has one. */
    Optional<String> shown(SemanticNode node, Context context, TLCState before, TLCState after) {
        try {
            Value value = value(node, context, before, after);
            return Optional.of(at(node, () -> TlcValues.fromTlc(value).toString()));
        } catch (SpecificationException e) {
            return Optional.empty();
        }
    }
}
