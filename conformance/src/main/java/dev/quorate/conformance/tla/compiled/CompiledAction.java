package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.tlc.CallSite;
import dev.quorate.conformance.tla.tlc.Tree;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tla2sany.semantic.SemanticNode;

/** An action of the next-state relation as code, with the bounds that the relation puts on its arguments. */
final class CompiledAction {
    /**
     * The argument that a formal parameter names.
     *
     * @param range the set it must be from
     * @param received whether that is the network; then it is for others to judge
     */
    private record Argument(String name, int slot, Expression range, boolean received) {}

    private final CompiledSpecification home;
    private final List<Argument> arguments = new ArrayList<>();
    private final Places places;
    private final ActionCode code;
    private final Frame frame;
    private List<State> found = new ArrayList<>();

    CompiledAction(CompiledSpecification home, CallSite site) throws Untranslatable {
        this.home = home;
        this.places = new Places(home.reference()::source);
        Translation translation = new Translation(home.names(), places);
        Scope scope = Scope.EMPTY;
        for (CallSite.Bound bound : site.bounds()) {
            int slot = translation.newSlot();
            Expression range = translation.expression(bound.range(), scope);
            arguments.add(new Argument(
                    site.formalFor(bound.symbol()).getName().toString(), slot, range, isNetwork(bound.range())));
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
        places.reset();
    }

    Places places() {
        return places;
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

    /** Every choice of arguments. @throws HandOver if TLC must say which there are */
    ImmutableList<ImmutableMap<String, Value>> instances(CompiledState before) {
        frame.look(before);
        ImmutableList.Builder<ImmutableMap<String, Value>> all = ImmutableList.builder();
        choose(0, new LinkedHashMap<>(), before, all);
        return all.build();
    }

    private void choose(
            int n,
            Map<String, Value> chosen,
            CompiledState before,
            ImmutableList.Builder<ImmutableMap<String, Value>> all) {
        if (n == arguments.size()) {
            all.add(ImmutableMap.copyOf(chosen));
            return;
        }
        Argument argument = arguments.get(n);
        Predicate<Value> take = value -> {
            frame.slots[argument.slot] = value;
            chosen.put(argument.name, value);
            choose(n + 1, chosen, before, all);
            return true;
        };
        argument.range.all(frame, take);
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
            if (!argument.received && !argument.range.contains(frame, value)) {
                return ImmutableList.of();
            }
            frame.slots[argument.slot] = value;
        }
        found.clear();
        code.run(frame);
        return ImmutableList.copyOf(found);
    }
}
