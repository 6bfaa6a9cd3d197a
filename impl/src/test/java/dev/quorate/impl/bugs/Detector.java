package dev.quorate.impl.bugs;

/** What can notice a mistake. */
enum Detector {
    ASSERTION("assertion", "the core, the server or the simulator throws, in a simulation"),
    CONFORMANCE("conformance", "a step of a simulation is not one of the specification"),
    INVARIANT("invariant", "the states of a simulation break an invariant or a property of steps, whatever the steps"),
    HISTORY("history", "the history of terms and leaders of a simulation has an anomaly: damage, not its cause"),
    LIVENESS("liveness", "a simulation whose faults have ended has no leader soon, or does not keep it"),
    FIGURES("figures", "elections of simulations take longer, or more messages or terms, than those of a sound core"),
    LAB("lab test", "a test of the lab fails, in virtual time"),
    LAB_TRACE("lab trace", "a step that is told in a test of the lab is not one of the specification"),
    EXHAUSTIVE("exhaustive", "of all states that core and specification reach under a bound, some differ");

    private final String title;
    private final String meaning;

    Detector(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    String title() {
        return title;
    }

    String meaning() {
        return meaning;
    }
}
