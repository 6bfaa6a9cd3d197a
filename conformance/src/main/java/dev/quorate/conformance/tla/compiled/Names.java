package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.tlc.Tools;
import dev.quorate.conformance.trace.Value;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.TLCState;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.util.Vect;
import tlc2.value.IValue;

/**
 * What the names of a specification stand for: variables are places in a state, constants have the values that TLC
 * gives them, and a definition may be replaced by the configuration.
 */
final class Names {
    private final Tool tool;
    private final ImmutableList<String> variables;
    private final String[] all;
    /** What the configuration gives a value. */
    private final Set<String> replaced = new HashSet<>();

    private final String network;
    private final int numberOfNetwork;

    Names(Tool tool, ImmutableList<String> variables, String network) {
        this.tool = tool;
        this.variables = variables;
        this.all = variables.toArray(String[]::new);
        this.network = network;
        this.numberOfNetwork = variables.indexOf(network);
        Vect<?> assignments = tool.getModelConfig().getConstants();
        for (int n = 0; n < assignments.size(); n++) {
            replaced.add(((Vect<?>) assignments.elementAt(n)).elementAt(0).toString());
        }
    }

    ImmutableList<String> variables() {
        return variables;
    }

    String network() {
        return network;
    }

    boolean isNetwork(String variable) {
        return variable.equals(network);
    }

    boolean isNetwork(int number) {
        return number == numberOfNetwork;
    }

    int number(String variable) {
        for (int n = 0; n < all.length; n++) {
            if (all[n].equals(variable)) {
                return n;
            }
        }
        return -1;
    }

    Expression variable(String name) {
        return isNetwork(name) ? new Network(false) : new Variable(number(name), false);
    }

    Expression next(String name) {
        return isNetwork(name) ? new Network(true) : new Variable(number(name), true);
    }

    /** The value of a variable other than the network, now or next. */
    private static final class Variable extends Expression {
        private final int number;
        private final boolean primed;

        Variable(int number, boolean primed) {
            this.number = number;
            this.primed = primed;
        }

        @Override
        Value value(Frame frame) {
            Value value = (primed ? frame.after : frame.before)[number];
            if (value == null) {
                throw new HandOver("no next value yet");
            }
            return value;
        }
    }

    /** The messages in the network, which are written out as a set only where nothing else will do. */
    private static final class Network extends Expression {
        private final boolean primed;

        Network(boolean primed) {
            this.primed = primed;
        }

        private MessageSet messages(Frame frame) {
            MessageSet messages = primed ? frame.sentAfter : frame.sentBefore;
            if (messages == null) {
                throw new HandOver("no next value yet");
            }
            return messages;
        }

        @Override
        Value value(Frame frame) {
            return messages(frame).asSet();
        }

        @Override
        boolean contains(Frame frame, Value element) {
            return messages(frame).contains(element);
        }

        @Override
        boolean all(Frame frame, Predicate<Value> test) {
            MessageSet messages = messages(frame);
            for (int n = 0; n < messages.size(); n++) {
                if (!test.test(messages.get(n))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @throws Untranslatable if the constant is an operator, or a value that no trace could hold */
    Value constant(SemanticNode node, SymbolNode constant) throws Untranslatable {
        try {
            return Tools.constant(tool, constant);
        } catch (SpecificationException e) {
            throw new Untranslatable(node, "the constant " + constant.getName() + ", which is no finite value");
        }
    }

    /** The definition itself. @throws Untranslatable if the configuration puts something else in its place */
    OpDefNode definition(SemanticNode node, OpDefNode definition) throws Untranslatable {
        Object found = tool.lookup(definition, Context.Empty, TLCState.Empty, false);
        boolean itself = found == definition
                || (found instanceof IValue
                        && !replaced.contains(definition.getName().toString()));
        if (!itself || definition.getBody() == null) {
            throw new Untranslatable(node, definition.getName() + ", which the configuration replaces");
        }
        return definition; // if a value was found, it is TLC's of the same formula, evaluated when it was loaded
    }
}
