package dev.quorate.impl.sim;

import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.conformance.history.History;
import dev.quorate.impl.server.LeadershipHistory;

/**
 * What a simulation was like.
 *
 * @param elections how often a server became leader
 * @param faults what did go wrong, by name; what never did is left out
 * @param events lines of the trace, without its header
 * @param deliveries messages that caused a step of their addressee
 * @param highestTerm of any server
 * @param leadership who led, as {@link LeadershipHistory} tells it
 */
public record SimulationResult(
        int elections,
        ImmutableSortedMap<String, Integer> faults,
        long events,
        long deliveries,
        long highestTerm,
        History leadership) {}
