package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.raft.Step.TimerEffect;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a mistake makes of a sound step. */
@FunctionalInterface
interface Change {
    /** The rules without a mistake. */
    Core SOUND = new ElectionCore();

    /** The step that is taken instead; the sound one where the mistake does not matter. */
    Step of(ServerState before, Input input, Step sound);

    default Core toCore() {
        return (before, input) -> of(before, input, SOUND.step(before, input));
    }

    /** The message that was received, if it is of this kind. */
    static <M extends Message> Optional<M> received(Input input, Class<M> kind) {
        return input instanceof Input.Received received && kind.isInstance(received.message())
                ? Optional.of(kind.cast(received.message()))
                : Optional.empty();
    }

    /** A step that persists what it changes. */
    static Step step(ServerState before, ServerState after, List<? extends Message> send, TimerEffect timer) {
        return new Step(
                after,
                after.durable().equals(before.durable()) ? Optional.empty() : Optional.of(after.durable()),
                ImmutableList.copyOf(send),
                timer);
    }

    /** The same step, but for the timer. */
    static Step timed(Step step, TimerEffect timer) {
        return new Step(step.state(), step.persist(), step.send(), timer);
    }

    static ServerState withTerm(ServerState s, long term) {
        return new ServerState(s.id(), s.servers(), term, s.votedFor(), s.role(), s.votesGranted(), s.lastLog());
    }

    static ServerState withVote(ServerState s, Optional<String> vote) {
        return new ServerState(s.id(), s.servers(), s.currentTerm(), vote, s.role(), s.votesGranted(), s.lastLog());
    }

    static ServerState withRole(ServerState s, Role role, Set<String> votes) {
        return new ServerState(
                s.id(),
                s.servers(),
                s.currentTerm(),
                s.votedFor(),
                role,
                ImmutableSortedSet.copyOf(votes),
                s.lastLog());
    }

    static ServerState withLog(ServerState s, LogPosition log) {
        return new ServerState(s.id(), s.servers(), s.currentTerm(), s.votedFor(), s.role(), s.votesGranted(), log);
    }

    /** Whoever asks gets the vote. */
    static Step granted(ServerState before, RequestVoteRequest m) {
        ServerState after = withVote(before, Optional.of(m.from()));
        return step(before, after, answer(after, m, true), TimerEffect.ELECTION);
    }

    /** No, and nothing changes. */
    static Step refused(ServerState before, Message m) {
        return step(before, before, answer(before, m, false), TimerEffect.KEEP);
    }

    /** The response to a request, nothing to a response. */
    static ImmutableList<Message> answer(ServerState s, Message m, boolean yes) {
        if (m instanceof RequestVoteRequest) {
            return ImmutableList.of(new RequestVoteResponse(s.currentTerm(), s.id(), m.from(), yes));
        } else if (m instanceof AppendEntriesRequest) {
            return ImmutableList.of(new AppendEntriesResponse(s.currentTerm(), s.id(), m.from(), yes));
        }
        return ImmutableList.of();
    }

    /** A server leads by these votes, whether or not they are enough, after a step that had another outcome. */
    static Step leads(Step step, Set<String> votes) {
        ServerState leader = withRole(step.state(), Role.LEADER, votes);
        return new Step(leader, step.persist(), heartbeats(leader), TimerEffect.HEARTBEAT);
    }

    static ImmutableList<Message> heartbeats(ServerState s) {
        return s.others().stream()
                .map(to -> new AppendEntriesRequest(s.currentTerm(), s.id(), to))
                .collect(ImmutableList.toImmutableList());
    }

    static ImmutableList<Message> requestVotes(ServerState s) {
        return s.others().stream()
                .map(to -> new RequestVoteRequest(s.currentTerm(), s.id(), to, s.lastLog()))
                .collect(ImmutableList.toImmutableList());
    }
}
