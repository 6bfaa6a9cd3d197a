package dev.quorate.impl.raft;

import static dev.quorate.impl.raft.Given.alone;
import static dev.quorate.impl.raft.Given.candidate;
import static dev.quorate.impl.raft.Given.follower;
import static dev.quorate.impl.raft.Given.followerThatVotedFor;
import static dev.quorate.impl.raft.Given.heartbeat;
import static dev.quorate.impl.raft.Given.heartbeatAnswer;
import static dev.quorate.impl.raft.Given.leader;
import static dev.quorate.impl.raft.Given.refusal;
import static dev.quorate.impl.raft.Given.requestVote;
import static dev.quorate.impl.raft.Given.step;
import static dev.quorate.impl.raft.Given.vote;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quorate.impl.raft.Step.TimerEffect;
import org.junit.jupiter.api.Test;

/** Figure 2, Followers: what lets the election timer start anew, and what must not. */
class ElectionTimerTest {
    private static void assertTimer(TimerEffect expected, ServerState before, Input input) {
        assertEquals(expected, step(before, input).timer());
    }

    @Test
    void startsAnewWhenAVoteIsGranted_figure2() {
        assertTimer(TimerEffect.ELECTION, follower(3), requestVote(3, "n2"));
    }

    @Test
    void runsOnWhenAVoteIsRefused_figure2() {
        assertTimer(TimerEffect.KEEP, followerThatVotedFor("n3", 3), requestVote(3, "n2"));
        assertTimer(TimerEffect.KEEP, follower(3), requestVote(2, "n2"));
    }

    @Test
    void runsOnWhenACandidateWithAnOldLogBringsANewerTerm_figure2() {
        assertTimer(TimerEffect.KEEP, follower(3), requestVote(4, "n2", LogPosition.EMPTY));
        assertTimer(TimerEffect.KEEP, candidate(3), requestVote(4, "n2", LogPosition.EMPTY));
    }

    @Test
    void startsAnewOnAHeartbeatOfTheCurrentLeader_figure2() {
        assertTimer(TimerEffect.ELECTION, follower(3), heartbeat(3, "n2"));
        assertTimer(TimerEffect.ELECTION, follower(3), heartbeat(4, "n2"));
        assertTimer(TimerEffect.ELECTION, candidate(3), heartbeat(3, "n2"));
    }

    @Test
    void runsOnAtAHeartbeatOfAnOlderTerm_figure2() {
        assertTimer(TimerEffect.KEEP, follower(3), heartbeat(2, "n2"));
        assertTimer(TimerEffect.KEEP, candidate(3), heartbeat(2, "n2"));
    }

    @Test
    void startsAnewWithEachElection_s5_2() {
        assertTimer(TimerEffect.ELECTION, follower(3), new Input.ElectionTimeout());
        assertTimer(TimerEffect.ELECTION, candidate(3), new Input.ElectionTimeout());
    }

    @Test
    void candidateWaitsOnForTheVotesThatAreMissing_s5_2() {
        assertTimer(TimerEffect.KEEP, candidate(3), refusal(3, "n2"));
        assertTimer(TimerEffect.KEEP, candidate(3), vote(2, "n2"));
    }

    @Test
    void leaderWaitsForTheNextHeartbeatInstead_s5_2() {
        assertTimer(TimerEffect.HEARTBEAT, candidate(3), vote(3, "n2"));
        assertTimer(TimerEffect.HEARTBEAT, leader(3), new Input.HeartbeatTimeout());
        assertTimer(TimerEffect.HEARTBEAT, alone(3), new Input.ElectionTimeout());
    }

    @Test
    void leadersHeartbeatsAreNotPutOffByMessagesOfItsTerm_s5_2() {
        assertTimer(TimerEffect.KEEP, leader(3), requestVote(3, "n2"));
        assertTimer(TimerEffect.KEEP, leader(3), heartbeatAnswer(3, "n2"));
        assertTimer(TimerEffect.KEEP, leader(3), vote(3, "n3"));
    }

    @Test
    void startsWhenALeaderStepsDownWhateverMadeIt_s5_1() {
        assertTimer(TimerEffect.ELECTION, leader(3), requestVote(4, "n2", LogPosition.EMPTY));
        assertTimer(TimerEffect.ELECTION, leader(3), refusal(4, "n2"));
        assertTimer(TimerEffect.ELECTION, leader(3), heartbeatAnswer(4, "n2"));
    }

    @Test
    void startsAfterARestart_s5_2() {
        assertTimer(TimerEffect.ELECTION, follower(3), new Input.Restarted());
    }
}
