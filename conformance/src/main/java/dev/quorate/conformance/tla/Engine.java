package dev.quorate.conformance.tla;

import java.util.Locale;

/** What evaluates a specification. All give the same answers; they differ in speed, and in whom one has to trust. */
public enum Engine {
    /** Code made from the parser's tree when the specification is loaded, with TLC's evaluator beside it. */
    COMPILED("compiled.CompiledSpecification"),
    /** TLC's own evaluator. */
    REFERENCE("tlc.TlcSpecification"),
    /** Both, and each answer of the one is compared with that of the other. */
    BOTH("");

    private final String type;

    Engine(String type) {
        this.type = type;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The class that implements it, inside this package. */
    String type() {
        return type;
    }
}
