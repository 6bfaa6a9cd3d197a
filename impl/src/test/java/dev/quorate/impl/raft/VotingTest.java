package dev.quorate.impl.raft;

import static dev.quorate.impl.raft.Given.candidate;
import static dev.quorate.impl.raft.Given.follower;
import static dev.quorate.impl.raft.Given.followerThatVotedFor;
import static dev.quorate.impl.raft.Given.leader;
import static dev.quorate.impl.raft.Given.requestVote;
import static dev.quorate.impl.raft.Given.step;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Figure 2, RequestVote RPC, receiver implementation. */
class VotingTest {
    private static void assertAnswer(long term, boolean granted, Step step) {
        assertEquals(ImmutableList.of(new RequestVoteResponse(term, "n1", "n2", granted)), step.send());
    }

    @Test
    void firstCandidateOfTheTermGetsTheVote_s5_2() {
        Step step = step(follower(3), requestVote(3, "n2"));
        assertAnswer(3, true, step);
        assertEquals(Optional.of("n2"), step.state().votedFor());
    }

    @Test
    void voteBecomesDurableBeforeItIsGiven_figure2() {
        assertEquals(
                Optional.of(new DurableState(3, Optional.of("n2"))),
                step(follower(3), requestVote(3, "n2")).persist());
    }

    @Test
    void candidateOfAnOlderTermIsRefusedAndLearnsTheNewerOne_s5_1() {
        Step step = step(follower(3), requestVote(2, "n2"));
        assertAnswer(3, false, step);
        assertEquals(follower(3), step.state());
    }

    @Test
    void secondCandidateOfTheTermIsRefused_s5_2() {
        Step step = step(followerThatVotedFor("n3", 3), requestVote(3, "n2"));
        assertAnswer(3, false, step);
        assertEquals(Optional.of("n3"), step.state().votedFor());
    }

    @Test
    void candidateThatAsksTwiceGetsTheSameVoteAgain_s5_2() {
        Step step = step(followerThatVotedFor("n2", 3), requestVote(3, "n2"));
        assertAnswer(3, true, step);
        assertEquals(Optional.empty(), step.persist(), "the vote is durable already");
    }

    @Test
    void voteOfAnOlderTermDoesNotBindInANewerOne_s5_2() {
        Step step = step(followerThatVotedFor("n3", 3), requestVote(4, "n2"));
        assertAnswer(4, true, step);
        assertEquals(Optional.of(new DurableState(4, Optional.of("n2"))), step.persist());
    }

    @Test
    void candidateRefusesARivalOfItsTerm_s5_2() {
        assertAnswer(3, false, step(candidate(3), requestVote(3, "n2")));
    }

    @Test
    void leaderRefusesACandidateOfItsTermAndStaysLeader_s5_2() {
        Step step = step(leader(3), requestVote(3, "n2"));
        assertAnswer(3, false, step);
        assertEquals(leader(3), step.state());
    }

    @Test
    void logWithAnOlderLastTermIsRefusedEvenIfItIsLonger_s5_4_1() {
        Step step = step(follower(3), requestVote(3, "n2", new LogPosition(1, 9)));
        assertAnswer(3, false, step);
        assertEquals(Optional.empty(), step.state().votedFor());
    }

    @Test
    void shorterLogOfTheSameLastTermIsRefused_s5_4_1() {
        assertAnswer(3, false, step(follower(3), requestVote(3, "n2", new LogPosition(2, 4))));
    }

    @Test
    void logWithANewerLastTermIsGrantedEvenIfItIsShorter_s5_4_1() {
        assertAnswer(3, true, step(follower(3), requestVote(3, "n2", new LogPosition(3, 1))));
    }

    @Test
    void longerLogOfTheSameLastTermIsGranted_s5_4_1() {
        assertAnswer(3, true, step(follower(3), requestVote(3, "n2", new LogPosition(2, 6))));
    }

    @Test
    void newerTermIsTakenOverAndMadeDurableEvenIfTheVoteIsRefused_s5_1() {
        Step step = step(followerThatVotedFor("n3", 3), requestVote(7, "n2", LogPosition.EMPTY));
        assertAnswer(7, false, step);
        assertEquals(Optional.of(new DurableState(7, Optional.empty())), step.persist());
    }
}
