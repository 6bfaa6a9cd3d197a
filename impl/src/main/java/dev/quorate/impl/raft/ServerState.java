package dev.quorate.impl.raft;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.util.Map;
import java.util.Optional;

/**
 * All that a server knows (Figure 2, State). Immutable.
 *
 * @param id this server
 * @param servers all servers of the cluster, this one included
 * @param currentTerm latest term the server has seen; durable
 * @param votedFor the candidate that received its vote in that term; durable
 * @param votesGranted the servers whose votes a candidate has received; what elected a leader; empty for a follower
 * @param lastLog where its log ends; durable
 */
public record ServerState(
        String id,
        ImmutableSortedSet<String> servers,
        long currentTerm,
        Optional<String> votedFor,
        Role role,
        ImmutableSortedSet<String> votesGranted,
        LogPosition lastLog) {

    public ServerState {
        checkArgument(servers.contains(id), "server %s is not one of %s", id, servers);
        checkArgument(currentTerm >= lastLog.term(), "term %s is before the log's last, %s", currentTerm, lastLog);
    }

    /**
     * A server before its first step: a follower without a vote, in the term of the newest entry of any log.
     *
     * @param logs every server, with the end of its log
     */
    public static ServerState initial(String id, Map<String, LogPosition> logs) {
        DurableState nothingYet = new DurableState(LogPosition.newestTerm(logs.values()), Optional.empty());
        return recovered(id, logs.keySet(), nothingYet, logs.get(id));
    }

    /** A server as it starts (section 5.2): a follower, with what it finds in its storage. */
    public static ServerState recovered(String id, Iterable<String> servers, DurableState stored, LogPosition lastLog) {
        return new ServerState(
                id,
                ImmutableSortedSet.copyOf(servers),
                stored.currentTerm(),
                stored.votedFor(),
                Role.FOLLOWER,
                ImmutableSortedSet.of(),
                lastLog);
    }

    public DurableState durable() {
        return new DurableState(currentTerm, votedFor);
    }

    /** All servers but this one. */
    public ImmutableSet<String> others() {
        return ImmutableSet.copyOf(Sets.difference(servers, ImmutableSet.of(id)));
    }

    /** A strict majority of all servers (section 5.2). */
    public boolean isQuorum(ImmutableSet<String> votes) {
        return 2 * votes.size() > servers.size();
    }

    ServerState withTerm(long term, Optional<String> vote) {
        return new ServerState(id, servers, term, vote, role, votesGranted, lastLog);
    }

    ServerState withRole(Role newRole, ImmutableSet<String> votes) {
        return new ServerState(id, servers, currentTerm, votedFor, newRole, ImmutableSortedSet.copyOf(votes), lastLog);
    }
}
