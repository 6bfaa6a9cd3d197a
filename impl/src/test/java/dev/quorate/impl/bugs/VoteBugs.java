package dev.quorate.impl.bugs;

import static com.google.common.base.Preconditions.checkState;
import static dev.quorate.impl.bugs.Change.received;
import static dev.quorate.impl.bugs.Change.step;
import static dev.quorate.impl.bugs.Change.withRole;
import static dev.quorate.impl.bugs.Change.withVote;
import static dev.quorate.impl.bugs.Variant.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.raft.Step.TimerEffect;
import java.util.Optional;
import java.util.Set;

/** Who votes for whom, and how votes are counted (section 5.2). */
final class VoteBugs {
    private static final String CANDIDATES = "Figure 2, Candidates: votes of a majority, each voter's once";
    private static final String ONE_VOTE = "Figure 2, RequestVote 2: votedFor is null or candidateId";

    private VoteBugs() {}

    static ImmutableList<Bug> all() {
        return ImmutableList.of(
                new Bug(
                        "V1a",
                        "stale grant counted",
                        CANDIDATES + ", in its term",
                        "a vote granted in an older term is counted in this one",
                        rules(VoteBugs::countsOldVotes)),
                new Bug(
                        "V1b",
                        "votes kept for the next term",
                        CANDIDATES + ", in its term",
                        "who stands again begins with the votes of its last candidacy",
                        rules(VoteBugs::keepsVotes)),
                new Bug(
                        "V2a",
                        "duplicate grant counted",
                        CANDIDATES,
                        "replies are counted, not voters: one that the network doubled is a vote more",
                        rules(VoteBugs::countsReplies)),
                new Bug(
                        "V2b",
                        "refusal counted",
                        CANDIDATES,
                        "each reply of its term is a vote, whatever it says",
                        rules(VoteBugs::countsRefusals)),
                new Bug(
                        "V3a",
                        "no self-vote recorded",
                        "Figure 2, Candidates: vote for self",
                        "a candidate counts its own vote and leaves votedFor empty",
                        rules((before, input, sound) -> input instanceof Input.ElectionTimeout
                                ? step(before, withVote(sound.state(), Optional.empty()), sound.send(), sound.timer())
                                : sound)),
                new Bug(
                        "V16",
                        "heartbeat refused by who voted for another",
                        "Figure 2, AppendEntries 1: refuse if the term is older, for no other reason",
                        "a follower that voted for a loser refuses the leader of its term",
                        rules(TermBugs::refusesOtherLeaders)),
                new Bug(
                        "V17",
                        "who asks again is refused",
                        ONE_VOTE,
                        "a candidate that has the vote and asks again, as the reply was lost, gets a no",
                        rules((before, input, sound) -> received(input, RequestVoteRequest.class)
                                .filter(m -> before.role() == Role.FOLLOWER
                                        && m.term() == before.currentTerm()
                                        && before.votedFor().equals(Optional.of(m.from())))
                                .map(m -> Change.refused(before, m))
                                .orElse(sound))),
                new Bug(
                        "V18a",
                        "leader grants a vote of its term",
                        ONE_VOTE,
                        "a leader says yes to another candidate of its own term",
                        rules((before, input, sound) -> received(input, RequestVoteRequest.class)
                                .filter(m -> before.role() == Role.LEADER && m.term() == before.currentTerm())
                                .map(m -> step(before, before, Change.answer(before, m, true), TimerEffect.KEEP))
                                .orElse(sound))),
                new Bug(
                        "V18b",
                        "leader grants a vote and leads on",
                        "Figure 2, All Servers: a newer term makes a follower",
                        "a leader grants a vote of a newer term, takes that term over, and does not step down",
                        rules((before, input, sound) -> received(input, RequestVoteRequest.class)
                                .filter(m -> before.role() == Role.LEADER
                                        && sound.state().votedFor().equals(Optional.of(m.from())))
                                .map(m -> step(
                                        before,
                                        withRole(sound.state(), Role.LEADER, before.votesGranted()),
                                        sound.send(),
                                        TimerEffect.KEEP))
                                .orElse(sound))),
                new Bug(
                        "V18c",
                        "leader asked for its vote gives up",
                        "Section 5.1: any server may receive any message of any term",
                        "an assertion says that nobody asks a leader for its vote",
                        rules((before, input, sound) -> {
                            checkState(
                                    before.role() != Role.LEADER
                                            || received(input, RequestVoteRequest.class)
                                                    .isEmpty(),
                                    "a leader is asked for its vote");
                            return sound;
                        })),
                new Bug(
                        "L24",
                        "reply handled though all has changed",
                        CANDIDATES + ", by a candidate",
                        "votes are kept at a step-down and counted whatever role and term the server is in by then",
                        rules(VoteBugs::countsAfterStepDown)),
                new Bug(
                        "X1",
                        "never votes",
                        "Figure 2, RequestVote 2",
                        "nobody is given a vote, and the term of the request is not taken over",
                        rules((before, input, sound) -> received(input, RequestVoteRequest.class)
                                .map(m -> Change.refused(before, m))
                                .orElse(sound))),
                new Bug(
                        "X2",
                        "wins alone",
                        CANDIDATES,
                        "a candidate needs nobody else",
                        rules((before, input, sound) -> input instanceof Input.ElectionTimeout
                                ? Change.leads(sound, sound.state().votesGranted())
                                : sound)),
                new Bug(
                        "X3",
                        "two votes are enough",
                        CANDIDATES,
                        "two votes elect, as they do in a cluster of three",
                        rules((before, input, sound) -> sound.state().role() == Role.CANDIDATE
                                        && sound.state().votesGranted().size() == 2
                                ? Change.leads(sound, sound.state().votesGranted())
                                : sound)),
                new Bug("X4", "half is enough", CANDIDATES, "half of the servers elect", rules(VoteBugs::winsWithHalf)),
                new Bug(
                        "X5",
                        "all are needed",
                        CANDIDATES,
                        "a candidate waits for the votes of all",
                        rules((before, input, sound) -> before.role() == Role.CANDIDATE
                                        && sound.state().role() == Role.LEADER
                                        && sound.state().votesGranted().size()
                                                < before.servers().size()
                                ? step(
                                        before,
                                        withRole(
                                                sound.state(),
                                                Role.CANDIDATE,
                                                sound.state().votesGranted()),
                                        ImmutableList.of(),
                                        TimerEffect.KEEP)
                                : sound)),
                new Bug(
                        "X6",
                        "votes twice",
                        ONE_VOTE,
                        "whoever asks a follower in its term is given the vote",
                        rules((before, input, sound) -> received(input, RequestVoteRequest.class)
                                .filter(m -> before.role() == Role.FOLLOWER && m.term() == before.currentTerm())
                                .map(m -> Change.granted(before, m))
                                .orElse(sound))));
    }

    private static Optional<RequestVoteResponse> grant(ServerState before, Input input) {
        return received(input, RequestVoteResponse.class).filter(r -> before.role() == Role.CANDIDATE && r.granted());
    }

    /** The step of a candidate that is given this vote in its term. */
    private static Step voted(ServerState before, String voter) {
        return Change.SOUND.step(
                before, new Input.Received(new RequestVoteResponse(before.currentTerm(), voter, before.id(), true)));
    }

    private static Step countsOldVotes(ServerState before, Input input, Step sound) {
        return grant(before, input)
                .filter(r -> r.term() < before.currentTerm())
                .map(r -> voted(before, r.from()))
                .orElse(sound);
    }

    private static Step keepsVotes(ServerState before, Input input, Step sound) {
        if (!(input instanceof Input.ElectionTimeout) || before.role() != Role.CANDIDATE) {
            return sound;
        }
        return step(
                before, withRole(sound.state(), Role.CANDIDATE, before.votesGranted()), sound.send(), sound.timer());
    }

    private static Step countsReplies(ServerState before, Input input, Step sound) {
        return grant(before, input)
                .filter(r -> r.term() == before.currentTerm()
                        && before.votesGranted().contains(r.from()))
                .map(r -> ifItWins(before, stranger(before)).orElse(sound))
                .orElse(sound);
    }

    private static String stranger(ServerState s) {
        return Sets.difference(s.servers(), s.votesGranted()).iterator().next();
    }

    /** A further vote is counted, and not remembered whose it was. */
    private static Optional<Step> ifItWins(ServerState before, String another) {
        Step won = voted(before, another);
        return Optional.of(won)
                .filter(s -> s.state().role() == Role.LEADER)
                .map(s -> new Step(
                        withRole(s.state(), Role.LEADER, before.votesGranted()), s.persist(), s.send(), s.timer()));
    }

    private static Step countsRefusals(ServerState before, Input input, Step sound) {
        return received(input, RequestVoteResponse.class)
                .filter(r -> before.role() == Role.CANDIDATE && r.term() == before.currentTerm() && !r.granted())
                .map(r -> voted(before, r.from()))
                .orElse(sound);
    }

    private static Step winsWithHalf(ServerState before, Input input, Step sound) {
        ImmutableSet<String> votes = sound.state().votesGranted();
        boolean half = sound.state().role() == Role.CANDIDATE
                && received(input, RequestVoteResponse.class).isPresent()
                && 2 * votes.size() == before.servers().size();
        return half ? ifItWins(sound.state(), stranger(sound.state())).orElse(sound) : sound;
    }

    private static Step countsAfterStepDown(ServerState before, Input input, Step sound) {
        boolean stepsDown = before.role() == Role.CANDIDATE
                && sound.state().role() == Role.FOLLOWER
                && input instanceof Input.Received;
        if (stepsDown) {
            return step(
                    before, withRole(sound.state(), Role.FOLLOWER, before.votesGranted()), sound.send(), sound.timer());
        }
        return received(input, RequestVoteResponse.class)
                .filter(r -> before.role() == Role.FOLLOWER
                        && r.term() <= before.currentTerm()
                        && r.granted()
                        && before.votesGranted().contains(before.id()))
                .map(r -> lateVote(before, Sets.union(before.votesGranted(), Set.of(r.from()))))
                .orElse(sound);
    }

    private static Step lateVote(ServerState before, Set<String> votes) {
        Step counted = step(before, withRole(before, Role.FOLLOWER, votes), ImmutableList.of(), TimerEffect.KEEP);
        return before.isQuorum(ImmutableSet.copyOf(votes)) ? Change.leads(counted, votes) : counted;
    }
}
