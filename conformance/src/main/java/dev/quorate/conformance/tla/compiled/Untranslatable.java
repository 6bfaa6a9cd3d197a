package dev.quorate.conformance.tla.compiled;

import tla2sany.semantic.SemanticNode;

/** A construct that is not compiled. */
final class Untranslatable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SemanticNode node;

    Untranslatable(SemanticNode node, String what) {
        super(what);
        this.node = node;
    }

    SemanticNode node() {
        return node;
    }
}
