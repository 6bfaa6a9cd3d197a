package dev.quorate.impl.sim;

import static dev.quorate.impl.raft.Step.TimerEffect.KEEP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.DurableState;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.Fault.Kind;
import dev.quorate.impl.world.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can happen to a server. It is n1; n2 and n3 never say a word by themselves. */
class MachineTest {
    private static final Message VOTE_FOR_N2 = new RequestVoteRequest(1, "n2", "n1", LogPosition.EMPTY);
    private static final Message HEARTBEAT = new AppendEntriesRequest(1, "n2", "n1");
    private static final long SECOND = 1_000_000;

    private final Agenda agenda = new Agenda();
    private final Casualties casualties = new Casualties();
    private final List<TraceEvent> lines = new ArrayList<>();
    private final Chronicle chronicle = new Chronicle(lines::add, List.of("n1", "n2", "n3"), 0);
    private final List<Message> sent = new ArrayList<>();

    private Machine machine() {
        return machineOf(new ElectionCore());
    }

    private Machine machineOf(Core core) {
        return machine(Server.with(core));
    }

    private Machine machine(Driver.Factory drivers) {
        Machine machine = new Machine(
                ServerState.recovered(
                        "n1",
                        ImmutableSortedSet.of("n1", "n2", "n3"),
                        new DurableState(0, Optional.empty()),
                        LogPosition.EMPTY),
                drivers,
                1,
                agenda,
                casualties,
                sent::add,
                chronicle::write);
        machine.boot();
        return machine;
    }

    /** A fault that begins now. */
    private Fault fault(Kind kind, long lasts, long detail) {
        List<String> servers = kind == Kind.CLUSTER_RESTART ? List.of() : List.of("n1");
        return new Fault(agenda.micros(), lasts, kind, servers, detail);
    }

    private List<String> actions() {
        return lines.stream().map(TraceEvent::action).toList();
    }

    private Value lastVote() {
        return lines.get(lines.size() - 1).state().get("votedFor");
    }

    @Test
    void timerThatWasReplacedDoesNotFire() {
        Machine machine = machine();
        for (int heartbeat = 1; heartbeat <= 100; heartbeat++) {
            agenda.after(heartbeat * 100_000L, () -> machine.receive(HEARTBEAT));
        }
        agenda.runUntil(10 * SECOND);
        assertEquals(100, chronicle.events(), "heartbeats only, and no timeout");
    }

    @Test
    void timerSetBeforeACrashDoesNotFireAfterTheRestart() {
        Machine machine = machine();
        agenda.runUntil(Timing.COURSE.electionMin() - 1);
        machine.suffer(fault(Kind.CRASH, 1, 0));
        agenda.runUntil(2 * Timing.COURSE.electionMin() - 1);
        assertEquals(0, chronicle.events());
        agenda.runUntil(2 * Timing.COURSE.electionMax());
        assertTrue(chronicle.events() > 0, "the new one does");
    }

    @Test
    void timerSetBeforeACrashDoesNotFireEvenIfTheRestartSetsNone() {
        Machine machine = machineOf((before, input) -> new Step(before, Optional.empty(), ImmutableList.of(), KEEP));
        machine.receive(HEARTBEAT);
        machine.suffer(fault(Kind.CRASH, 1, 0));
        agenda.runUntil(2 * Timing.COURSE.electionMax());
        assertEquals(2, chronicle.events(), "the heartbeat and the restart");
    }

    @Test
    void aServerThatCrashedIsBackWhenTheCrashIsOver() {
        Machine machine = machine();
        machine.receive(VOTE_FOR_N2);
        machine.suffer(fault(Kind.CRASH, SECOND, 0));
        agenda.runUntil(SECOND - 1);
        assertEquals(1, lines.size());
        agenda.runUntil(SECOND);
        assertEquals(List.of("HandleRequestVoteRequest", "Restart"), actions());
        assertEquals(Value.of("n2"), lastVote());
    }

    @Test
    void aServerThatCrashedTwiceIsBackWhenTheLastCrashIsOver() {
        Machine machine = machine();
        machine.receive(VOTE_FOR_N2);
        machine.suffer(fault(Kind.CRASH, 2 * SECOND, 0));
        machine.suffer(fault(Kind.POWER_LOSS, SECOND, 0));
        agenda.runUntil(2 * SECOND - 1);
        assertEquals(1, lines.size());
        assertEquals(ImmutableMap.of("crash", 1), casualties.counts(), "what is stopped cannot crash");
        agenda.runUntil(2 * SECOND);
        assertEquals(2, lines.size());
    }

    @Test
    void messageToAStoppedServerIsLost() {
        Machine machine = machine();
        machine.suffer(fault(Kind.CRASH, SECOND, 0));
        machine.receive(HEARTBEAT);
        assertEquals(0, machine.received());
        assertEquals(ImmutableMap.of("crash", 1, "lost to a stopped server", 1), casualties.counts());
    }

    @Test
    void aCrashBeforeTheRecordLeavesNoTrace() {
        Machine machine = machine();
        machine.receive(HEARTBEAT);
        machine.suffer(fault(Kind.CRASH_BEFORE_SAVE, SECOND, 0));
        machine.receive(new RequestVoteRequest(2, "n2", "n1", LogPosition.EMPTY));
        agenda.runUntil(SECOND);
        assertEquals(List.of("HandleAppendEntriesRequest", "Restart"), actions());
        assertEquals(Value.of(1), lines.get(1).state().get("currentTerm"));
        assertEquals(1, machine.received());
        assertEquals(1, casualties.counts().get("crash before the record"));
    }

    @Test
    void aCrashDuringTheRecordIsSettledByWhatTheRestartFinds() {
        Machine machine = machine();
        machine.receive(HEARTBEAT);
        sent.clear();
        machine.suffer(fault(Kind.CRASH_WHILE_SAVING, SECOND, 0));
        machine.receive(new RequestVoteRequest(2, "n2", "n1", LogPosition.EMPTY));
        agenda.runUntil(SECOND);
        assertEquals(List.of("HandleAppendEntriesRequest", "Restart"), actions());
        assertEquals(1, machine.received());

        machine.suffer(fault(Kind.CRASH_WHILE_SAVING, SECOND, 1));
        machine.receive(new RequestVoteRequest(3, "n2", "n1", LogPosition.EMPTY));
        assertEquals(1, machine.received(), "not known before the restart");
        agenda.runUntil(2 * SECOND);
        assertEquals(
                List.of("HandleAppendEntriesRequest", "Restart", "HandleRequestVoteRequest", "Restart"), actions());
        assertEquals(Value.of("n2"), lastVote());
        assertEquals(List.of(), sent, "the step is told whole, and yet nothing leaves");
        assertEquals(1, lines.get(2).sent().size());
        assertEquals(2, machine.received());
        chronicle.checkEveryDeliveryHasALine(2);
    }

    @Test
    void aCrashBetweenRecordAndMessagesLosesThemAll() {
        Machine machine = machine();
        machine.suffer(fault(Kind.CRASH_BEFORE_SENDS, SECOND, 0));
        machine.receive(VOTE_FOR_N2);
        agenda.runUntil(SECOND);
        assertEquals(List.of("HandleRequestVoteRequest", "Restart"), actions());
        assertEquals(1, lines.get(0).sent().size());
        assertEquals(List.of(), sent);
        assertEquals(Value.of("n2"), lastVote());
        assertEquals(1, machine.received());
        assertEquals(ImmutableMap.of("crash between record and messages", 1), casualties.counts());
    }

    @Test
    void aCrashBetweenRecordAndMessagesWaitsForAStepThatSaves() {
        Machine machine = machine();
        machine.receive(HEARTBEAT);
        machine.suffer(fault(Kind.CRASH_BEFORE_SENDS, SECOND, 0));
        machine.receive(HEARTBEAT);
        assertEquals(2, sent.size());
        assertEquals(ImmutableMap.of(), casualties.counts());
    }

    @Test
    void aCrashAfterSomeOfTheSendsLosesTheOthers() {
        Machine machine = machine();
        machine.suffer(fault(Kind.CRASH_AMID_SENDS, SECOND, 1));
        agenda.runUntil(SECOND);
        assertEquals(List.of("Timeout", "Restart"), actions());
        assertEquals(2, lines.get(0).sent().size());
        assertEquals(1, sent.size());
        assertEquals(1, casualties.counts().get("crash amid the messages"));
    }

    @Test
    void aFaultWhoseMomentDoesNotComeInTimeNeverStrikes() {
        Machine machine = machine();
        machine.suffer(fault(Kind.CRASH_BEFORE_SAVE, 1000, 0));
        agenda.runUntil(1000);
        machine.receive(VOTE_FOR_N2);
        assertEquals(1, lines.size());
        assertEquals(ImmutableMap.of(), casualties.counts());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aServerWhoseWriteFailedStopsAndItsRestartSettlesTheStep(int found) {
        Machine machine = machine();
        machine.receive(HEARTBEAT);
        sent.clear();
        machine.suffer(fault(Kind.FAILED_WRITE, SECOND, found));
        machine.receive(new RequestVoteRequest(2, "n2", "n1", LogPosition.EMPTY));
        agenda.runUntil(SECOND);
        assertEquals(2 + found, lines.size());
        assertEquals(List.of(), sent);
        assertEquals(Value.of(found == 1 ? "n2" : "none"), lastVote());
        assertEquals(1 + found, machine.received());
        assertEquals(1, casualties.counts().get("failed write"));
    }

    @Test
    void powerLossForgetsWhatWasNotSavedAndACrashDoesNot() {
        Machine machine = machine(CarelessDrivers::doesNotWaitForTheDisk);
        machine.receive(HEARTBEAT);
        machine.receive(VOTE_FOR_N2);
        machine.suffer(fault(Kind.CRASH, SECOND, 0));
        agenda.runUntil(SECOND);
        assertEquals(Value.of("n2"), lastVote());
        machine.suffer(fault(Kind.POWER_LOSS, SECOND, 0));
        agenda.runUntil(2 * SECOND);
        assertEquals(Value.of("none"), lastVote());
        assertEquals(ImmutableMap.of("crash", 1, "power loss", 1), casualties.counts());
    }

    @Test
    void powerLossForgetsNothingThatWasSaved() {
        Machine machine = machine();
        machine.receive(VOTE_FOR_N2);
        machine.suffer(fault(Kind.POWER_LOSS, SECOND, 0));
        agenda.runUntil(SECOND);
        assertEquals(Value.of("n2"), lastVote());
    }

    @Test
    void aSlowWriteKeepsBackWhatIsToLeaveAndWhatArrives() {
        Machine machine = machine();
        machine.suffer(fault(Kind.SLOW_WRITE, SECOND, 200_000));
        machine.receive(VOTE_FOR_N2);
        machine.receive(HEARTBEAT);
        agenda.runUntil(199_999);
        assertEquals(1, lines.size());
        assertEquals(List.of(), sent);
        agenda.runUntil(200_000);
        assertEquals(List.of("HandleRequestVoteRequest", "HandleAppendEntriesRequest"), actions());
        assertEquals(2, sent.size());
        assertEquals(ImmutableMap.of("slow write", 1), casualties.counts());
    }

    @Test
    void aCrashDuringASlowWriteLosesWhatWaited() {
        Machine machine = machine();
        machine.suffer(fault(Kind.SLOW_WRITE, SECOND, 200_000));
        machine.receive(VOTE_FOR_N2);
        machine.receive(HEARTBEAT);
        machine.suffer(fault(Kind.CRASH, 100_000, 0));
        agenda.runUntil(SECOND / 5);
        assertEquals(List.of("HandleRequestVoteRequest", "Restart"), actions());
        assertEquals(List.of(), sent);
        assertEquals(1, casualties.counts().get("lost to a stopped server"));
    }

    @Test
    void aPausedServerReadsWhatArrivedWhenItResumes() {
        Machine machine = machine();
        machine.suffer(fault(Kind.PAUSE, SECOND, 0));
        agenda.after(100_000, () -> machine.receive(HEARTBEAT));
        agenda.runUntil(SECOND - 1);
        assertEquals(List.of(), actions());
        agenda.runUntil(SECOND);
        assertEquals(List.of("HandleAppendEntriesRequest"), actions(), "and its timer starts anew");
        assertEquals(ImmutableMap.of("pause", 1), casualties.counts());
    }

    @Test
    void aPausedServerMayNoticeFirstThatItsTimerWentOff() {
        Machine machine = machine();
        machine.suffer(fault(Kind.PAUSE, SECOND, 1));
        agenda.after(100_000, () -> machine.receive(HEARTBEAT));
        agenda.runUntil(SECOND);
        assertEquals(List.of("Timeout", "HandleAppendEntriesRequest"), actions());
    }

    @Test
    void aTimerThatGoesOffDuringAPauseFiresWhenItIsOver() {
        Machine machine = machine();
        machine.suffer(fault(Kind.PAUSE, SECOND, 0));
        agenda.runUntil(SECOND - 1);
        assertEquals(List.of(), actions());
        agenda.runUntil(SECOND);
        assertEquals(List.of("Timeout"), actions());
    }

    /** When a timer that was set at the start goes off, under a clock that runs at so many per cent. */
    private long firstTimeout(int rate) {
        Machine machine = machine();
        machine.suffer(fault(Kind.CLOCK_RATE, 9 * SECOND, rate));
        long start = agenda.micros();
        machine.receive(HEARTBEAT);
        agenda.runUntil(start + SECOND);
        machine.suffer(fault(Kind.CRASH, 99 * SECOND, 0));
        return lines.stream()
                        .filter(e -> e.action().equals("Timeout") && e.time() >= start)
                        .findFirst()
                        .orElseThrow()
                        .time()
                - start;
    }

    @Test
    void aFastClockTimesOutEarlyAndASlowOneLate() {
        long right = firstTimeout(100);
        assertEquals(right * 100 / 130, firstTimeout(130));
        assertEquals(right * 100 / 70, firstTimeout(70));
    }

    @Test
    void aHealedMachineRunsAtOnceAndWithoutFaults() {
        Machine machine = machine();
        machine.receive(HEARTBEAT);
        machine.suffer(fault(Kind.CRASH, 9 * SECOND, 0));
        machine.suffer(fault(Kind.FAILED_WRITE, 9 * SECOND, 0));
        machine.suffer(fault(Kind.PAUSE, 9 * SECOND, 0));
        machine.suffer(fault(Kind.CLOCK_RATE, 9 * SECOND, 200));
        agenda.runUntil(1000);
        machine.heal();
        assertEquals(List.of("HandleAppendEntriesRequest", "Restart"), actions());
        agenda.runUntil(1000 + Timing.COURSE.electionMin() - 1);
        assertEquals(2, lines.size(), "its clock is right");
        agenda.runUntil(1000 + Timing.COURSE.electionMax());
        assertEquals("Timeout", actions().get(2), "its disk works");
    }

    @Test
    void aRestartThatIsInterruptedIsTriedAgain() {
        Core saving = (before, input) -> {
            Step step = new ElectionCore().step(before, input);
            return new Step(step.state(), Optional.of(step.state().durable()), step.send(), step.timer());
        };
        Machine machine = machineOf(saving);
        machine.suffer(fault(Kind.CRASH_WHILE_SAVING, SECOND, 1));
        machine.receive(VOTE_FOR_N2);
        machine.suffer(fault(Kind.CRASH_BEFORE_SAVE, 2 * SECOND, 0));
        agenda.runUntil(2 * SECOND);
        assertEquals(List.of("HandleRequestVoteRequest", "Restart", "Restart"), actions());
        assertEquals(1, machine.received());
        chronicle.checkEveryDeliveryHasALine(1);
    }

    @Test
    void deliveryWithoutALineIsFound() {
        Machine machine = machine();
        machine.receive(HEARTBEAT);
        chronicle.checkEveryDeliveryHasALine(1);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> chronicle.checkEveryDeliveryHasALine(2));
        assertTrue(
                e.getMessage().contains("2 messages caused a step")
                        && e.getMessage().contains("has 1"),
                e.getMessage());
    }
}
