package dev.quorate.impl.lab;

import dev.quorate.impl.raft.Message;

/** Something that the network saw of a server. */
sealed interface Sighting {
    /** When. */
    long micros();

    /** Whose step it is about: of a call the caller, of a request that is delivered or handled its receiver. */
    String server();

    /** It is about to start again. */
    record Restarted(long micros, String server) implements Sighting {}

    /** It calls: so it has taken the step that sends this. */
    record Called(long micros, String server, Message request) implements Sighting {}

    /** A request is about to be handled. */
    record Delivered(long micros, String server) implements Sighting {}

    /** It has handled a request: at some moment since that was delivered. */
    record Handled(long micros, String server, Message request, Message reply, Delivered since) implements Sighting {}

    /** A reply reaches it: it handles that now, later, or never. */
    record Answered(long micros, String server, Message reply) implements Sighting {}
}
