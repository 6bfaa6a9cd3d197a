package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.campaign.Act.Arrival;
import dev.quorate.impl.campaign.Act.Cause;
import dev.quorate.impl.campaign.Act.Restart;
import dev.quorate.impl.campaign.Act.Timeout;
import dev.quorate.impl.campaign.Mishap.Kind;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Notes all that happens to servers in whatever world they run in, so that it can happen again on a {@link Stage}. */
public final class Recording implements Driver.Factory {
    private final Driver.Factory drivers;
    private final List<Recorded> acts = new ArrayList<>();
    /** The act in which each message left. The very object: another one may say the same. */
    private final IdentityHashMap<Message, Recorded> origins = new IdentityHashMap<>();

    /** Notes what happens to the servers that these make. */
    public Recording(Driver.Factory drivers) {
        this.drivers = drivers;
    }

    /** What happened so far; an act under way is the last one. */
    ImmutableList<Recorded> acts() {
        return ImmutableList.copyOf(acts);
    }

    @Override
    public Driver make(ServerState initial, Server.World world) {
        return new Watched(initial, world);
    }

    /** A server of which each input is noted before it is given. */
    private final class Watched implements Driver {
        private final String id;
        private final Driver driver;
        private final Disk disk;
        private boolean started;
        private Recorded now;
        private int sends;

        Watched(ServerState initial, Server.World world) {
            this.id = initial.id();
            this.disk = new Disk(this, world.storage());
            this.driver = drivers.make(initial, world.withStorage(disk).withNetwork(message -> send(message, world)));
        }

        private void note(Cause cause, Optional<Recorded> origin) {
            sends = 0;
            now = new Recorded(Act.of(id, cause), origin);
            acts.add(now);
        }

        private void goesWrong(Mishap mishap) {
            now.becomes(now.act().withMishap(mishap));
        }

        private void send(Message message, Server.World world) {
            origins.put(message, now);
            try {
                world.network().send(message);
            } catch (Error e) {
                goesWrong(new Mishap(Kind.CRASH_AFTER_SENDS, sends));
                throw e;
            }
            sends++;
        }

        @Override
        public void start() {
            if (started) {
                note(new Restart(disk.hasForgotten()), Optional.empty());
            }
            started = true;
            driver.start();
        }

        @Override
        public void receive(Message message) {
            note(new Arrival(message), Optional.ofNullable(origins.get(message)));
            driver.receive(message);
        }

        @Override
        public void timerFired() {
            note(new Timeout(), Optional.empty());
            driver.timerFired();
        }

        @Override
        public void crash() {
            driver.crash();
        }

        @Override
        public boolean running() {
            return driver.running();
        }

        @Override
        public long lastSeq() {
            return driver.lastSeq();
        }
    }

    /** A disk of which is noted how it failed. */
    private static final class Disk implements Storage {
        private final Watched watched;
        private final Storage disk;
        private Optional<byte[]> last = Optional.empty();

        Disk(Watched watched, Storage disk) {
            this.watched = watched;
            this.disk = disk;
        }

        private interface Write {
            void put(byte[] data) throws StorageException;
        }

        private void put(byte[] data, Write write) throws StorageException {
            try {
                write.put(data);
            } catch (StorageException e) {
                watched.goesWrong(Mishap.of(has(data) ? Kind.DISK_FAILS_AFTERWARDS : Kind.DISK_FAILS));
                throw e;
            } catch (Error e) {
                watched.goesWrong(Mishap.of(has(data) ? Kind.CRASH_AFTER_RECORD : Kind.CRASH_BEFORE_RECORD));
                throw e;
            } finally {
                last = disk.read();
            }
        }

        private boolean has(byte[] data) {
            return disk.read().filter(found -> Arrays.equals(found, data)).isPresent();
        }

        boolean hasForgotten() {
            return last.isPresent() && !has(last.get());
        }

        @Override
        public void save(byte[] data) throws StorageException {
            put(data, disk::save);
        }

        @Override
        public void write(byte[] data) throws StorageException {
            put(data, disk::write);
        }

        @Override
        public Optional<byte[]> read() {
            return disk.read();
        }
    }
}
