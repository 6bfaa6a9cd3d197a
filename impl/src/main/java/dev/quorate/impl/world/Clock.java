package dev.quorate.impl.world;

/** Some clock that does not go back; only differences mean anything. */
@FunctionalInterface
public interface Clock {
    /** Microseconds. */
    long micros();
}
