package dev.quorate.impl.sim;

import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.conformance.history.History;
import dev.quorate.impl.server.LeadershipHistory;
import java.util.Optional;

/**
 * What a simulation was like.
 *
 * @param elections how often a server became leader
 * @param faults what did go wrong, by name; what never did is left out
 * @param events lines of the trace, without its header
 * @param deliveries messages that caused a step of their addressee
 * @param highestTerm of any server
 * @param recovery what became of the servers that were healed, if some were
 * @param simulatedMicros how much virtual time did pass
 * @param leadership who led, as {@link LeadershipHistory} tells it
 */
public record SimulationResult(
        int elections,
        ImmutableSortedMap<String, Integer> faults,
        long events,
        long deliveries,
        long highestTerm,
        Optional<Recovery> recovery,
        long simulatedMicros,
        History leadership) {}
