package dev.quorate.impl.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.server.DeskWorld.Disk;
import dev.quorate.impl.world.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server does to its world, and in which order. */
class ServerTest {
    private static final RequestVoteRequest REQUEST = new RequestVoteRequest(1, "n2", "n1", LogPosition.EMPTY);

    private final DeskWorld world = new DeskWorld();
    private final Server server = world.server();

    private void assertTimerWithin(long least, long most) {
        long timer = world.timers.get(world.timers.size() - 1);
        assertTrue(timer >= least && timer <= most, () -> "a timer of " + timer);
    }

    @Test
    void firstStartIsNoStep() {
        server.start();
        assertEquals(List.of("timer"), world.deeds);
        assertEquals(0, server.lastSeq());
    }

    @Test
    void stepIsDurableBeforeItIsToldAndToldBeforeItIsSent_figure2() {
        server.start();
        world.deeds.clear();
        server.receive(REQUEST);
        assertEquals(List.of("save", "line", "send", "timer"), world.deeds);
    }

    @Test
    void stepThatChangesNothingDurableIsNotWritten() {
        server.start();
        server.receive(REQUEST);
        world.deeds.clear();
        server.receive(new AppendEntriesRequest(0, "n2", "n1"));
        assertEquals(List.of("line", "send"), world.deeds);
    }

    @Test
    void nothingIsSentOrToldWhenStorageFails_figure2() {
        server.start();
        world.deeds.clear();
        world.disk = Disk.FAILS_WITH_THE_NEW_RECORD_WRITTEN;
        server.receive(REQUEST);
        assertEquals(List.of(), world.deeds);
        assertFalse(server.running());
    }

    @Test
    void stoppedServerDoesNothing() {
        server.start();
        server.crash();
        world.deeds.clear();
        server.receive(REQUEST);
        server.timerFired();
        assertEquals(List.of(), world.deeds);
        assertEquals(0, server.state().currentTerm());
    }

    @Test
    void restartCarriesWhatStorageHolds_figure2() {
        server.start();
        server.receive(REQUEST);
        server.crash();
        server.start();
        assertEquals(List.of("HandleRequestVoteRequest", "Restart"), world.actions());
        assertEquals(Value.of(1), world.state(1, "currentTerm"));
        assertEquals(Value.of("n2"), world.state(1, "votedFor"));
    }

    @Test
    void restartedCandidateIsAFollowerWithoutVotes_s5_2() {
        server.start();
        server.timerFired();
        assertEquals(Role.CANDIDATE, server.state().role());
        server.crash();
        server.start();
        assertEquals(Value.of("Follower"), world.state(1, "role"));
        assertEquals(Value.set(List.of()), world.state(1, "votesGranted"));
        assertEquals(Value.of("n1"), world.state(1, "votedFor"));
    }

    @Test
    void interruptedStepWhoseRecordIsFoundDidHappenAndIsToldBeforeTheRestart() {
        server.start();
        world.disk = Disk.FAILS_WITH_THE_NEW_RECORD_WRITTEN;
        server.receive(REQUEST);
        server.start();
        assertEquals(List.of("HandleRequestVoteRequest", "Restart"), world.actions());
        assertEquals(List.of(1L, 2L), world.lines.stream().map(TraceEvent::seq).toList());
        assertEquals(1, world.lines.get(0).sent().size(), "the step is told whole");
        assertEquals(List.of(), world.sent, "and yet nothing leaves: the vote it cast is lost");
        assertEquals(Value.of("n2"), world.state(1, "votedFor"));
    }

    @Test
    void interruptedStepWhoseRecordIsNotFoundNeverHappened() {
        server.start();
        server.receive(new AppendEntriesRequest(1, "n2", "n1"));
        world.disk = Disk.FAILS_AND_KEEPS_THE_OLD_RECORD;
        server.timerFired();
        server.start();
        assertEquals(List.of("HandleAppendEntriesRequest", "Restart"), world.actions());
        assertEquals(Value.of(1), world.state(1, "currentTerm"));
        assertEquals(Value.of("none"), world.state(1, "votedFor"));
    }

    @Test
    void interruptedStepIsSettledOnceEvenIfTheSameStepComesAgain() {
        server.start();
        world.disk = Disk.FAILS_AND_KEEPS_THE_OLD_RECORD;
        server.timerFired();
        server.start();
        server.timerFired();
        server.crash();
        server.start();
        assertEquals(List.of("Timeout", "Restart"), world.actions());
    }

    @Test
    void linesAreCountedWithoutGapsOverRestarts() {
        server.start();
        server.timerFired();
        server.crash();
        server.start();
        server.timerFired();
        assertEquals(
                List.of(1L, 2L, 3L), world.lines.stream().map(TraceEvent::seq).toList());
        assertEquals(3, server.lastSeq());
    }

    @Test
    void messageThatChangesNothingIsToldAllTheSame() {
        server.start();
        server.receive(new RequestVoteResponse(0, "n2", "n1", false));
        assertEquals(List.of("HandleRequestVoteResponse"), world.actions());
    }

    @Test
    void followerWaitsForALeaderAndACandidateForItsVotes_s5_2() {
        Timing timing = Timing.COURSE;
        server.start();
        assertTimerWithin(timing.electionMin(), timing.electionMax());
        server.timerFired();
        assertTimerWithin(timing.retryMin(), timing.retryMax());
    }

    @Test
    void leadersTimerSendsHeartbeats_s5_2() {
        server.start();
        server.timerFired();
        server.receive(new RequestVoteResponse(1, "n2", "n1", true));
        assertTimerWithin(Timing.COURSE.heartbeat(), Timing.COURSE.heartbeat());
        server.timerFired();
        assertEquals(List.of("Timeout", "HandleRequestVoteResponse", "SendHeartbeats"), world.actions());
    }
}
