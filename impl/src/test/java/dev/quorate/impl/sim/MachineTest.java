package dev.quorate.impl.sim;

import static dev.quorate.impl.raft.Step.TimerEffect.KEEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.DurableState;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.Timing;
import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Switches, timers, and the count of what was received. Server n1, with n2 that never says a word by itself. */
class MachineTest {
    private static final ImmutableSortedMap<String, LogPosition> LOGS =
            ImmutableSortedMap.of("n1", LogPosition.EMPTY, "n2", LogPosition.EMPTY);

    private final Agenda agenda = new Agenda();
    private final Casualties casualties = new Casualties();
    private final Chronicle chronicle = new Chronicle(
            new TraceWriter(OutputStream.nullOutputStream(), RaftTrace.header("", LOGS, ImmutableMap.of())),
            LOGS.keySet(),
            0);

    private Machine machine(long seed) {
        return machine(seed, new ElectionCore());
    }

    private Machine machine(long seed, Core core) {
        return new Machine(
                ServerState.recovered(
                        "n1",
                        ImmutableSortedSet.of("n1", "n2"),
                        new DurableState(0, Optional.empty()),
                        LogPosition.EMPTY),
                core,
                seed,
                agenda,
                casualties,
                message -> {},
                chronicle);
    }

    @Test
    void timerThatWasReplacedDoesNotFire() {
        Machine machine = machine(1);
        machine.boot();
        for (int heartbeat = 1; heartbeat <= 100; heartbeat++) {
            agenda.after(heartbeat * 100_000L, () -> machine.receive(new AppendEntriesRequest(1, "n2", "n1")));
        }
        agenda.runUntil(10_000_000);
        assertEquals(100, chronicle.events(), "heartbeats only, and no timeout");
    }

    @Test
    void timerSetBeforeACrashDoesNotFireAfterTheRestart() {
        Machine machine = machine(1);
        machine.boot();
        agenda.runUntil(Timing.COURSE.electionMin() - 1);
        machine.crash();
        machine.restart();
        agenda.runUntil(2 * Timing.COURSE.electionMin() - 2);
        assertEquals(0, chronicle.events());
        agenda.runUntil(2 * Timing.COURSE.electionMax());
        assertTrue(chronicle.events() > 0, "the new one does");
    }

    @Test
    void timerSetBeforeACrashDoesNotFireEvenIfTheRestartSetsNone() {
        Machine machine = machine(1, (before, input) -> new Step(before, Optional.empty(), ImmutableList.of(), KEEP));
        machine.boot();
        machine.receive(new AppendEntriesRequest(1, "n2", "n1"));
        machine.crash();
        machine.restart();
        agenda.runUntil(2 * Timing.COURSE.electionMax());
        assertEquals(2, chronicle.events(), "the heartbeat and the restart");
    }

    @Test
    void messageToAStoppedServerIsLost() {
        Machine machine = machine(1);
        machine.boot();
        machine.crash();
        machine.receive(new AppendEntriesRequest(1, "n2", "n1"));
        assertEquals(0, machine.received());
        assertEquals(ImmutableMap.of("crash", 1, "lost to a stopped server", 1), casualties.counts());
    }

    @Test
    void messageWhoseRecordDidNotBecomeDurableWasNotReceivedAndOneWhoseDidWas() {
        int received = 0;
        for (long seed = 0; seed < 40; seed++) {
            Machine machine = machine(seed);
            machine.boot();
            machine.failNextWrite();
            machine.receive(new AppendEntriesRequest(1, "n2", "n1"));
            assertEquals(0, machine.received(), "not known before the restart");
            machine.restart();
            received += (int) machine.received();
        }
        assertTrue(received > 5 && received < 35, "both happen");
        chronicle.checkEveryDeliveryHasALine(received);
    }

    @Test
    void restartOfARunningServerOnlyRepairsItsDisk() {
        Machine machine = machine(1);
        machine.boot();
        machine.failNextWrite();
        machine.restart();
        machine.receive(new AppendEntriesRequest(1, "n2", "n1"));
        assertEquals(1, machine.received());
        assertEquals(ImmutableMap.of(), casualties.counts());
    }

    @Test
    void deliveryWithoutALineIsFound() {
        Machine machine = machine(1);
        machine.boot();
        machine.receive(new AppendEntriesRequest(1, "n2", "n1"));
        chronicle.checkEveryDeliveryHasALine(1);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> chronicle.checkEveryDeliveryHasALine(2));
        assertTrue(
                e.getMessage().contains("2 messages caused a step")
                        && e.getMessage().contains("has 1"),
                e.getMessage());
    }
}
