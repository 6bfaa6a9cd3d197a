package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.raft.Step.TimerEffect;
import dev.quorate.impl.time.VirtualTime;
import dev.quorate.impl.world.Timing;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TesterTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LabTrace trace = LabTrace.of(written, 3, "", 1);

    private final VirtualTime time = new VirtualTime();

    @AfterEach
    void close() {
        time.close();
    }

    private Tester tester() {
        return new Tester(3, Raft.factory(), trace, Wire.UNWATCHED, 1, time);
    }

    @Test
    void aRestartedLeaderComesBackAsAFollowerWithItsTermAndVote() throws Exception {
        try (Tester tester = tester()) {
            int leader = tester.checkOneLeader();
            tester.crash1(leader);
            long lines = trace.lastSeq("n" + (leader + 1));
            tester.start1(leader);
            assertEquals(lines + 1, trace.lastSeq("n" + (leader + 1)));
            tester.connect(leader);
            tester.checkOneLeader();
            tester.finish();
        }
        trace.close();
        ImmutableList<TraceEvent> events = LabFixtures.read(written);
        LabFixtures.assertCausal(events);
        TraceEvent restart = Iterables.getOnlyElement(
                events.stream().filter(e -> e.action().equals("Restart")).toList());
        TraceEvent before = events.stream()
                .filter(e -> e.node().equals(restart.node()) && e.seq() == restart.seq() - 1)
                .findFirst()
                .orElseThrow();
        assertEquals(Value.of("Leader"), before.state().get("role"));
        assertEquals(Value.of("Follower"), restart.state().get("role"));
        assertEquals(Value.of(restart.node()), restart.state().get("votedFor"));
        assertEquals(before.state().get("currentTerm"), restart.state().get("currentTerm"));
    }

    @Test
    void whatIsCutOffReachesNobodyAndIsReachedByNobody() {
        try (Tester tester = tester()) {
            int leader = tester.checkOneLeader();
            tester.disconnect(leader);
            long asked = tester.network().getCount("n" + (leader + 1));
            long term = tester.getState(leader).term();
            assertNotEquals(leader, tester.checkOneLeader());
            assertEquals(asked, tester.network().getCount("n" + (leader + 1)));
            assertEquals(term, tester.getState(leader).term(), "it heard nothing of the newer term");
            assertTrue(tester.getState(leader).isLeader());
        }
    }

    @Test
    void checksSeeLeadersThatShouldNotBe() {
        try (Tester tester =
                new Tester(3, Raft.factory(everybodyWins(), Timing.COURSE), trace, Wire.UNWATCHED, 1, time)) {
            String reason =
                    assertThrows(TestFailed.class, tester::checkOneLeader).getMessage();
            assertEquals("term 1 has 3 leaders: n1, n2, n3", reason);
        }
    }

    @Test
    void aLeaderWhereNoneShouldBeIsToldWithItsTermAndTheTime() {
        try (Tester tester = tester()) {
            int leader = tester.checkOneLeader();
            assertEquals(
                    "expected no leader, but n" + (leader + 1) + " claims to be one, in term 1 at 0.500 s",
                    assertThrows(TestFailed.class, tester::checkNoLeader).getMessage());
        }
    }

    /** Whoever stands for election takes itself for elected, and nobody listens. */
    private static Core everybodyWins() {
        return (before, input) -> {
            ServerState leader = new ServerState(
                    before.id(),
                    before.servers(),
                    1,
                    Optional.of(before.id()),
                    Role.LEADER,
                    before.servers(),
                    before.lastLog());
            return new Step(leader, Optional.of(leader.durable()), ImmutableList.of(), TimerEffect.HEARTBEAT);
        };
    }

    @Test
    void serversInDifferentTermsDisagree() {
        try (Tester tester = tester()) {
            AppendEntriesArgs heartbeat = new AppendEntriesArgs(7, 1);
            tester.disconnect(0);
            assertTrue(((Raft) tester.raft(0)).appendEntries(heartbeat).isPresent());
            tester.connect(0);
            assertTrue(assertThrows(TestFailed.class, tester::checkTerms)
                    .getMessage()
                    .startsWith("servers disagree on the term: n1 is in 7, n2 is in "));
        }
    }

    @Test
    void aDeliveredMessageWithoutALineFailsTheRun() {
        try (Tester tester = tester()) {
            tester.checkOneLeader();
            trace.delivered();
            assertEquals(
                    "the trace lacks the lines of 1 messages that were delivered",
                    assertThrows(TestFailed.class, tester::finish).getMessage());
        }
    }

    @Test
    void whatIsFrozenDoesNothingAndGoesOnWhereItStood() {
        try (Tester tester = tester()) {
            int leader = tester.checkOneLeader();
            RaftState before = tester.getState(leader);
            tester.freeze(leader);
            long steps = trace.lastSeq("n" + (leader + 1));
            int next = tester.checkOneLeader();
            assertNotEquals(leader, next);
            assertEquals(steps, trace.lastSeq("n" + (leader + 1)));
            tester.thaw(leader);
            assertEquals(before, tester.getState(leader), "it has heard nothing yet");
            tester.checkOneLeader();
            assertEquals(tester.getState(next).term(), tester.getState(leader).term());
            tester.finish();
        }
    }

    @Test
    void aFrozenServerCanBeCrashed() {
        try (Tester tester = tester()) {
            int leader = tester.checkOneLeader();
            tester.freeze(leader);
            tester.checkOneLeader();
            tester.restart(leader);
            tester.checkOneLeader();
            tester.finish();
        }
    }

    @Test
    void aServerWhoseWriteFailsStopsUntilItsRestart() {
        try (Tester tester = tester()) {
            int leader = tester.checkOneLeader();
            int other = (leader + 1) % 3;
            tester.failNextWrite(other);
            tester.crash1(leader);
            assertTrue(tester.happens(Duration.ofSeconds(5), () -> tester.writeFailed(other)));
            assertFalse(tester.connected().contains(other));
            tester.checkNoLeader(Duration.ofSeconds(1));
            tester.restart(other);
            assertFalse(tester.writeFailed(other));
            tester.checkOneLeader();
            tester.finish();
        }
    }

    @Test
    void aTestTakesTwoMinutesAtMost() {
        try (Tester tester = tester()) {
            tester.pause(Duration.ofSeconds(121));
            assertEquals(
                    "the test takes longer than 2 minutes",
                    assertThrows(TestFailed.class, () -> tester.pause(Duration.ofSeconds(1)))
                            .getMessage());
        }
    }

    @Test
    void aTermHasOneLeaderForEver() {
        Sightings sightings = new Sightings();
        sightings.saw("n1", new RaftState(3, true), 1_000_000);
        sightings.saw("n1", new RaftState(4, false), 1_100_000);
        sightings.saw("n2", new RaftState(4, true), 1_200_000);
        assertEquals(
                "term 3 has 2 leaders: n1, seen at 1.000 s, and n3 at 2.000 s",
                assertThrows(TestFailed.class, () -> sightings.saw("n3", new RaftState(3, true), 2_000_000))
                        .getMessage());
    }

    @Test
    void aTermNeverGoesBack() {
        Sightings sightings = new Sightings();
        sightings.saw("n1", new RaftState(3, false), 1_000_000);
        assertEquals(
                "n1 went back from term 3, seen at 1.000 s, to term 2 at 2.000 s",
                assertThrows(TestFailed.class, () -> sightings.saw("n1", new RaftState(2, false), 2_000_000))
                        .getMessage());
    }
}
