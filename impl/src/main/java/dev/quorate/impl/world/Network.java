package dev.quorate.impl.world;

/**
 * Where messages leave.
 *
 * @param <M> what is sent; it names its own addressee
 */
@FunctionalInterface
public interface Network<M> {
    /** Hands a message over. Returns at once; the message may arrive never, late, twice or out of order. */
    void send(M message);
}
