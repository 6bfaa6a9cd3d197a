package dev.quorate.impl.lab;

import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Time;

/**
 * What a server of the lab is given beside the course's parameters.
 *
 * @param time its clock and its threads
 * @param randomness draws its timeouts; used by this server alone, by one thread at a time
 * @param trace takes its steps, if it tells them; one for all servers of a lab
 */
public record LabWorld(Time time, Randomness randomness, LabTrace trace) {
    /** What tells the steps of a server. To be made once by each, when it is started. */
    public StepLog steps(int servers, int me) {
        return new StepLog(servers, me, time, trace);
    }
}
