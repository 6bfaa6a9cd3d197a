package dev.quorate.impl.world;

/** The one timer of a server. */
@FunctionalInterface
public interface Timer {
    /** Lets it fire once, {@code micros} from now; replaces whatever was set before. */
    void set(long micros);
}
