package dev.quorate.impl.lab;

/**
 * Whoever watches what can be seen from outside: restarts, and what crosses the network. Told in the order in which it
 * happens: a request is called before it is delivered, handled after that, and then its reply arrives.
 */
public interface Wire {
    /** Nobody watches. */
    Wire UNWATCHED = new Wire() {};

    /** A server that ran before is about to start again. */
    default void restarted(String server) {}

    /** A server calls another; whether that is reached is not known yet. */
    default void called(String from, String to, String method, byte[] request) {}

    /** A request is about to be handled; the array is the one that was called with. One that is doubled comes twice. */
    default void delivered(String to, byte[] request) {}

    /** A server has handled a request; whether the reply reaches anybody is not known yet. */
    default void handled(String from, String to, String method, byte[] request, byte[] reply) {}

    /** A caller is about to be given a reply. */
    default void answered(String from, String to, String method, byte[] request, byte[] reply) {}
}
