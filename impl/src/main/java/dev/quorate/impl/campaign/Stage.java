package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.sim.Disk;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import dev.quorate.impl.world.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A cluster to which happens what it is told, act by act. All servers run when it begins. Its clock counts the acts.
 */
final class Stage {
    private final Map<String, Actor> actors = new TreeMap<>();
    private long acts;

    /** The machine stops in the middle of a step. */
    @SuppressWarnings("serial")
    private static final class Stopped extends Error {
        Stopped() {
            super("the machine stopped, as the scenario has it", null, false, false);
        }
    }

    /** A server with its disk. */
    private final class Actor implements Storage {
        private final Driver driver;
        private final Disk disk = new Disk();
        private Optional<Mishap> mishap = Optional.empty();
        private List<Message> sent = new ArrayList<>();

        Actor(ServerState initial, Driver.Factory drivers, Consumer<TraceEvent> trace) {
            this.driver = drivers.make(
                    initial,
                    new Server.World(
                            () -> acts,
                            this::send,
                            this,
                            micros -> {},
                            Timing.COURSE,
                            Randomness.seeded(0, initial.id()),
                            trace));
        }

        void perform(Act act) {
            mishap = act.mishap();
            sent = new ArrayList<>();
            try {
                if (act.cause() instanceof Act.Arrival arrival) {
                    driver.receive(arrival.message());
                } else if (act.cause() instanceof Act.Restart restart) {
                    restart(restart);
                } else {
                    driver.timerFired();
                }
            } catch (Stopped e) {
                driver.crash();
            }
        }

        private void restart(Act.Restart restart) {
            if (driver.running()) {
                driver.crash();
            }
            if (restart.powerIsLost()) {
                disk.losePower();
            }
            driver.start();
        }

        private void send(Message message) {
            if (mishap.filter(m -> !m.isAtWrite() && m.sends() == sent.size()).isPresent()) {
                throw new Stopped();
            }
            sent.add(message);
        }

        @Override
        public void save(byte[] data) throws StorageException {
            put(data);
            disk.sync();
        }

        @Override
        public void write(byte[] data) throws StorageException {
            disk.sync();
            put(data);
        }

        private void put(byte[] data) throws StorageException {
            Optional<Mishap> now = mishap.filter(Mishap::isAtWrite);
            mishap = mishap.filter(m -> !m.isAtWrite());
            if (now.isEmpty() || now.get().keepsRecord()) {
                disk.put(data);
            }
            if (now.isPresent()) {
                disk.sync();
                if (now.get().isOfDisk()) {
                    throw new StorageException("the disk failed, as the scenario has it");
                }
                throw new Stopped();
            }
        }

        @Override
        public Optional<byte[]> read() {
            return disk.read();
        }
    }

    /**
     * Makes the servers and starts them.
     *
     * @param logs every server, with the end of its log
     * @param trace takes their steps; what it throws ends the act
     */
    Stage(ImmutableSortedMap<String, LogPosition> logs, Driver.Factory drivers, Consumer<TraceEvent> trace) {
        logs.keySet().forEach(id -> actors.put(id, new Actor(ServerState.initial(id, logs), drivers, trace)));
        actors.values().forEach(actor -> actor.driver.start());
    }

    boolean runs(String server) {
        return actors.get(server).driver.running();
    }

    /**
     * Lets something happen.
     *
     * @return the messages that left meanwhile, in order
     */
    ImmutableList<Message> perform(Act act) {
        acts++;
        Actor actor = actors.get(act.server());
        actor.perform(act);
        return ImmutableList.copyOf(actor.sent);
    }
}
