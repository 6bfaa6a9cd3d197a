package dev.quorate.impl.raft;

import static com.google.common.base.Preconditions.checkState;
import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Step.TimerEffect;
import java.util.Optional;

/**
 * Leader election of Raft (Ongaro and Ousterhout, 2014). "Figure 2" and the sections cited are of that paper.
 *
 * <p>Each method is one atomic step and has the name of its action in {@code RaftElection.tla}. An input comes in at
 * {@link #step}; if it is a message, the rule common to all messages ({@link #termRule}) is applied once, before the
 * handler sees it. So a handler only ever meets a message of its own term or an older one.
 *
 * <p>These are the changes of role that exist (section 5.1, figure 4); anything else throws:
 *
 * <pre>
 * from       to          because
 * Follower   Candidate   election timeout                      timeout
 * Candidate  Candidate   election timeout, a new term          timeout
 * Candidate  Leader      votes from a majority                 handleRequestVoteResponse
 * Follower   Leader      election timeout in a cluster of one  timeout
 * Candidate  Follower    a leader of the same term             handleAppendEntriesRequest
 * any        Follower    a newer term, or a restart            termRule, restart
 * </pre>
 *
 * <p>The election timer starts anew when an election starts, when a vote is granted, on a heartbeat of the current
 * leader (Figure 2, Followers), and when a leader steps down, as its timer ran to the next heartbeat. It does not when
 * a vote is refused: a candidate that cannot win must not silence one that can.
 */
public final class ElectionCore implements Core {
    @Override
    public Step step(ServerState before, Input input) {
        if (input instanceof Input.ElectionTimeout) {
            return timeout(before);
        } else if (input instanceof Input.HeartbeatTimeout) {
            return sendHeartbeats(before);
        } else if (input instanceof Input.Restarted) {
            return restart(before);
        }
        Message m = ((Input.Received) input).message();
        checkState(m.to().equals(before.id()), "%s received a message to %s", before.id(), m.to());
        ServerState s = termRule(before, m);
        if (m instanceof RequestVoteRequest request) {
            return handleRequestVoteRequest(before, s, request);
        } else if (m instanceof RequestVoteResponse response) {
            return handleRequestVoteResponse(before, s, response);
        } else if (m instanceof AppendEntriesRequest request) {
            return handleAppendEntriesRequest(before, s, request);
        }
        return handleAppendEntriesResponse(before, s);
    }

    /** Figure 2, All Servers: a newer term is taken over, and its receiver becomes a follower (section 5.1). */
    private static ServerState termRule(ServerState before, Message m) {
        return m.term() > before.currentTerm()
                ? before.withTerm(m.term(), Optional.empty()).withRole(Role.FOLLOWER, ImmutableSet.of())
                : before;
    }

    /** Figure 2, Followers and Candidates: election timeout; increment the term, vote for self, ask all others. */
    private static Step timeout(ServerState before) {
        checkState(before.role() != Role.LEADER, "%s: a leader has no election timeout", before.id());
        ImmutableSet<String> ownVote = ImmutableSet.of(before.id());
        boolean wins = before.isQuorum(ownVote); // a cluster of one
        ServerState after = before.withTerm(before.currentTerm() + 1, Optional.of(before.id()))
                .withRole(wins ? Role.LEADER : Role.CANDIDATE, ownVote);
        return Step.of(before, after, requestVotes(after), wins ? TimerEffect.HEARTBEAT : TimerEffect.ELECTION);
    }

    /** Figure 2, RequestVote RPC, receiver implementation (sections 5.2 and 5.4.1). */
    private static Step handleRequestVoteRequest(ServerState before, ServerState s, RequestVoteRequest m) {
        boolean grant = m.term() == s.currentTerm()
                && s.votedFor().map(m.from()::equals).orElse(true)
                && m.lastLog().atLeastAsUpToDateAs(s.lastLog());
        ServerState after = grant ? s.withTerm(s.currentTerm(), Optional.of(m.from())) : s;
        return Step.of(
                before,
                after,
                ImmutableList.of(new RequestVoteResponse(after.currentTerm(), after.id(), m.from(), grant)),
                grant ? TimerEffect.ELECTION : timerAfterTermRule(before, after));
    }

    /** Figure 2, Candidates: votes of a majority, each voter's once and of this term only, make a leader. */
    private static Step handleRequestVoteResponse(ServerState before, ServerState s, RequestVoteResponse m) {
        boolean counts = s.role() == Role.CANDIDATE && m.term() == s.currentTerm() && m.granted();
        if (!counts) {
            return Step.of(before, s, ImmutableList.of(), timerAfterTermRule(before, s));
        }
        ImmutableSet<String> votes = ImmutableSet.<String>builder()
                .addAll(s.votesGranted())
                .add(m.from())
                .build();
        if (!s.isQuorum(votes)) {
            return Step.of(before, s.withRole(Role.CANDIDATE, votes), ImmutableList.of(), TimerEffect.KEEP);
        }
        ServerState leader = s.withRole(Role.LEADER, votes);
        return Step.of(before, leader, heartbeats(leader), TimerEffect.HEARTBEAT);
    }

    /** Figure 2, Leaders: heartbeats during idle periods (section 5.2). */
    private static Step sendHeartbeats(ServerState before) {
        checkState(before.role() == Role.LEADER, "%s: only a leader sends heartbeats", before.id());
        return Step.of(before, before, heartbeats(before), TimerEffect.HEARTBEAT);
    }

    /**
     * Figure 2, AppendEntries RPC, receiver implementation 1, and Candidates: a leader of the same term has won
     * (section 5.2).
     */
    private static Step handleAppendEntriesRequest(ServerState before, ServerState s, AppendEntriesRequest m) {
        boolean current = m.term() == s.currentTerm();
        boolean concede = current && s.role() == Role.CANDIDATE;
        ServerState after = concede ? s.withRole(Role.FOLLOWER, ImmutableSet.of()) : s;
        boolean follows = current && after.role() == Role.FOLLOWER;
        return Step.of(
                before,
                after,
                ImmutableList.of(new AppendEntriesResponse(after.currentTerm(), after.id(), m.from(), current)),
                follows ? TimerEffect.ELECTION : TimerEffect.KEEP);
    }

    /** A response to a heartbeat matters to an election only by its term (section 5.1). */
    private static Step handleAppendEntriesResponse(ServerState before, ServerState s) {
        return Step.of(before, s, ImmutableList.of(), timerAfterTermRule(before, s));
    }

    /** Figure 2, State: what is durable survives, and the server starts as a follower (section 5.2). */
    private static Step restart(ServerState recovered) {
        checkState(recovered.role() == Role.FOLLOWER, "%s restarted as %s", recovered.id(), recovered.role());
        return Step.of(recovered, recovered, ImmutableList.of(), TimerEffect.ELECTION);
    }

    private static TimerEffect timerAfterTermRule(ServerState before, ServerState s) {
        boolean steppedDown = before.role() == Role.LEADER && s.role() == Role.FOLLOWER;
        return steppedDown ? TimerEffect.ELECTION : TimerEffect.KEEP;
    }

    private static ImmutableList<Message> requestVotes(ServerState s) {
        return s.others().stream()
                .map(to -> new RequestVoteRequest(s.currentTerm(), s.id(), to, s.lastLog()))
                .collect(toImmutableList());
    }

    private static ImmutableList<Message> heartbeats(ServerState s) {
        return s.others().stream()
                .map(to -> new AppendEntriesRequest(s.currentTerm(), s.id(), to))
                .collect(toImmutableList());
    }
}
