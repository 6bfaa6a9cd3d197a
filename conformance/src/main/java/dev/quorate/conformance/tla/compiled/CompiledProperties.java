package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.tla.tlc.Conjunct;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;

/**
 * The invariants and properties of steps as code, made once for a specification. Each behaviour that is watched has
 * checks of its own, which know what has happened in it.
 */
final class CompiledProperties {
    /** @param ofStates whether it is (a part of) an invariant */
    record Property(String name, boolean ofStates, Supplier<Check> check) {}

    private final CompiledSpecification home;
    private final List<Property> compiled = new ArrayList<>();
    private final Set<String> notCompiled = new LinkedHashSet<>();
    private final int slots;

    CompiledProperties(CompiledSpecification home, Tool tool) {
        this.home = home;
        Translation translation = new Translation(home.names(), Places.IGNORED);
        Checks checks = new Checks(translation);
        Action[] steps = tool.getImpliedActions();
        for (int n = 0; n < steps.length; n++) {
            boolean plain = steps[n].con == Context.Empty;
            SemanticNode formula = steps[n].pred;
            add(tool.getImpliedActNames()[n], false, () -> checks.stepProperty(plain ? formula : unplain(formula)));
        }
        for (Conjunct part : Conjunct.ofInvariants(tool)) {
            add(part.invariant(), true, () -> checks.invariant(part.formula()));
        }
        this.slots = translation.slots();
    }

    private static SemanticNode unplain(SemanticNode formula) throws Untranslatable {
        throw new Untranslatable(formula, "a property inside of another definition");
    }

    private interface Translated {
        Supplier<Check> check() throws Untranslatable;
    }

    private void add(String property, boolean ofStates, Translated translated) {
        try {
            compiled.add(new Property(property, ofStates, translated.check()));
        } catch (Untranslatable e) {
            home.notCompiled(property, e);
            notCompiled.add(property);
        }
    }

    ImmutableList<Property> compiled() {
        return ImmutableList.copyOf(compiled);
    }

    /** The names of those that are left to the reference engine. */
    ImmutableSet<String> notCompiled() {
        return ImmutableSet.copyOf(notCompiled);
    }

    /** What a behaviour's checks look at. */
    Change newChange() {
        return new Change(home.names().variables().size(), slots);
    }
}
