package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.PropertyWatch;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.tla.compiled.CompiledProperties.Property;
import dev.quorate.conformance.tla.tlc.TlcSpecification;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The watch of compiled code. It only finds out that a step violates something; what, and why, TLC's evaluator says. A
 * property that is not compiled, or of which the code was not certain once, is watched by TLC's evaluator from there on.
 */
final class CompiledWatch implements PropertyWatch {
    private record Watched(String property, Check check, boolean ofStates) {}

    private final TlcSpecification reference;
    private final List<Watched> watched = new ArrayList<>();
    private final Set<String> handedOver = new LinkedHashSet<>();
    private final Change change;
    private PropertyWatch ofReference;
    /** The state that the reference's watch saw last. */
    private State seen;

    CompiledWatch(CompiledSpecification home, CompiledProperties properties) {
        this.reference = home.reference();
        for (Property property : properties.compiled()) {
            watched.add(new Watched(property.name(), property.check().get(), property.ofStates()));
        }
        handedOver.addAll(properties.notCompiled());
        this.change = properties.newChange();
        this.ofReference = reference.watch(handedOver);
    }

    @Override
    public ImmutableList<String> properties() {
        return ofReference.properties();
    }

    @Override
    public ImmutableList<String> unchecked() {
        return ofReference.unchecked();
    }

    @Override
    public ImmutableList<Violation> start(State initial) throws SpecificationException {
        seen = ((CompiledState) initial).reference();
        learn((CompiledState) initial);
        PropertyWatch all = reference.watch();
        ofReference.start(seen);
        return all.start(seen);
    }

    /** The messages that are there from the beginning are new to all checks. */
    private void learn(CompiledState initial) {
        change.look(initial, initial, initial.sentSince(initial.withEmptyNetwork()));
        for (int n = watched.size() - 1; n >= 0; n--) {
            try {
                if (watched.get(n).ofStates) {
                    watched.get(n).check.holds(change);
                }
            } catch (HandOver e) {
                handedOver.add(watched.remove(n).property);
            }
        }
    }

    @Override
    public ImmutableList<Violation> step(State before, State after, ImmutableList<Value> sent)
            throws SpecificationException {
        CompiledState first = (CompiledState) before;
        CompiledState second = (CompiledState) after;
        if (!change.look(first, second, sent)) {
            return ImmutableList.of();
        }
        boolean holds = true;
        boolean certain = true;
        for (int n = watched.size() - 1; n >= 0; n--) {
            try {
                holds &= watched.get(n).check.holds(change);
            } catch (HandOver e) {
                certain = false;
                handedOver.add(watched.remove(n).property);
            }
        }
        if (!holds || !certain) {
            return ask(first, second, holds);
        }
        return handedOver.isEmpty() ? ImmutableList.of() : followed(second, sent);
    }

    /** What the reference says of a step about which the code is not certain, or which it found to violate something. */
    private ImmutableList<Violation> ask(CompiledState before, CompiledState after, boolean holds)
            throws SpecificationException {
        State first = before.reference();
        State second = after.reference();
        ImmutableList<Violation> violations = reference.violations(first, second);
        if (!holds && violations.isEmpty()) {
            throw new IllegalStateException("the compiled engine found a violation where the reference finds none");
        }
        ofReference = reference.watch(handedOver);
        ofReference.start(second);
        seen = second;
        return violations;
    }

    /** The same step for the reference's watch; its states grow along, as to make them anew costs more and more. */
    private ImmutableList<Violation> followed(CompiledState after, ImmutableList<Value> sent)
            throws SpecificationException {
        State before = seen;
        seen = ((CompiledState) after.withEmptyNetwork()).reference().withNetworkOf(before, sent);
        return ofReference.step(before, seen, sent);
    }
}
