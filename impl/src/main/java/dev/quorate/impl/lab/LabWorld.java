package dev.quorate.impl.lab;

import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.world.Clock;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Timing;
import java.io.OutputStream;
import java.security.SecureRandom;

/**
 * What a server of the lab is given beside the course's parameters.
 *
 * @param core the rules it follows
 * @param clock gives the times in the trace
 * @param randomness draws its timeouts; used by this server alone
 * @param trace takes its steps; one for all servers of a lab
 */
public record LabWorld(Core core, Timing timing, Clock clock, Randomness randomness, LabTrace trace) {

    /** A world for a server that nobody watches: the course's timing, its own chance, and a trace that is not kept. */
    static LabWorld unwatched(int servers) {
        long seed = new SecureRandom().nextLong();
        return new LabWorld(
                new ElectionCore(),
                Timing.COURSE,
                new RealTime(),
                Randomness.seeded(seed),
                new LabTrace(OutputStream.nullOutputStream(), LabTrace.header(Raft.ids(servers), "", seed)));
    }
}
