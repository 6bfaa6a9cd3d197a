package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.trace.Value;
import java.util.function.Predicate;

/** What is evaluated by evaluating another expression. */
abstract class Delegate extends Expression {
    abstract Expression chosen(Frame frame);

    @Override
    Value value(Frame frame) {
        return chosen(frame).value(frame);
    }

    @Override
    boolean truth(Frame frame) {
        return chosen(frame).truth(frame);
    }

    @Override
    boolean contains(Frame frame, Value element) {
        return chosen(frame).contains(frame, element);
    }

    @Override
    boolean all(Frame frame, Predicate<Value> test) {
        return chosen(frame).all(frame, test);
    }
}
