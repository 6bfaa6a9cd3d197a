package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;

/**
 * What a campaign was like, or the part of it that was run.
 *
 * @param seeds how many
 * @param micros simulated, of the seeds that did not fail
 * @param steps of all servers, each of them judged
 * @param elections how often a server became leader
 * @param faults what did go wrong, by name
 * @param situations each situation, and how often it was seen
 * @param failures in the order of their seeds
 */
public record CampaignResult(
        long seeds,
        long micros,
        long steps,
        long elections,
        ImmutableSortedMap<String, Long> faults,
        ImmutableSortedMap<Situation, Long> situations,
        ImmutableList<FailedSeed> failures) {

    /** The situations that could have come about in clusters of this size, and did not. */
    public ImmutableList<Situation> missed(int servers) {
        return situations.entrySet().stream()
                .filter(s -> s.getValue() == 0 && s.getKey().isPossibleWith(servers))
                .map(s -> s.getKey())
                .collect(ImmutableList.toImmutableList());
    }
}
