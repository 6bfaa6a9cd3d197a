package dev.quorate.impl.sim;

import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import java.util.Optional;

/** A record that outlives crashes, on a disk that can be told to fail. */
final class SimulatedStorage implements Storage {
    private final Randomness randomness;
    private final Casualties casualties;
    private Optional<byte[]> record = Optional.empty();
    private boolean nextWriteFails;

    SimulatedStorage(Randomness randomness, Casualties casualties) {
        this.randomness = randomness;
        this.casualties = casualties;
    }

    void failNextWrite() {
        nextWriteFails = true;
    }

    void repair() {
        nextWriteFails = false;
    }

    @Override
    public void save(byte[] data) throws StorageException {
        if (nextWriteFails) {
            nextWriteFails = false;
            if (randomness.chance(0.5)) { // became durable all the same
                record = Optional.of(data.clone());
            }
            casualties.add(Fault.Kind.FAILED_WRITE);
            throw new StorageException("the disk failed, as planned");
        }
        record = Optional.of(data.clone());
    }

    @Override
    public Optional<byte[]> read() {
        return record.map(byte[]::clone);
    }
}
