package dev.quorate.impl.bugs;

import static dev.quorate.impl.bugs.Change.received;
import static dev.quorate.impl.bugs.Change.step;
import static dev.quorate.impl.bugs.Change.withRole;
import static dev.quorate.impl.bugs.Change.withTerm;
import static dev.quorate.impl.bugs.Change.withVote;
import static dev.quorate.impl.bugs.Variant.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.raft.Step.TimerEffect;
import java.util.Optional;

/** What a server does about terms, and who steps down when (section 5.1). */
final class TermBugs {
    private static final String NEWER_TERM = "Figure 2, All Servers: a newer term is taken over, and makes a follower";
    private static final String CONCEDE = "Figure 2, Candidates: AppendEntries of the new leader makes a follower";

    private TermBugs() {}

    static ImmutableList<Bug> all() {
        return ImmutableList.of(
                new Bug(
                        "V12a",
                        "term goes back for a reply",
                        "Section 5.1: the term increases monotonically",
                        "the term of an old reply to a request for a vote overwrites the current one",
                        rules((before, input, sound) -> received(input, RequestVoteResponse.class)
                                .filter(m -> m.term() < before.currentTerm())
                                .map(m -> stepDown(before, m))
                                .orElse(sound))),
                new Bug(
                        "V12b",
                        "term goes back for a heartbeat",
                        "Section 5.1: the term increases monotonically",
                        "the term of an old heartbeat overwrites the current one",
                        rules((before, input, sound) -> received(input, AppendEntriesRequest.class)
                                .filter(m -> m.term() < before.currentTerm())
                                .map(m -> stepDown(before, m))
                                .orElse(sound))),
                new Bug(
                        "V14a",
                        "newer term in a vote ignored",
                        NEWER_TERM,
                        "a reply to a request for a vote is looked at for the vote only",
                        rules((before, input, sound) -> ignores(before, input, RequestVoteResponse.class, sound))),
                new Bug(
                        "V14b",
                        "newer term in a heartbeat's reply ignored",
                        NEWER_TERM,
                        "nobody looks at the reply to a heartbeat",
                        rules((before, input, sound) -> ignores(before, input, AppendEntriesResponse.class, sound))),
                new Bug(
                        "V14c",
                        "leader ignores newer terms",
                        NEWER_TERM,
                        "a leader refuses everything in a newer term",
                        rules((before, input, sound) ->
                                before.role() == Role.LEADER ? ignores(before, input, Message.class, sound) : sound)),
                new Bug(
                        "V15a",
                        "candidate runs on",
                        CONCEDE,
                        "a candidate says yes to the heartbeat of its term and stays candidate",
                        rules((before, input, sound) -> heartbeatToCandidate(before, input)
                                .map(m -> step(before, before, sound.send(), TimerEffect.KEEP))
                                .orElse(sound))),
                new Bug(
                        "V15b",
                        "candidate refuses the leader",
                        CONCEDE,
                        "a candidate refuses the heartbeat of its term",
                        rules((before, input, sound) -> heartbeatToCandidate(before, input)
                                .map(m -> Change.refused(before, m))
                                .orElse(sound))),
                new Bug(
                        "V21",
                        "new term before the old role ends",
                        NEWER_TERM + ", in one step",
                        "a leader that steps down claims for a moment to lead the newer term",
                        rules(TermBugs::leadsOneStepLonger)),
                new Bug(
                        "X7",
                        "leads after a restart",
                        "Section 5.2: servers start as followers",
                        "who has voted for itself in its term leads after a restart",
                        rules((before, input, sound) -> input instanceof Input.Restarted
                                        && before.votedFor().equals(Optional.of(before.id()))
                                ? step(
                                        before,
                                        withRole(before, Role.LEADER, before.servers()),
                                        ImmutableList.of(),
                                        TimerEffect.HEARTBEAT)
                                : sound)),
                new Bug(
                        "X8",
                        "follower ignores a much newer term",
                        NEWER_TERM,
                        "a follower refuses a request for its vote in any term but its own and the next",
                        rules((before, input, sound) -> received(input, RequestVoteRequest.class)
                                .filter(m -> before.role() == Role.FOLLOWER && m.term() > before.currentTerm() + 1)
                                .map(m -> Change.refused(before, m))
                                .orElse(sound))),
                new Bug(
                        "X9",
                        "vote kept in a newer term",
                        "Figure 2, State: votedFor is the vote of the current term",
                        "a newer term is taken over, and the vote of the old one stays",
                        rules(TermBugs::keepsTheVote)),
                new Bug(
                        "X10",
                        "stands again in the same term",
                        "Figure 2, Candidates: increment currentTerm",
                        "a candidate whose election timeout ends asks again in the same term",
                        rules((before, input, sound) ->
                                input instanceof Input.ElectionTimeout && before.role() == Role.CANDIDATE
                                        ? step(before, before, Change.requestVotes(before), TimerEffect.ELECTION)
                                        : sound)),
                new Bug(
                        "X11",
                        "answers in the term of the request",
                        "Figure 2, results of the RPCs: the term is currentTerm",
                        "a request of an old term is refused in that old term, so its sender learns nothing",
                        rules((before, input, sound) -> received(input, Message.class)
                                .filter(m -> m.term() < before.currentTerm())
                                .map(m -> step(
                                        before,
                                        before,
                                        Change.answer(withTerm(before, m.term()), m, false),
                                        TimerEffect.KEEP))
                                .orElse(sound))),
                new Bug(
                        "X18",
                        "no answer to an older term",
                        "Figure 2, RequestVote 1 and AppendEntries 1: reply false if the term is older",
                        "a request of an old term is dropped, so its sender learns nothing",
                        rules((before, input, sound) -> received(input, Message.class)
                                .filter(m -> m.term() < before.currentTerm())
                                .map(m -> step(before, before, ImmutableList.of(), TimerEffect.KEEP))
                                .orElse(sound))));
    }

    private static Step stepDown(ServerState before, Message m) {
        ServerState after =
                withRole(withVote(withTerm(before, m.term()), Optional.empty()), Role.FOLLOWER, ImmutableSet.of());
        boolean led = before.role() == Role.LEADER;
        return step(before, after, Change.answer(after, m, false), led ? TimerEffect.ELECTION : TimerEffect.KEEP);
    }

    private static Step ignores(ServerState before, Input input, Class<? extends Message> kind, Step sound) {
        return received(input, kind)
                .filter(m -> m.term() > before.currentTerm())
                .map(m -> Change.refused(before, m))
                .orElse(sound);
    }

    private static Optional<AppendEntriesRequest> heartbeatToCandidate(ServerState before, Input input) {
        return received(input, AppendEntriesRequest.class)
                .filter(m -> before.role() == Role.CANDIDATE && m.term() == before.currentTerm());
    }

    /** {@link VoteBugs} lists it: what decides is the vote. */
    static Step refusesOtherLeaders(ServerState before, Input input, Step sound) {
        return received(input, AppendEntriesRequest.class)
                .filter(m -> m.term() == before.currentTerm()
                        && before.role() == Role.FOLLOWER
                        && before.votedFor().isPresent()
                        && !before.votedFor().equals(Optional.of(m.from())))
                .map(m -> Change.refused(before, m))
                .orElse(sound);
    }

    /** Only who takes a term over leads in one without a vote for itself. */
    private static Step leadsOneStepLonger(ServerState before, Input input, Step sound) {
        if (before.role() != Role.LEADER) {
            return sound;
        }
        if (!before.votedFor().equals(Optional.of(before.id()))) {
            ServerState follower = withRole(before, Role.FOLLOWER, ImmutableSet.of());
            return Change.SOUND.step(
                    follower, input instanceof Input.HeartbeatTimeout ? new Input.ElectionTimeout() : input);
        }
        return sound.state().role() == Role.FOLLOWER && input instanceof Input.Received
                ? step(before, withRole(sound.state(), Role.LEADER, before.votesGranted()), sound.send(), sound.timer())
                : sound;
    }

    private static Step keepsTheVote(ServerState before, Input input, Step sound) {
        return received(input, Message.class)
                .filter(m ->
                        m.term() > before.currentTerm() && before.votedFor().isPresent())
                .map(m -> {
                    ServerState taken = withRole(withTerm(before, m.term()), Role.FOLLOWER, ImmutableSet.of());
                    Step step = Change.SOUND.step(taken, input);
                    return step(before, step.state(), step.send(), sound.timer());
                })
                .orElse(sound);
    }
}
