package dev.quorate.impl.bench;

import dev.quorate.impl.world.Randomness;

/** How long something takes, in microseconds: anything between the two, both included, with the same chance. */
record Span(long least, long most) {
    static final Span NONE = new Span(0, 0);

    long draw(Randomness randomness) {
        return randomness.between(least, most);
    }
}
