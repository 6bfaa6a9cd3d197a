package dev.quorate.impl.lab;

import java.util.List;
import java.util.concurrent.BlockingQueue;

/**
 * Makes servers that take their clock, their threads and their chance from a {@link LabWorld}, and nothing of these
 * from anywhere else: so they run in virtual time as well.
 */
@FunctionalInterface
public interface WorldRaftFactory {
    /** As {@link RaftFactory#make}, in a world. */
    RaftServer make(
            List<ClientEnd> peers, int me, Persister persister, BlockingQueue<ApplyMsg> applyCh, LabWorld world);
}
