package dev.quorate.impl.sim;

import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A record that outlives crashes, on a disk with mishaps. What was {@linkplain #write written} and not saved outlives
 * a crash of the server, but not the loss of power.
 */
final class SimulatedStorage implements Storage {
    private final Mishaps mishaps;
    private final LongConsumer wait;
    private final Disk disk = new Disk();
    private long writes;

    /** @param wait keeps the server waiting for so many microseconds */
    SimulatedStorage(Mishaps mishaps, LongConsumer wait) {
        this.mishaps = mishaps;
        this.wait = wait;
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

    /** A slow write is durable at once, and says so late. */
    private void put(byte[] data) throws StorageException {
        if (mishaps.strike(Fault.Kind.CRASH_BEFORE_SAVE).isPresent()) {
            throw new PowerOff();
        }
        Optional<Fault> crash = mishaps.strike(Fault.Kind.CRASH_WHILE_SAVING);
        if (crash.isPresent()) {
            interrupted(data, crash.get());
            throw new PowerOff();
        }
        Optional<Fault> failure = mishaps.strike(Fault.Kind.FAILED_WRITE);
        if (failure.isPresent()) {
            interrupted(data, failure.get());
            throw new StorageException("the disk failed, as planned");
        }
        disk.put(data);
        writes++;
        mishaps.strike(Fault.Kind.SLOW_WRITE).ifPresent(slow -> wait.accept(slow.detail()));
    }

    /** How many writes returned. */
    long writes() {
        return writes;
    }

    private void interrupted(byte[] data, Fault fault) {
        if (fault.detail() == 1) { // became durable all the same
            disk.put(data);
            disk.sync();
        }
    }

    /** Power is lost: what was written and not saved is forgotten. */
    void loseUnsaved() {
        disk.losePower();
    }

    @Override
    public Optional<byte[]> read() {
        return disk.read();
    }
}
