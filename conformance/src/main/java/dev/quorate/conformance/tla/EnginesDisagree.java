package dev.quorate.conformance.tla;

/** The engines gave two answers to one question: at least one of them is wrong, and no verdict can be given. */
public final class EnginesDisagree extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public EnginesDisagree(String question, Object compiled, Object reference) {
        super("the engines disagree on " + question + ": compiled says " + compiled + ", reference says " + reference);
    }
}
