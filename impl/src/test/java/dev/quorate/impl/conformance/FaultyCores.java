package dev.quorate.impl.conformance;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import java.util.Optional;

/** Cores with one mistake each, as real programs have made it. All else is {@link ElectionCore}. */
public enum FaultyCores implements Core {
    /** A vote granted in an older term is counted in this one. */
    COUNTS_VOTES_OF_AN_OLDER_TERM {
        @Override
        Optional<Step> mistake(ServerState before, Input input) {
            return vote(input)
                    .filter(r -> before.role() == Role.CANDIDATE && r.granted() && r.term() < before.currentTerm())
                    .map(r -> new RequestVoteResponse(before.currentTerm(), r.from(), r.to(), true))
                    .map(r -> SOUND.step(before, new Input.Received(r)));
        }
    },

    /** Replies are counted, not voters: a reply that the network doubled is a vote more. */
    COUNTS_REPLIES {
        @Override
        Optional<Step> mistake(ServerState before, Input input) {
            return vote(input)
                    .filter(r -> before.role() == Role.CANDIDATE && r.granted() && r.term() == before.currentTerm())
                    .filter(r -> before.votesGranted().contains(r.from()))
                    .map(r -> stranger(before))
                    .map(s -> new RequestVoteResponse(before.currentTerm(), s, before.id(), true))
                    .map(r -> SOUND.step(before, new Input.Received(r)))
                    .map(step -> new Step(
                            withVotes(step.state(), before.votesGranted()), step.persist(), step.send(), step.timer()));
        }

        private String stranger(ServerState s) {
            return Sets.difference(s.servers(), s.votesGranted()).iterator().next();
        }
    },

    /** Term and vote are not read back after a crash. */
    FORGETS_TERM_AND_VOTE_AT_A_RESTART {
        @Override
        Optional<Step> mistake(ServerState before, Input input) {
            if (!(input instanceof Input.Restarted)) {
                return Optional.empty();
            }
            ServerState forgetful = new ServerState(
                    before.id(),
                    before.servers(),
                    before.lastLog().term(),
                    Optional.empty(),
                    Role.FOLLOWER,
                    ImmutableSortedSet.of(),
                    before.lastLog());
            return Optional.of(forgetful).filter(f -> !f.equals(before)).map(f -> SOUND.step(f, input));
        }
    },

    /** Half of the servers is taken for a majority. */
    WINS_WITH_HALF {
        @Override
        Optional<Step> mistake(ServerState before, Input input) {
            Step sound = SOUND.step(before, input);
            ImmutableSet<String> votes = sound.state().votesGranted();
            if (sound.state().role() != Role.CANDIDATE
                    || vote(input).isEmpty()
                    || 2 * votes.size() != before.servers().size()) {
                return Optional.empty();
            }
            String another = Sets.difference(before.servers(), votes).iterator().next();
            Step won = SOUND.step(
                    sound.state(),
                    new Input.Received(
                            new RequestVoteResponse(sound.state().currentTerm(), another, before.id(), true)));
            return Optional.of(new Step(withVotes(won.state(), votes), won.persist(), won.send(), won.timer()));
        }
    };

    private static final Core SOUND = new ElectionCore();

    /** The step that this core takes wrongly, if the input leads it to do so. */
    abstract Optional<Step> mistake(ServerState before, Input input);

    @Override
    public Step step(ServerState before, Input input) {
        return mistake(before, input).orElseGet(() -> SOUND.step(before, input));
    }

    private static Optional<RequestVoteResponse> vote(Input input) {
        return input instanceof Input.Received received && received.message() instanceof RequestVoteResponse response
                ? Optional.of(response)
                : Optional.empty();
    }

    private static ServerState withVotes(ServerState s, ImmutableSet<String> votes) {
        return new ServerState(
                s.id(),
                s.servers(),
                s.currentTerm(),
                s.votedFor(),
                s.role(),
                ImmutableSortedSet.copyOf(votes),
                s.lastLog());
    }
}
