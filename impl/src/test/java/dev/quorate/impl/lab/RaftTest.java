package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.time.RealTime;
import dev.quorate.impl.world.CallRates;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Timing;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RaftTest {
    /** Servers that stand for election at once, and may be asked often. */
    private static final Timing FAST = new Timing(20_000, 30_000, 5_000, 10_000, 5_000);
    /** Servers that stand once in a test, and lead without a heartbeat for long. */
    private static final Timing UNHURRIED = new Timing(300_000, 400_000, 2_000_000, 3_000_000, 290_000);
    /** Servers that never stand within a test. */
    private static final Timing PATIENT = new Timing(60_000_000, 90_000_000, 60_000_000, 90_000_000, 5_000);

    private static final long SEVERAL_TIMEOUTS = 150_000;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LabTrace trace = LabTrace.of(written, 3, "", 1);
    private final RealTime time = new RealTime();
    private final LabNetwork network = new LabNetwork(time, Randomness.seeded(1), Wire.UNWATCHED);
    private final List<Raft> made = new ArrayList<>();
    private int ends;

    @AfterEach
    void close() {
        made.forEach(Raft::kill);
        network.close();
        time.close();
    }

    /** Server n1 of a cluster; no end leads anywhere. */
    private Raft alone(int servers, Timing timing, Core core, Persister persister) {
        network.rates(CallRates.CLASSIC.withLongDelays());
        ImmutableList.Builder<ClientEnd> peers = ImmutableList.builder();
        for (int i = 0; i < servers; i++) {
            peers.add(network.makeEnd("end " + ends++, "n1"));
        }
        LabWorld world = new LabWorld(time, Randomness.seeded(1), trace);
        Raft raft = Raft.make(
                peers.build(),
                0,
                persister,
                new LinkedBlockingQueue<>(),
                core,
                timing,
                UnaryOperator.identity(),
                world);
        made.add(raft);
        return raft;
    }

    private Raft alone(int servers, Timing timing) {
        return alone(servers, timing, new ElectionCore(), new Persister());
    }

    private static RequestVoteArgs requestVote(long term) {
        return new RequestVoteArgs(term, 1, 0, 0);
    }

    @Test
    void startOnALeaderNamesThePlaceAfterItsLastEntry() throws Exception {
        Raft raft = alone(1, FAST);
        LabFixtures.await("n1 leads", () -> raft.getState().isLeader());
        assertEquals(new StartReply(1, 1, true), raft.start("command"));
        assertEquals(new StartReply(1, 1, true), raft.start("nothing was appended"));
        assertEquals(new RaftState(1, true), raft.getState());
    }

    @Test
    void startOnAFollowerTakesNothing() {
        Raft raft = alone(3, PATIENT);
        raft.appendEntries(new AppendEntriesArgs(4, 1));
        assertEquals(new StartReply(StartReply.NOWHERE, 4, false), raft.start("command"));
    }

    @Test
    void theCoursesFourArgumentsAreEnough() throws Exception {
        Raft raft = Raft.make(List.of(network.makeEnd("own", "n1")), 0, new Persister(), new LinkedBlockingQueue<>());
        made.add(raft);
        LabFixtures.await("n1 leads", () -> raft.getState().isLeader());
    }

    @Test
    void whereAServerDoesNotStandAmongItsPeersIsSaid() {
        List<ClientEnd> one = List.of(network.makeEnd("own", "n1"));
        assertRefused("me is 1, but there are 1 peers, and the first is 0", one, 1);
        assertRefused("me is -1, but there are 1 peers, and the first is 0", one, -1);
        assertRefused("peers is empty: there is an end to each server in it, the own one included", List.of(), 0);
    }

    private static void assertRefused(String reason, List<ClientEnd> peers, int me) {
        assertEquals(
                reason,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Raft.make(peers, me, new Persister(), new LinkedBlockingQueue<>()))
                        .getMessage());
    }

    @Test
    void theResponseOfTheStepIsTheReplyOfTheCall() {
        Raft raft = alone(3, PATIENT);
        assertEquals(Optional.of(new RequestVoteReply(2, true)), raft.requestVote(requestVote(2)));
        assertEquals(Optional.of(new AppendEntriesReply(2, false)), raft.appendEntries(new AppendEntriesArgs(1, 2)));
        assertEquals(2, trace.lines());
        assertEquals(0, trace.missingLines());
    }

    @Test
    void aServerWithDeadEndsOnlyStillAnswersAtOnce() throws Exception {
        Raft raft = alone(3, FAST);
        LabFixtures.await("calls hang in many dead ends", () -> network.getTotalCount() > 40);
        long asked = time.micros();
        Optional<RequestVoteReply> reply = raft.requestVote(requestVote(1_000));
        raft.start("command");
        raft.getState();
        assertTrue(reply.orElseThrow().voteGranted());
        assertTrue(time.micros() - asked < 500_000, "the answers took " + (time.micros() - asked) + " microseconds");
    }

    @Test
    void aKilledServerWritesNoLineSendsNothingAndAnswersNothing() throws Exception {
        Raft raft = alone(3, FAST);
        LabFixtures.await("n1 stands for election", () -> network.getTotalCount() > 4);
        raft.kill();
        long lines = trace.lines();
        long calls = network.getTotalCount();
        assertEquals(2 * lines, calls, "what has a line has left, and only that");
        assertEquals(Optional.empty(), raft.requestVote(requestVote(1_000)));
        time.sleep(SEVERAL_TIMEOUTS);
        assertEquals(lines, trace.lines());
        assertEquals(calls, network.getTotalCount());
    }

    /** Votes for whoever asks. */
    public record Voter() {
        /** The RPC. */
        public RequestVoteReply requestVote(RequestVoteArgs args) {
            return new RequestVoteReply(args.term(), true);
        }
    }

    @Test
    void killWaitsForWhatIsLeaving() throws Exception {
        CountDownLatch voteArrived = new CountDownLatch(1);
        CountDownLatch networkHeld = new CountDownLatch(1);
        Core slow = (before, input) -> {
            if (input instanceof Input.Received) {
                voteArrived.countDown();
                Uninterruptibles.awaitUninterruptibly(networkHeld);
            }
            return new ElectionCore().step(before, input);
        };
        Raft raft = alone(3, UNHURRIED, slow, new Persister());
        network.addServer("n2", Handlers.ofQuick("n2", new Voter()));
        network.connect("end 1", "n2");
        network.enable("end 1", true);
        Uninterruptibles.awaitUninterruptibly(voteArrived);
        CompletableFuture<Void> killed;
        synchronized (network) { // no call gets in, so the new leader's heartbeats cannot leave
            networkHeld.countDown();
            LabFixtures.await("n1 wants to send heartbeats", () -> trace.lines() == 2);
            killed = CompletableFuture.runAsync(raft::kill);
            time.sleep(SEVERAL_TIMEOUTS);
            assertFalse(killed.isDone());
        }
        killed.join();
        assertEquals(4, network.getTotalCount());
        assertEquals(2, trace.lines());
    }

    @Test
    void aRestartKeepsTermAndVoteAndCountsOn() throws Exception {
        Persister persister = new Persister();
        Raft raft = alone(3, PATIENT, new ElectionCore(), persister);
        raft.requestVote(requestVote(5));
        raft.kill();
        Raft again = alone(3, PATIENT, new ElectionCore(), persister.copy());
        assertEquals(new RaftState(5, false), again.getState());
        assertEquals(
                Optional.of(new RequestVoteReply(5, false)),
                again.requestVote(new RequestVoteArgs(5, 2, 0, 0)),
                "the vote of term 5 is n2's");
        again.kill();
        trace.close();
        ImmutableList<TraceEvent> events = LabFixtures.read(written);
        assertEquals(
                List.of("HandleRequestVoteRequest", "Restart", "HandleRequestVoteRequest"),
                events.stream().map(TraceEvent::action).toList());
        assertEquals(events.get(0).state(), events.get(1).state());
    }

    @Test
    void aCoreThatThrowsEndsItsServerAndSaysWhy() throws Exception {
        Core broken = (before, input) -> {
            if (input instanceof Input.ElectionTimeout) {
                throw new IllegalStateException("no such change of role");
            }
            return new ElectionCore().step(before, input);
        };
        Raft raft = alone(3, FAST, broken, new Persister());
        LabFixtures.await("the failure is known", () -> raft.failure().isPresent());
        assertEquals(Optional.of("no such change of role"), raft.failure());
        assertEquals(Optional.empty(), raft.requestVote(requestVote(1)));
        assertEquals(0, trace.lines());
    }
}
