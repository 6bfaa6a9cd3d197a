package dev.quorate.impl.raft;

import static dev.quorate.impl.raft.Given.candidate;
import static dev.quorate.impl.raft.Given.follower;
import static dev.quorate.impl.raft.Given.followerThatVotedFor;
import static dev.quorate.impl.raft.Given.heartbeat;
import static dev.quorate.impl.raft.Given.heartbeatAnswer;
import static dev.quorate.impl.raft.Given.leader;
import static dev.quorate.impl.raft.Given.step;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Figure 2, AppendEntries RPC and Leaders, as far as elections go. */
class HeartbeatTest {
    private static void assertAnswer(long term, boolean success, Step step) {
        assertEquals(ImmutableList.of(new AppendEntriesResponse(term, "n1", "n2", success)), step.send());
    }

    @Test
    void idleLeaderSendsAHeartbeatToEachOtherServer_s5_2() {
        Step step = step(leader(3), new Input.HeartbeatTimeout());
        assertEquals(
                ImmutableList.of(new AppendEntriesRequest(3, "n1", "n2"), new AppendEntriesRequest(3, "n1", "n3")),
                step.send());
        assertEquals(leader(3), step.state());
        assertEquals(Optional.empty(), step.persist());
    }

    @Test
    void followerAcceptsTheLeaderOfItsTermAndKeepsItsVote_s5_2() {
        Step step = step(followerThatVotedFor("n3", 3), heartbeat(3, "n2"));
        assertAnswer(3, true, step);
        assertEquals(followerThatVotedFor("n3", 3), step.state());
    }

    @Test
    void leaderOfAnOlderTermIsRefusedAndLearnsTheNewerOne_s5_1() {
        Step step = step(candidate(3), heartbeat(2, "n2"));
        assertAnswer(3, false, step);
        assertEquals(candidate(3), step.state());
    }

    @Test
    void candidateConcedesToTheLeaderOfItsTermAndKeepsItsOwnVote_s5_2() {
        Step step = step(candidate(3), heartbeat(3, "n2"));
        assertAnswer(3, true, step);
        assertEquals(followerThatVotedFor("n1", 3), step.state());
        assertEquals(Optional.empty(), step.persist());
    }

    @Test
    void candidateStepsDownOnHigherTerm_s5_1() {
        Step step = step(candidate(3), heartbeat(4, "n2"));
        assertAnswer(4, true, step);
        assertEquals(follower(4), step.state());
        assertEquals(Optional.of(new DurableState(4, Optional.empty())), step.persist());
    }

    @Test
    void leaderStepsDownBeforeTheLeaderOfANewerTerm_s5_1() {
        assertEquals(follower(4), step(leader(3), heartbeat(4, "n2")).state());
    }

    @Test
    void leaderStepsDownOnHigherTermInAnAnswer_s5_1() {
        Step step = step(leader(3), heartbeatAnswer(4, "n2"));
        assertEquals(follower(4), step.state());
        assertEquals(Optional.of(new DurableState(4, Optional.empty())), step.persist());
        assertEquals(ImmutableList.of(), step.send());
    }

    @Test
    void answerOfTheSameOrAnOlderTermChangesNothing_s5_1() {
        assertEquals(leader(3), step(leader(3), heartbeatAnswer(3, "n2")).state());
        assertEquals(leader(3), step(leader(3), heartbeatAnswer(2, "n2")).state());
    }
}
