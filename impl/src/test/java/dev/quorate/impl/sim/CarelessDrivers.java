package dev.quorate.impl.sim;

import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import java.util.Optional;

/** Drivers round the sound core that handle their disk as real programs have. */
public final class CarelessDrivers {
    private CarelessDrivers() {}

    /** It writes its record and does not sync. */
    public static Driver doesNotWaitForTheDisk(ServerState initial, Server.World world) {
        Storage disk = world.storage();
        return server(initial, world, new Storage() {
            @Override
            public void save(byte[] data) throws StorageException {
                disk.write(data);
            }

            @Override
            public Optional<byte[]> read() {
                return disk.read();
            }
        });
    }

    /** It sends first and saves at the end of its step. */
    public static Driver sendsBeforeItSaves(ServerState initial, Server.World world) {
        return new SavesLast(initial, world);
    }

    private static Server server(ServerState initial, Server.World world, Storage storage) {
        return new Server(initial, 0, new ElectionCore(), world.withStorage(storage));
    }

    private static final class SavesLast implements Driver, Storage {
        private final Storage disk;
        private final Server server;
        private Optional<byte[]> unsaved = Optional.empty();

        SavesLast(ServerState initial, Server.World world) {
            disk = world.storage();
            server = server(initial, world, this);
        }

        @Override
        public void save(byte[] data) {
            unsaved = Optional.of(data);
        }

        @Override
        public Optional<byte[]> read() {
            return disk.read();
        }

        private void saveNow() {
            Optional<byte[]> data = unsaved;
            unsaved = Optional.empty();
            try {
                if (data.isPresent()) {
                    disk.save(data.get());
                }
            } catch (StorageException e) {
                server.crash();
            }
        }

        @Override
        public void start() {
            server.start();
        }

        @Override
        public void crash() {
            unsaved = Optional.empty();
            server.crash();
        }

        @Override
        public boolean running() {
            return server.running();
        }

        @Override
        public void receive(Message message) {
            server.receive(message);
            saveNow();
        }

        @Override
        public void timerFired() {
            server.timerFired();
            saveNow();
        }

        @Override
        public long lastSeq() {
            return server.lastSeq();
        }
    }
}
