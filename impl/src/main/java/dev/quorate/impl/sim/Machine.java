package dev.quorate.impl.sim;

import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.Network;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Timing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What a server runs on: its disk, its timer, its way to the network, and all that can happen to them. A machine runs,
 * or is down, or stands still: then what arrives, and what is to leave, waits.
 */
final class Machine {
    private static final String RESTART = new Input.Restarted().action();
    private static final long RIGHT_RATE = 100;
    private static final long NEVER = Long.MAX_VALUE;

    private final Agenda agenda;
    private final Casualties casualties;
    private final Network<Message> network;
    private final Consumer<TraceEvent> trace;
    private final Mishaps mishaps;
    private final SimulatedStorage storage;
    private final Driver driver;

    private long downUntil;
    private long stillUntil;
    private final Deque<Message> outbox = new ArrayDeque<>();
    private final Deque<Message> inbox = new ArrayDeque<>();
    /** When the timer goes off; later, if the machine stands still then. */
    private long timerAt = NEVER;
    /** When the machine next looks at its timer. Most timers are set anew before they go off; this spares an event. */
    private long wakeAt = NEVER;
    /** After standing still, whether the timer comes before what arrived meanwhile. */
    private boolean timerFirst;

    private long clockRate = RIGHT_RATE;
    private long clockRateUntil;

    /** Of the step that is being taken. */
    private long writesBefore;

    private int sends;
    private long received;
    private boolean stoppedByMessage;

    Machine(
            ServerState initial,
            Driver.Factory drivers,
            long seed,
            Agenda agenda,
            Casualties casualties,
            Network<Message> network,
            Consumer<TraceEvent> trace) {
        this.agenda = agenda;
        this.casualties = casualties;
        this.network = network;
        this.trace = trace;
        this.mishaps = new Mishaps(agenda, casualties);
        this.storage = new SimulatedStorage(mishaps, this::waitForDisk);
        this.driver = drivers.make(
                initial,
                new Server.World(
                        agenda,
                        this::send,
                        storage,
                        this::setTimer,
                        Timing.COURSE,
                        Randomness.seeded(seed, "timeouts " + initial.id()),
                        this::write));
    }

    /** Switches it on for the first time. */
    void boot() {
        step(driver::start);
    }

    /** Lets a fault happen, and be over in time. */
    void suffer(Fault fault) {
        switch (fault.kind()) {
            case CRASH -> crash(fault);
            case POWER_LOSS, CLUSTER_RESTART -> {
                storage.loseUnsaved();
                crash(fault);
            }
            case PAUSE -> pause(fault);
            case CLOCK_RATE -> {
                clockRate = fault.detail();
                clockRateUntil = fault.end();
                casualties.add(fault.kind());
            }
            default -> mishaps.arm(fault);
        }
        agenda.at(fault.end(), this::goOn);
    }

    private void crash(Fault fault) {
        downUntil = Math.max(downUntil, fault.end());
        if (driver.running()) {
            driver.crash();
            forgetWhatWaits();
            if (fault.kind() != Fault.Kind.CLUSTER_RESTART) { // which is one, however many machines there are
                casualties.add(fault.kind());
            }
        }
    }

    private void pause(Fault fault) {
        stillUntil = Math.max(stillUntil, fault.end());
        timerFirst = fault.detail() == 1;
        if (driver.running()) {
            casualties.add(fault.kind());
        }
    }

    private void waitForDisk(long micros) {
        stillUntil = Math.max(stillUntil, agenda.micros() + micros);
        timerFirst = false;
        agenda.at(stillUntil, this::goOn);
    }

    /** All that is wrong with this machine ends now. What it had still to read or to send is lost. */
    void heal() {
        outbox.clear();
        inbox.clear();
        mishaps.disarm();
        clockRateUntil = 0;
        downUntil = 0;
        stillUntil = 0;
        goOn();
    }

    private boolean isStill() {
        return agenda.micros() < stillUntil;
    }

    /** Some fault is over: starts again if nothing else holds it down, and does what had to wait. */
    private void goOn() {
        if (isStill()) {
            return;
        }
        if (!driver.running()) {
            if (agenda.micros() >= downUntil) {
                restart();
            }
            return;
        }
        while (!outbox.isEmpty()) {
            network.send(outbox.remove());
        }
        if (timerFirst) {
            fireDueTimer();
        }
        while (!inbox.isEmpty() && !isStill()) {
            receive(inbox.remove());
        }
        fireDueTimer();
    }

    private void restart() {
        step(driver::start);
        if (stoppedByMessage) { // and no line told that it was a step all the same
            stoppedByMessage = false;
            casualties.add(Casualty.LOST_TO_A_STOPPED_SERVER);
        }
    }

    /** A message arrives. A stopped server does not notice it. */
    void receive(Message message) {
        if (!driver.running()) {
            casualties.add(Casualty.LOST_TO_A_STOPPED_SERVER);
        } else if (isStill()) {
            inbox.add(message);
        } else {
            long lines = driver.lastSeq();
            step(() -> driver.receive(message));
            if (driver.running() || driver.lastSeq() > lines) {
                received++;
            } else {
                stoppedByMessage = true;
            }
        }
    }

    /**
     * Messages that caused a step, each of which the trace must show. One whose record did not become durable caused
     * none; while that is open, it does not count.
     */
    long received() {
        return received;
    }

    private void step(Runnable input) {
        writesBefore = storage.writes();
        sends = 0;
        try {
            input.run();
        } catch (PowerOff e) {
            driver.crash();
        }
        if (!driver.running()) {
            forgetWhatWaits();
            downUntil = Math.max(downUntil, mishaps.lastEnd());
        }
    }

    private void forgetWhatWaits() {
        inbox.forEach(message -> casualties.add(Casualty.LOST_TO_A_STOPPED_SERVER));
        inbox.clear();
        outbox.clear();
        timerAt = NEVER;
    }

    /** The line of the step that was interrupted comes before that of the restart, if the server finds it happened. */
    private void write(TraceEvent event) {
        if (stoppedByMessage && !event.action().equals(RESTART)) {
            stoppedByMessage = false;
            received++;
        }
        trace.accept(event);
    }

    private void send(Message message) {
        boolean saved = storage.writes() > writesBefore;
        if (sends == 0 && saved && mishaps.strike(Fault.Kind.CRASH_BEFORE_SENDS).isPresent()) {
            throw new PowerOff();
        }
        if (mishaps.stopsAfter(sends)) {
            mishaps.strike(Fault.Kind.CRASH_AMID_SENDS);
            throw new PowerOff();
        }
        sends++;
        if (isStill()) {
            outbox.add(message);
        } else {
            network.send(message);
        }
    }

    private void setTimer(long micros) {
        long rate = agenda.micros() < clockRateUntil ? clockRate : RIGHT_RATE;
        timerAt = Math.max(agenda.micros(), stillUntil) + micros * RIGHT_RATE / rate;
        wakeForTimer();
    }

    private void wakeForTimer() {
        if (timerAt < wakeAt) {
            long mine = timerAt;
            wakeAt = mine;
            agenda.at(mine, () -> wake(mine));
        }
    }

    private void wake(long at) {
        if (at == wakeAt) { // or an earlier one was put in its place
            wakeAt = NEVER;
            if (timerAt <= at) {
                fireDueTimer();
            } else {
                wakeForTimer();
            }
        }
    }

    private void fireDueTimer() {
        if (timerAt <= agenda.micros() && driver.running() && !isStill()) {
            timerAt = NEVER;
            step(driver::timerFired);
        }
    }
}
