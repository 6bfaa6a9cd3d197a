package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.Value;

/** What the modules of a model define, with the constants of its configuration. */
public interface ModelDefinitions extends AutoCloseable {
    /**
     * The constants that a module of the model declares, or one that it extends, as the configuration sets them. A
     * model value is the string of its name.
     *
     * @throws SpecificationException if one is no value, as an operator with arguments
     */
    ImmutableMap<String, Value> constants(String module) throws SpecificationException;

    /** The comment above a definition; an empty string if there is none. */
    String comment(String definition);

    /** The properties that speak of whole behaviours, not of states or steps, in TLC's words. */
    ImmutableList<String> propertiesOfBehaviours();

    @Override
    void close();
}
