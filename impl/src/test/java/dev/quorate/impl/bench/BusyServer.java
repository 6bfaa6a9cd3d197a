package dev.quorate.impl.bench;

import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.Timing;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A server in virtual time whose disk takes time. While it writes it does nothing else: what arrives waits, and what
 * the step sends leaves, and its timer starts, when the record is durable. Its line of the trace has the time at which
 * the step began.
 */
final class BusyServer implements Storage {
    private final Agenda agenda;
    private final Conditions conditions;
    private final Randomness delays;
    private final Consumer<Message> arrival;
    private final Server server;
    private Optional<byte[]> stored = Optional.empty();
    private Span nextWrite;
    private long busyUntil;
    private long timersSet;

    /**
     * A server that does not run yet.
     *
     * @param arrival takes each message that this server sent, at the time when it is to arrive
     */
    BusyServer(
            ServerState initial,
            Timing timing,
            Conditions conditions,
            long seed,
            Agenda agenda,
            Consumer<Message> arrival,
            Consumer<TraceEvent> trace) {
        this.agenda = agenda;
        this.conditions = conditions;
        this.delays = Randomness.seeded(seed, "delays " + initial.id());
        this.arrival = arrival;
        this.nextWrite = conditions.record();
        Randomness timeouts = Randomness.seeded(seed, "timeouts " + initial.id());
        this.server = new Server(
                initial,
                0,
                new ElectionCore(),
                new Server.World(agenda, this::send, this, this::setTimer, timing, timeouts, trace));
    }

    void start() {
        server.start();
    }

    void crash() {
        server.crash();
    }

    /** Lets its timer go off at once, whatever it was set to. */
    void timerFires() {
        nextWrite = conditions.ownRecord();
        server.timerFired();
        nextWrite = conditions.record();
    }

    void receive(Message message) {
        whenIdle(() -> server.receive(message));
    }

    boolean leads() {
        return server.running() && server.state().role() == Role.LEADER;
    }

    long term() {
        return server.state().currentTerm();
    }

    /** How long it will be busy yet. */
    long busyFor() {
        return Math.max(0, busyUntil - agenda.micros());
    }

    private void whenIdle(Runnable input) {
        if (busyFor() > 0) {
            agenda.after(busyFor(), () -> whenIdle(input));
        } else {
            input.run();
        }
    }

    private void setTimer(long micros) {
        timersSet++;
        long mine = timersSet;
        agenda.after(
                busyFor() + micros,
                () -> whenIdle(() -> {
                    if (mine == timersSet) {
                        timerFires();
                    }
                }));
    }

    private void send(Message message) {
        agenda.after(busyFor() + conditions.wire().draw(delays), () -> arrival.accept(message));
    }

    @Override
    public void save(byte[] data) {
        stored = Optional.of(data.clone());
        busyUntil = agenda.micros() + nextWrite.draw(delays);
    }

    @Override
    public Optional<byte[]> read() {
        return stored.map(byte[]::clone);
    }
}
