package dev.quorate.impl.lab;

import dev.quorate.impl.raft.Message;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A one-way link to a server, owned by one caller; {@link LabNetwork#makeEnd} makes it. Thread-safe. */
public final class ClientEnd {
    private final LabNetwork network;
    private final String name;

    /** Where the link leads, and whether it is up: the network's, under its lock. */
    Optional<String> server = Optional.empty();

    boolean enabled;

    ClientEnd(LabNetwork network, String name) {
        this.network = network;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /**
     * Sends a request and returns at once. Many calls at a time are allowed; they may overtake each other.
     *
     * @return the reply, or nothing if request or reply was lost: which one, nobody can tell. It completes on a
     *     thread of the network; exceptionally only if the handler threw
     */
    public CompletableFuture<Optional<Message>> call(Message request) {
        return network.call(this, request);
    }
}
