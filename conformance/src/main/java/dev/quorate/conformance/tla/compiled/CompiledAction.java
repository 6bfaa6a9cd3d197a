package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.tlc.CallSite;
import dev.quorate.conformance.tla.tlc.Tree;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tla2sany.semantic.SemanticNode;

/** An action of the next-state relation as code, with the bounds that the relation puts on its arguments. */
final class CompiledAction {
    /** The argument that a formal parameter names, its slot, and the set it must be from, if that is not the network. */
    private record Argument(String name, int slot, Expression range) {}

    private final CompiledSpecification home;
    private final List<Argument> arguments = new ArrayList<>();
    private final ActionCode code;
    private final Frame frame;
    private List<State> found = new ArrayList<>();

    CompiledAction(CompiledSpecification home, CallSite site) throws Untranslatable {
        this.home = home;
        Translation translation = new Translation(home.names());
        Scope scope = Scope.EMPTY;
        for (CallSite.Bound bound : site.bounds()) {
            int slot = translation.newSlot();
            Expression range = isNetwork(bound.range()) ? null : translation.expression(bound.range(), scope);
            arguments.add(new Argument(site.formalFor(bound.symbol()).getName().toString(), slot, range));
            scope = scope.with(bound.symbol(), new Scope.Slot(slot));
            scope = scope.with(site.formalFor(bound.symbol()), new Scope.Slot(slot));
        }
        this.code = new ActionTranslation(translation).action(site.action().getBody(), scope, new ActionCode() {
            @Override
            void run(Frame f) {
                add(f);
            }
        });
        this.frame = new Frame(translation.slots());
    }

    private boolean isNetwork(SemanticNode range) {
        return Tree.isVariable(range, home.names().network());
    }

    private void add(Frame f) {
        for (int n = 0; n < f.after.length; n++) {
            if (f.after[n] == null && !home.names().isNetwork(n)) {
                throw new HandOver("a variable without a next value");
            }
        }
        if (f.sentAfter == null) {
            throw new HandOver("a network without a next value");
        }
        found.add(new CompiledState(home, f.after.clone(), f.sentAfter));
    }

    /** @throws HandOver if TLC must say where the action leads */
    ImmutableList<State> successors(CompiledState before, Map<String, Value> given) {
        frame.before = before.values();
        frame.sentBefore = before.network();
        frame.after = new Value[before.values().length];
        frame.sentAfter = null;
        for (Argument argument : arguments) {
            Value value = given.get(argument.name);
            Comparison.check(value);
            if (argument.range != null && !argument.range.contains(frame, value)) {
                return ImmutableList.of();
            }
            frame.slots[argument.slot] = value;
        }
        found.clear();
        code.run(frame);
        return ImmutableList.copyOf(found);
    }
}
