package dev.quorate.impl.lab;

import java.util.List;
import java.util.concurrent.BlockingQueue;

/** Makes the servers of some Raft, of anybody's. A factory has a constructor without parameters. */
@FunctionalInterface
public interface RaftFactory {
    /**
     * The course's {@code Make}: starts a server, for the first time or again after a crash. Returns quickly; what
     * takes long goes on in threads, until {@link RaftServer#kill}.
     *
     * @param peers an end to each server, in the same order everywhere, the own one included
     * @param me the own place in that order, from zero
     * @param persister this server's alone; what is saved there is found after a crash
     * @param applyCh takes what is committed
     */
    RaftServer make(List<ClientEnd> peers, int me, Persister persister, BlockingQueue<ApplyMsg> applyCh);
}
