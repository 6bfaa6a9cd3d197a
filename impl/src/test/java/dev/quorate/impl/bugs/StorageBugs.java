package dev.quorate.impl.bugs;

import static dev.quorate.impl.bugs.Change.withRole;
import static dev.quorate.impl.bugs.Change.withTerm;
import static dev.quorate.impl.bugs.Change.withVote;
import static dev.quorate.impl.bugs.Variant.driver;
import static dev.quorate.impl.bugs.Variant.rules;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.impl.raft.DurableState;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.sim.CarelessDrivers;
import dev.quorate.impl.world.Network;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import java.util.Optional;

/** What is durable, and when (Figure 2, State). */
final class StorageBugs {
    private static final String PERSISTENT = "Figure 2, State: currentTerm and votedFor are persistent";
    private static final String BEFORE = "Figure 2, State: updated on stable storage before responding to RPCs";
    private static final long WRITTEN_BACK_AFTER_MICROS = 20_000;

    private StorageBugs() {}

    static ImmutableList<Bug> all() {
        return ImmutableList.of(
                new Bug(
                        "V3b",
                        "self-vote not durable",
                        PERSISTENT,
                        "a candidate makes its new term durable, and its vote for itself it does not",
                        rules((before, input, sound) -> input instanceof Input.ElectionTimeout
                                ? persisting(
                                        sound, new DurableState(sound.state().currentTerm(), Optional.empty()))
                                : sound)),
                new Bug(
                        "V4a",
                        "nothing is durable",
                        PERSISTENT,
                        "term and vote are kept in memory only",
                        driver(world -> Worlds.storing(world, new NoDisk()))),
                new Bug(
                        "V4b",
                        "vote forgotten at a restart",
                        PERSISTENT,
                        "after a restart the term is read back and the vote is not",
                        rules((before, input, sound) -> input instanceof Input.Restarted
                                ? new Step(
                                        withVote(sound.state(), Optional.empty()),
                                        sound.persist(),
                                        sound.send(),
                                        sound.timer())
                                : sound)),
                new Bug(
                        "V4c",
                        "vote durable only with a new term",
                        PERSISTENT,
                        "the record is written when the term changes; a vote given later in that term is not in it",
                        rules((before, input, sound) -> sound.state().currentTerm() == before.currentTerm()
                                ? new Step(sound.state(), Optional.empty(), sound.send(), sound.timer())
                                : sound)),
                new Bug(
                        "V5",
                        "restart resets the term",
                        PERSISTENT,
                        "after a restart, of the whole cluster as of one server, the term is that of the last log entry"
                                + " and nobody was voted for",
                        rules(StorageBugs::beginsAtTheLog)),
                new Bug(
                        "V6a",
                        "not flushed: the last record is lost",
                        BEFORE,
                        "a write returns at once; the record is safe when the next one is written",
                        driver(world -> Worlds.storing(world, new WriteBack(world)))),
                new Bug(
                        "V6b",
                        "not flushed: the last milliseconds are lost",
                        BEFORE,
                        "a write returns at once; the record is safe when a message leaves 20 ms later",
                        driver(world -> {
                            WriteBack cache = new WriteBack(world);
                            return Worlds.sending(Worlds.storing(world, cache), cache, world.timer());
                        })),
                new Bug(
                        "V6d",
                        "sends before it saves",
                        BEFORE,
                        "the messages of a step leave, then its record is written",
                        Variant.simulation(CarelessDrivers::sendsBeforeItSaves)),
                new Bug(
                        "V6e",
                        "written and not synced",
                        BEFORE,
                        "a write is not waited for; a crash of the program does no harm, a loss of power does",
                        Variant.simulation(CarelessDrivers::doesNotWaitForTheDisk)),
                new Bug(
                        "V6c",
                        "failed write ignored",
                        BEFORE,
                        "a write that failed is taken for one that did not",
                        driver(world -> Worlds.storing(world, new Careless(world.storage())))));
    }

    private static Step persisting(Step step, DurableState record) {
        return new Step(step.state(), Optional.of(record), step.send(), step.timer());
    }

    private static Step beginsAtTheLog(ServerState before, Input input, Step sound) {
        if (!(input instanceof Input.Restarted)) {
            return sound;
        }
        ServerState young = withRole(
                withVote(withTerm(before, before.lastLog().term()), Optional.empty()),
                Role.FOLLOWER,
                ImmutableSet.of());
        return young.equals(before) ? sound : Change.SOUND.step(young, input);
    }

    /** Takes everything and keeps nothing. */
    private static final class NoDisk implements Storage {
        @Override
        public void save(byte[] data) {}

        @Override
        public Optional<byte[]> read() {
            return Optional.empty();
        }
    }

    /** Takes a failure for a success. */
    private record Careless(Storage disk) implements Storage {
        @Override
        public void save(byte[] data) {
            try {
                disk.save(data);
            } catch (StorageException e) {
                // the mistake
            }
        }

        @Override
        public Optional<byte[]> read() {
            return disk.read();
        }
    }

    /** The cache of an operating system: the record that was written last reaches the disk later. */
    private static final class WriteBack implements Storage, Network<Message> {
        private final Server.World world;
        private final Storage disk;
        private Optional<byte[]> dirty = Optional.empty();
        private long since;

        WriteBack(Server.World world) {
            this.world = world;
            this.disk = world.storage();
        }

        @Override
        public void save(byte[] data) throws StorageException {
            Optional<byte[]> last = dirty;
            dirty = Optional.of(data.clone());
            since = world.clock().micros();
            if (last.isPresent()) {
                disk.save(last.get());
            }
        }

        /** Nobody waits for the write that is due by now. */
        @Override
        public void send(Message message) {
            if (dirty.isPresent() && world.clock().micros() - since > WRITTEN_BACK_AFTER_MICROS) {
                try {
                    disk.save(dirty.get());
                } catch (StorageException e) {
                    // and nobody hears of its failure
                }
                dirty = Optional.empty();
            }
            world.network().send(message);
        }

        /** A server reads as it starts, and then what was in the cache is gone. */
        @Override
        public Optional<byte[]> read() {
            dirty = Optional.empty();
            return disk.read();
        }
    }
}
