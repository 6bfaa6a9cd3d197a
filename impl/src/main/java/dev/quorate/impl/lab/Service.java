package dev.quorate.impl.lab;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a server of the network offers. Many requests may be handled at a time. */
@FunctionalInterface
public interface Service {
    /**
     * Handles a request. Returns at once; what takes long goes on elsewhere.
     *
     * @param method the name of the handler
     * @param request its argument, in the lab's {@link Encoding}
     * @return the reply, or nothing if the server does not answer, as it is dead; a failure is the server's fault
     */
    CompletableFuture<Optional<byte[]>> handle(String method, byte[] request);
}
