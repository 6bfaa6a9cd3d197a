package dev.quorate.impl.lab;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A one-way link to a server, owned by one caller; {@link LabNetwork#makeEnd} makes it. Thread-safe; many calls at a
 * time are allowed, and may overtake each other.
 */
public final class ClientEnd {
    private final LabNetwork network;
    private final String name;
    private final String owner;
    private final ServerTime time;

    /** Where the link leads, and whether it is up: the network's, under its lock. */
    Optional<String> server = Optional.empty();

    boolean enabled;

    ClientEnd(LabNetwork network, String name, String owner, ServerTime time) {
        this.network = network;
        this.name = name;
        this.owner = owner;
        this.time = time;
    }

    /** The owner's. */
    ServerTime time() {
        return time;
    }

    /** As {@link LabNetwork#makeEnd} was told. */
    public String name() {
        return name;
    }

    /** Who calls through this. */
    public String owner() {
        return owner;
    }

    /**
     * Calls a method of the server and waits for its reply, which may take 7 s if there is none: hold no lock
     * meanwhile, and let nothing else wait.
     *
     * @param method of the server's {@link Handlers}
     * @param args what it takes
     * @param reply what it returns
     * @return the reply, or nothing if request or reply was lost: which one, nobody can tell
     * @throws IllegalArgumentException if the {@link Encoding} cannot carry the arguments
     * @throws dev.quorate.impl.world.TimeIsOver if the lab ended
     */
    public <R> Optional<R> call(String method, Record args, Class<R> reply) {
        return time.await(send(method, args, reply));
    }

    /** As {@link #call}, but returns at once; what it returns completes on a thread of the network. */
    public <R> CompletableFuture<Optional<R>> send(String method, Record args, Class<R> reply) {
        requireNonNull(args, "args");
        return network.call(this, method, Encoding.encode(args))
                .thenApply(bytes -> bytes.map(b -> Encoding.decode(b, reply)));
    }
}
