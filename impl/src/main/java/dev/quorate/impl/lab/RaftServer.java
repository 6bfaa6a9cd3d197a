package dev.quorate.impl.lab;

import java.util.Optional;

/**
 * A Raft server as the course sees it, and what its tester asks of one. Its {@link Handlers} are its RPCs. Must be
 * thread-safe, and no method may wait for another server.
 */
public interface RaftServer {
    /** Offers a command for the log; returns at once. */
    StartReply start(Object command);

    /** What the server believes now. */
    RaftState getState();

    /** Ends this server for good: afterwards it sends nothing, saves nothing, and its threads end. */
    void kill();

    /** What ended this server, if something did that should not. */
    default Optional<String> failure() {
        return Optional.empty();
    }
}
