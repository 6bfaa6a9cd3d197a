package dev.quorate.impl.bugs;

import dev.quorate.impl.campaign.Failure;

/** What can notice a mistake. */
enum Detector {
    ASSERTION("assertion", "the core, the server or the simulator throws, in a simulation"),
    CONFORMANCE("conformance", "a step of a simulation is not one of the specification"),
    INVARIANT("invariant", "the states of a simulation break an invariant or a property of steps"),
    HISTORY("history", "the history of terms and leaders of a simulation has an anomaly: damage, not its cause"),
    LIVENESS("liveness", "a simulation whose faults have ended has no leader soon, or does not keep it"),
    LAB("lab test", "a test of the lab fails, in virtual time"),
    FIGURES("figures", "elections of simulations take longer, or more messages or terms, than those of a sound core"),
    EXHAUSTIVE("exhaustive", "of all states that core and specification reach under a bound, some differ");

    private final String title;
    private final String meaning;

    Detector(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** The one that a campaign calls this. */
    static Detector of(Failure.Detector detector) {
        return switch (detector) {
            case ASSERTION -> ASSERTION;
            case CONFORMANCE -> CONFORMANCE;
            case PROPERTY -> INVARIANT;
            case HISTORY -> HISTORY;
            case LIVENESS -> LIVENESS;
        };
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}
