package dev.quorate.impl.server;

import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.ValueJson;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.DurableState;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.raft.Step.TimerEffect;
import dev.quorate.impl.world.Clock;
import dev.quorate.impl.world.Network;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import dev.quorate.impl.world.Timer;
import dev.quorate.impl.world.Timing;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One server in some world. A step goes: core, durable record, line of the trace, messages, timer. So what was not
 * durable is neither told nor sent, and a crash after the line loses messages only, as a network may.
 *
 * <p>A server whose storage fails stops: it does not know what a restart will find. The restart settles it: if the
 * record of the interrupted step is there, that step did happen and gets its line, before the line of the restart.
 *
 * <p>Not thread-safe: whoever drives it gives it one input at a time.
 */
public final class Server implements Driver {
    /**
     * What a server needs of its world.
     *
     * @param trace takes the line of each step before anything of that step is sent
     */
    public record World(
            Clock clock,
            Network<Message> network,
            Storage storage,
            Timer timer,
            Timing timing,
            Randomness randomness,
            Consumer<TraceEvent> trace) {
        /** This world with another network. */
        public World withNetwork(Network<Message> other) {
            return new World(clock, other, storage, timer, timing, randomness, trace);
        }

        /** This world with another storage. */
        public World withStorage(Storage other) {
            return new World(clock, network, other, timer, timing, randomness, trace);
        }
    }

    /** A step whose durable write failed: whether it happened is found out at the restart. */
    public record Interrupted(Input input, Step step) {}

    private final ServerState initial;
    private final Core core;
    private final World world;
    private final TraceLines lines = new TraceLines();
    private ServerState state;
    private long seq;
    private boolean running;
    private Optional<Interrupted> interrupted;

    /**
     * A server that does not run yet.
     *
     * @param initial what the server is if its storage is empty
     * @param lastSeq how many steps of it the trace holds already
     */
    public Server(ServerState initial, long lastSeq, Core core, World world) {
        this(initial, lastSeq, Optional.empty(), core, world);
    }

    /**
     * A server that does not run yet, and takes the place of one that was lost.
     *
     * @param interrupted the step at which that one stopped, as its write failed
     */
    public Server(ServerState initial, long lastSeq, Optional<Interrupted> interrupted, Core core, World world) {
        this.interrupted = interrupted;
        this.initial = initial;
        this.state = initial;
        this.seq = lastSeq;
        this.core = core;
        this.world = world;
    }

    /** Servers with this core. */
    public static Driver.Factory with(Core core) {
        return (initial, world) -> new Server(initial, 0, core, world);
    }

    /** The state after the last step. */
    public ServerState state() {
        return state;
    }

    @Override
    public long lastSeq() {
        return seq;
    }

    /** The step at which this server stopped because its write failed, if it did and was not started again. */
    public Optional<Interrupted> interrupted() {
        return interrupted;
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public void start() {
        running = true;
        Optional<Interrupted> open = interrupted;
        interrupted = Optional.empty(); // settled here, once: a later step may persist the same record
        Optional<DurableState> stored =
                world.storage().read().map(ValueJson::decode).map(RaftForm::durable);
        if (stored.isEmpty() && seq == 0) {
            setTimer(TimerEffect.ELECTION);
            return;
        }
        DurableState found = stored.orElse(initial.durable());
        open.filter(i -> i.step.persist().equals(Optional.of(found))).ifPresent(i -> writeLine(i.input, i.step));
        state = ServerState.recovered(initial.id(), initial.servers(), found, initial.lastLog());
        take(new Input.Restarted());
    }

    @Override
    public void crash() {
        running = false;
    }

    @Override
    public void receive(Message message) {
        take(new Input.Received(message));
    }

    @Override
    public void timerFired() {
        take(state.role() == Role.LEADER ? new Input.HeartbeatTimeout() : new Input.ElectionTimeout());
    }

    private void take(Input input) {
        if (!running) {
            return;
        }
        Step step = core.step(state, input);
        if (!makeDurable(input, step)) {
            crash();
            return;
        }
        writeLine(input, step);
        state = step.state();
        step.send().forEach(world.network()::send);
        setTimer(step.timer());
    }

    private boolean makeDurable(Input input, Step step) {
        if (step.persist().isEmpty()) {
            return true;
        }
        interrupted = Optional.of(new Interrupted(input, step)); // until the write returns; a crash may come first
        try {
            world.storage().save(ValueJson.encode(RaftForm.of(step.persist().get())));
            interrupted = Optional.empty();
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    private void writeLine(Input input, Step step) {
        seq++;
        world.trace().accept(lines.event(seq, world.clock().micros(), input, step.state(), step.send()));
    }

    private void setTimer(TimerEffect effect) {
        Timing timing = world.timing();
        switch (effect) {
            case KEEP -> {}
            case HEARTBEAT -> world.timer().set(timing.heartbeat());
            case ELECTION ->
                world.timer()
                        .set(
                                state.role() == Role.CANDIDATE
                                        ? world.randomness().between(timing.retryMin(), timing.retryMax())
                                        : world.randomness().between(timing.electionMin(), timing.electionMax()));
        }
    }
}
