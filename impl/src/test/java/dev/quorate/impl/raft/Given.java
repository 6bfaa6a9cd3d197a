package dev.quorate.impl.raft;

import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import java.util.Optional;

/** States of server n1 among n1, n2 and n3, and messages to it: what the tests of the core begin with. */
final class Given {
    static final ImmutableSortedSet<String> THREE = ImmutableSortedSet.of("n1", "n2", "n3");
    static final LogPosition LOG = new LogPosition(2, 5);

    private Given() {}

    static ServerState follower(long term) {
        return new ServerState("n1", THREE, term, Optional.empty(), Role.FOLLOWER, ImmutableSortedSet.of(), LOG);
    }

    static ServerState followerThatVotedFor(String candidate, long term) {
        return new ServerState("n1", THREE, term, Optional.of(candidate), Role.FOLLOWER, ImmutableSortedSet.of(), LOG);
    }

    static ServerState candidate(long term) {
        return new ServerState("n1", THREE, term, Optional.of("n1"), Role.CANDIDATE, ImmutableSortedSet.of("n1"), LOG);
    }

    static ServerState leader(long term) {
        return new ServerState(
                "n1", THREE, term, Optional.of("n1"), Role.LEADER, ImmutableSortedSet.of("n1", "n2"), LOG);
    }

    static ServerState alone(long term) {
        return ServerState.recovered(
                "n1", ImmutableSortedSet.of("n1"), new DurableState(term, Optional.empty()), LogPosition.EMPTY);
    }

    static Input requestVote(long term, String from) {
        return requestVote(term, from, LOG);
    }

    static Input requestVote(long term, String from, LogPosition log) {
        return new Input.Received(new RequestVoteRequest(term, from, "n1", log));
    }

    static Input vote(long term, String from) {
        return new Input.Received(new RequestVoteResponse(term, from, "n1", true));
    }

    static Input refusal(long term, String from) {
        return new Input.Received(new RequestVoteResponse(term, from, "n1", false));
    }

    static Input heartbeat(long term, String from) {
        return new Input.Received(new AppendEntriesRequest(term, from, "n1"));
    }

    static Input heartbeatAnswer(long term, String from) {
        return new Input.Received(new AppendEntriesResponse(term, from, "n1", true));
    }

    static Step step(ServerState before, Input input) {
        return new ElectionCore().step(before, input);
    }
}
