package dev.quorate.impl.raft;

import static dev.quorate.impl.raft.Given.alone;
import static dev.quorate.impl.raft.Given.candidate;
import static dev.quorate.impl.raft.Given.follower;
import static dev.quorate.impl.raft.Given.followerThatVotedFor;
import static dev.quorate.impl.raft.Given.step;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Figure 2, Candidates: on conversion to candidate, start an election (section 5.2). */
class ElectionStartTest {
    private static final Input TIMEOUT = new Input.ElectionTimeout();

    @Test
    void followerThatHearsNothingBecomesCandidateOfTheNextTerm_s5_2() {
        ServerState after = step(follower(3), TIMEOUT).state();
        assertEquals(Role.CANDIDATE, after.role());
        assertEquals(4, after.currentTerm());
    }

    @Test
    void candidateVotesForItself_s5_2() {
        ServerState after = step(followerThatVotedFor("n2", 3), TIMEOUT).state();
        assertEquals(Optional.of("n1"), after.votedFor());
        assertEquals(ImmutableSortedSet.of("n1"), after.votesGranted());
    }

    @Test
    void candidatesTermAndOwnVoteBecomeDurableBeforeItAsks_figure2() {
        assertEquals(
                Optional.of(new DurableState(4, Optional.of("n1"))),
                step(follower(3), TIMEOUT).persist());
    }

    @Test
    void candidateAsksEachOtherServerAndTellsWhereItsLogEnds_s5_4_1() {
        assertEquals(
                ImmutableList.of(
                        new RequestVoteRequest(4, "n1", "n2", Given.LOG),
                        new RequestVoteRequest(4, "n1", "n3", Given.LOG)),
                step(follower(3), TIMEOUT).send());
    }

    @Test
    void candidateWithoutAWinnerStartsAnewInTheNextTermWithItsOwnVoteOnly_s5_2() {
        ServerState after = step(candidate(4), TIMEOUT).state();
        assertEquals(Role.CANDIDATE, after.role());
        assertEquals(5, after.currentTerm());
        assertEquals(ImmutableSortedSet.of("n1"), after.votesGranted());
    }

    @Test
    void clusterOfOneHasItsMajorityAtTheTimeout_s5_2() {
        Step step = step(alone(0), TIMEOUT);
        assertEquals(Role.LEADER, step.state().role());
        assertEquals(Optional.of(new DurableState(1, Optional.of("n1"))), step.persist());
        assertEquals(ImmutableList.of(), step.send());
    }
}
