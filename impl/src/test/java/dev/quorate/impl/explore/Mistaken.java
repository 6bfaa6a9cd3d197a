package dev.quorate.impl.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import java.util.Optional;

/** Cores with one mistake each, beside those of simulated runs: here each is found by looking everywhere. */
enum Mistaken implements Core {
    /** A reply is a vote, whatever it says. */
    COUNTS_REFUSALS {
        @Override
        public Step step(ServerState before, Input input) {
            return message(input)
                    .filter(RequestVoteResponse.class::isInstance)
                    .map(m -> new RequestVoteResponse(m.term(), m.from(), m.to(), true))
                    .map(m -> SOUND.step(before, new Input.Received(m)))
                    .orElseGet(() -> SOUND.step(before, input));
        }
    },

    /** Every request of its own term is granted, even after another one. */
    VOTES_TWICE {
        @Override
        public Step step(ServerState before, Input input) {
            boolean asked = message(input)
                    .filter(m -> m instanceof RequestVoteRequest && m.term() == before.currentTerm())
                    .isPresent();
            return asked ? SOUND.step(withVote(before, Optional.empty()), input) : SOUND.step(before, input);
        }
    },

    /** The vote is not written down, so a restart does not find it. */
    FORGETS_TO_PERSIST_THE_VOTE {
        @Override
        public Step step(ServerState before, Input input) {
            Step step = SOUND.step(before, input);
            boolean granted = step.send().stream().anyMatch(m -> m instanceof RequestVoteResponse r && r.granted());
            return granted ? new Step(step.state(), Optional.empty(), step.send(), step.timer()) : step;
        }
    },

    /** A newer term is taken over, but a leader goes on leading. */
    KEEPS_ITS_ROLE_IN_A_NEWER_TERM {
        @Override
        public Step step(ServerState before, Input input) {
            Step step = SOUND.step(before, input);
            boolean leads = before.role() == Role.LEADER && step.state().currentTerm() > before.currentTerm();
            return leads ? changed(step, withRole(step.state(), Role.LEADER, before.votesGranted())) : step;
        }
    },

    /** A request of an older term gets no answer. */
    DOES_NOT_ANSWER_OLDER_TERMS {
        @Override
        public Step step(ServerState before, Input input) {
            Step step = SOUND.step(before, input);
            boolean old =
                    message(input).filter(m -> m.term() < before.currentTerm()).isPresent();
            return old ? new Step(step.state(), step.persist(), ImmutableList.of(), step.timer()) : step;
        }
    },

    /** The second server, and no other, gives its vote to a log that is shorter: servers are not interchangeable. */
    ONE_SERVER_DOES_NOT_COMPARE_LOGS {
        @Override
        public Step step(ServerState before, Input input) {
            return message(input)
                    .filter(m -> m instanceof RequestVoteRequest && m.to().equals("n2"))
                    .map(m -> new RequestVoteRequest(m.term(), m.from(), m.to(), before.lastLog()))
                    .map(m -> SOUND.step(before, new Input.Received(m)))
                    .orElseGet(() -> SOUND.step(before, input));
        }
    },

    /** A candidate stays one when a leader of its term shows. */
    DOES_NOT_CONCEDE {
        @Override
        public Step step(ServerState before, Input input) {
            Step step = SOUND.step(before, input);
            boolean heard = before.role() == Role.CANDIDATE
                    && message(input)
                            .filter(m -> m instanceof AppendEntriesRequest && m.term() == before.currentTerm())
                            .isPresent();
            return heard ? changed(step, before) : step;
        }
    },

    /** A follower that hears of its own election from before it restarted does not expect that, and fails. */
    FAILS_AT_A_LATE_VOTE {
        @Override
        public Step step(ServerState before, Input input) {
            boolean late = before.role() == Role.FOLLOWER
                    && message(input)
                            .filter(m -> m instanceof RequestVoteResponse r && r.granted())
                            .isPresent();
            if (late) {
                throw new IllegalStateException("a follower has no votes");
            }
            return SOUND.step(before, input);
        }
    };

    private static final Core SOUND = new ElectionCore();

    private static Optional<Message> message(Input input) {
        return input instanceof Input.Received received ? Optional.of(received.message()) : Optional.empty();
    }

    private static Step changed(Step step, ServerState state) {
        return new Step(state, step.persist(), step.send(), step.timer());
    }

    private static ServerState withVote(ServerState s, Optional<String> vote) {
        return new ServerState(s.id(), s.servers(), s.currentTerm(), vote, s.role(), s.votesGranted(), s.lastLog());
    }

    private static ServerState withRole(ServerState s, Role role, ImmutableSet<String> votes) {
        return new ServerState(
                s.id(),
                s.servers(),
                s.currentTerm(),
                s.votedFor(),
                role,
                ImmutableSortedSet.copyOf(votes),
                s.lastLog());
    }
}
