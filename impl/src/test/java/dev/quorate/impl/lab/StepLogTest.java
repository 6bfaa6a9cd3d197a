package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.raft.Role;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StepLogTest {
    private static final ServerRow NEW = ServerRow.of(0, ServerRow.NOBODY, Role.FOLLOWER, Set.of());
    private static final ServerRow CANDIDATE = ServerRow.of(1, 0, Role.CANDIDATE, Set.of(0));
    private static final ServerRow LEADER = ServerRow.of(1, 0, Role.LEADER, Set.of(0, 1));
    private static final ServerRow VOTED = ServerRow.of(1, 2, Role.FOLLOWER, Set.of());
    private static final RequestVoteArgs ASKS = new RequestVoteArgs(1, 0, 0, 0);
    private static final AppendEntriesArgs HEARTBEAT = new AppendEntriesArgs(1, 0);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LabTrace trace = LabTrace.of(written, 3, "", 1);

    private StepLog log() {
        return new StepLog(3, 0, () -> 0, trace);
    }

    private StepLog started() {
        StepLog log = log();
        log.started(NEW);
        return log;
    }

    private static String complaint(Class<? extends RuntimeException> type, Runnable use) {
        return assertThrows(type, use::run).getMessage();
    }

    @Test
    void eachStepIsALineWithAllThatItSends() throws Exception {
        StepLog log = started();
        log.timeout(CANDIDATE, ASKS);
        log.won(1, new RequestVoteReply(1, true), LEADER, HEARTBEAT);
        log.received(2, new RequestVoteReply(1, true), LEADER);
        log.heartbeats(LEADER, HEARTBEAT);
        log.received(1, new AppendEntriesReply(1, true), LEADER);
        log.handled(new RequestVoteArgs(1, 2, 0, 0), LEADER, new RequestVoteReply(1, false));
        log.handled(new AppendEntriesArgs(0, 1), LEADER, new AppendEntriesReply(1, false));
        log().started(ServerRow.of(1, 0, Role.FOLLOWER, Set.of()));
        trace.close();
        ImmutableList<TraceEvent> events = LabFixtures.read(written);
        assertEquals(
                List.of(
                        "Timeout 2",
                        "HandleRequestVoteResponse 2",
                        "HandleRequestVoteResponse 0",
                        "SendHeartbeats 2",
                        "HandleAppendEntriesResponse 0",
                        "HandleRequestVoteRequest 1",
                        "HandleAppendEntriesRequest 1",
                        "Restart 0"),
                events.stream().map(e -> e.action() + " " + e.sent().size()).toList());
    }

    @Test
    void whatIsReceivedCountsAsDelivered() {
        StepLog log = started();
        log.timeout(CANDIDATE, ASKS);
        log.won(1, new RequestVoteReply(1, true), LEADER, HEARTBEAT);
        assertEquals(0, trace.missingLines());
        assertEquals(1, trace.elections());
    }

    /** A write failed: whether its step happened shows when the server is back. */
    @Test
    void aStepWhoseWriteFailedHasItsLineBeforeTheRestartIfItsRecordIsFound() throws Exception {
        started().unsaved().timeout(CANDIDATE, ASKS);
        assertEquals(0, trace.lines());
        log().started(ServerRow.of(1, 0, Role.FOLLOWER, Set.of()));
        trace.close();
        assertEquals(
                List.of("Timeout", "Restart"),
                LabFixtures.read(written).stream().map(TraceEvent::action).toList());
    }

    @Test
    void aStepWhoseWriteFailedHasNoLineIfItsRecordIsNotFound() {
        started().unsaved().handled(new RequestVoteArgs(1, 2, 0, 0), VOTED, new RequestVoteReply(1, true));
        log().started(NEW);
        assertEquals(0, trace.lines());
        assertEquals(0, trace.missingLines());
    }

    @Test
    void theFirstStartOfAServerIsNoStep() {
        started();
        assertEquals(0, trace.lines());
    }

    @Test
    void aStepBeforeTheStartIsTheServersFault() {
        assertEquals(
                "n1 tells of a step, and not first that it was started",
                complaint(IllegalStateException.class, () -> log().timeout(CANDIDATE, ASKS)));
        StepLog log = started();
        assertEquals(
                "n1 tells twice that it was started", complaint(IllegalStateException.class, () -> log.started(NEW)));
    }

    @Test
    void aStepOfAServerThatWasReplacedIsItsFault() {
        StepLog killed = started();
        killed.timeout(CANDIDATE, ASKS);
        log().started(NEW);
        assertEquals(
                "n1 tells of a step though a newer n1 was started: a server that was killed takes no steps",
                complaint(IllegalStateException.class, () -> killed.heartbeats(LEADER, HEARTBEAT)));
    }

    @Test
    void aServerThatDoesNotExistIsTheServersFault() {
        StepLog log = started();
        ServerRow stranger = ServerRow.of(1, 7, Role.FOLLOWER, Set.of());
        List<Runnable> wrong = List.of(
                () -> log.timeout(stranger, ASKS),
                () -> log.timeout(CANDIDATE, new RequestVoteArgs(1, 7, 0, 0)),
                () -> log.received(7, new AppendEntriesReply(1, true), LEADER),
                () -> log.received(1, new AppendEntriesReply(1, true), ServerRow.of(1, 0, Role.LEADER, Set.of(7))));
        for (Runnable use : wrong) {
            assertEquals(
                    "n1 tells of a step that cannot be: there is no server 7; they are 0 to 2",
                    complaint(IllegalArgumentException.class, use));
        }
        assertEquals(0, trace.lines());
    }

    @Test
    void aStepWithoutARowOrARoleIsTheServersFault() {
        StepLog log = started();
        assertEquals(
                "n1 tells of a step without a row",
                complaint(NullPointerException.class, () -> log.timeout(null, ASKS)));
        assertTrue(complaint(NullPointerException.class, () -> ServerRow.of(1, 0, null, Set.of()))
                .contains("role"));
        assertEquals(
                "a term is zero or more, not -1",
                complaint(IllegalArgumentException.class, () -> ServerRow.of(-1, 0, Role.FOLLOWER, Set.of())));
    }
}
