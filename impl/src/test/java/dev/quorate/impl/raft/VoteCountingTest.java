package dev.quorate.impl.raft;

import static dev.quorate.impl.raft.Given.candidate;
import static dev.quorate.impl.raft.Given.follower;
import static dev.quorate.impl.raft.Given.followerThatVotedFor;
import static dev.quorate.impl.raft.Given.leader;
import static dev.quorate.impl.raft.Given.refusal;
import static dev.quorate.impl.raft.Given.step;
import static dev.quorate.impl.raft.Given.vote;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Figure 2, Candidates: if votes are received from a majority of servers, become leader (section 5.2). */
class VoteCountingTest {
    private static final ImmutableSortedSet<String> FIVE = ImmutableSortedSet.of("n1", "n2", "n3", "n4", "n5");
    private static final ImmutableSortedSet<String> FOUR = ImmutableSortedSet.of("n1", "n2", "n3", "n4");

    private static ServerState candidateAmong(ImmutableSortedSet<String> servers) {
        return new ServerState(
                "n1", servers, 3, Optional.of("n1"), Role.CANDIDATE, ImmutableSortedSet.of("n1"), Given.LOG);
    }

    @Test
    void decidingVoteMakesALeaderThatSendsHeartbeatsAtOnce_s5_2() {
        Step step = step(candidate(3), vote(3, "n2"));
        assertEquals(Role.LEADER, step.state().role());
        assertEquals(ImmutableSortedSet.of("n1", "n2"), step.state().votesGranted());
        assertEquals(
                ImmutableList.of(new AppendEntriesRequest(3, "n1", "n2"), new AppendEntriesRequest(3, "n1", "n3")),
                step.send());
    }

    @Test
    void twoVotesOfFiveAreNoMajority_s5_2() {
        Step step = step(candidateAmong(FIVE), vote(3, "n2"));
        assertEquals(Role.CANDIDATE, step.state().role());
        assertEquals(ImmutableSortedSet.of("n1", "n2"), step.state().votesGranted());
        assertEquals(ImmutableList.of(), step.send());
    }

    @Test
    void halfOfFourIsNoMajority_s5_2() {
        ServerState half = step(candidateAmong(FOUR), vote(3, "n2")).state();
        assertEquals(Role.CANDIDATE, half.role());
        assertEquals(Role.LEADER, step(half, vote(3, "n3")).state().role());
    }

    @Test
    void eachVoterCountsOnceHoweverOftenItsVoteArrives_s5_2() {
        ServerState once = step(candidateAmong(FIVE), vote(3, "n2")).state();
        assertEquals(once, step(once, vote(3, "n2")).state());
    }

    @Test
    void refusalIsNoVote_s5_2() {
        assertEquals(candidate(3), step(candidate(3), refusal(3, "n2")).state());
    }

    @Test
    void voteOfAnOlderTermDoesNotCount_s5_2() {
        assertEquals(candidate(3), step(candidate(3), vote(2, "n2")).state());
    }

    @Test
    void voteDoesNotMakeAFollowerLeader_s5_2() {
        ServerState restarted = followerThatVotedFor("n1", 3);
        assertEquals(restarted, step(restarted, vote(3, "n2")).state());
    }

    @Test
    void voteThatComesAfterTheElectionIsWonChangesNothing_s5_2() {
        Step step = step(leader(3), vote(3, "n3"));
        assertEquals(leader(3), step.state());
        assertEquals(ImmutableList.of(), step.send());
    }

    @Test
    void candidateStepsDownOnHigherTermInAnAnswer_s5_1() {
        Step step = step(candidate(3), refusal(5, "n2"));
        assertEquals(follower(5), step.state());
        assertEquals(Optional.of(new DurableState(5, Optional.empty())), step.persist());
    }
}
