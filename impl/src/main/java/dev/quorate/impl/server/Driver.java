package dev.quorate.impl.server;

import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;

/**
 * A program that is one server of a cluster, as the machine it runs on sees it. {@link Server} is the sound one.
 *
 * <p>Any call may end in an error that its world throws: the machine lost power there, and goes no further. It then
 * calls {@link #crash}.
 */
public interface Driver {
    /** Makes the program of one server. */
    @FunctionalInterface
    interface Factory {
        /**
         * A server that does not run yet.
         *
         * @param initial what the server is if its storage is empty
         */
        Driver make(ServerState initial, Server.World world);
    }

    /** Starts for the first time, or again with what is in storage: a restart, and a step. */
    void start();

    /** Stops at once, as in a crash: what is durable stays. */
    void crash();

    boolean running();

    /** A message arrived. */
    void receive(Message message);

    /** The timer that this server set last went off. */
    void timerFired();

    /** How many steps of this server the trace holds. */
    long lastSeq();
}
