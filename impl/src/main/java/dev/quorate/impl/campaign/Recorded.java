package dev.quorate.impl.campaign;

import java.util.Optional;

/** An act that happened, and where the message came from, if it was one that arrived. Equal only to itself. */
final class Recorded {
    private final Optional<Recorded> origin;
    private Act act;

    Recorded(Act act, Optional<Recorded> origin) {
        this.act = act;
        this.origin = origin;
    }

    Act act() {
        return act;
    }

    /** The act in which the message left that arrives in this one. */
    Optional<Recorded> origin() {
        return origin;
    }

    void becomes(Act other) {
        act = other;
    }
}
