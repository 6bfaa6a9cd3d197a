package dev.quorate.impl.lab;

import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import java.util.Optional;

/**
 * What survives a crash of a server, as the course has it: one record of bytes in memory, saved as a whole. Nobody
 * else ever holds the array inside. Thread-safe.
 */
public final class Persister implements Storage {
    private enum NextWrite {
        SUCCEEDS,
        FAILS_BUT_IS_DURABLE,
        FAILS,
    }

    private Optional<byte[]> state;
    private NextWrite nextWrite = NextWrite.SUCCEEDS;
    private boolean writeFailed;

    /** Holds nothing yet. */
    public Persister() {
        this(Optional.empty());
    }

    private Persister(Optional<byte[]> state) {
        this.state = state;
    }

    /**
     * One with the same content, on its own from now on: a server that was replaced cannot write into what its
     * successor reads. Its writes do not fail.
     */
    public synchronized Persister copy() {
        return new Persister(state);
    }

    /** The next write throws; whether its record becomes durable all the same is up to the caller. */
    synchronized void failNextWrite(boolean durable) {
        nextWrite = durable ? NextWrite.FAILS_BUT_IS_DURABLE : NextWrite.FAILS;
    }

    /** Whether a write failed, so that its server should have stopped. */
    synchronized boolean writeFailed() {
        return writeFailed;
    }

    /**
     * Replaces the record; a reader sees the old one or the new one.
     *
     * @throws StorageException if it is not known to be durable; either record may be found after a restart. A server
     *     must not go on as if it had been saved, nor as if it had not: it stops
     */
    @Override
    public synchronized void save(byte[] data) throws StorageException {
        if (nextWrite != NextWrite.FAILS) {
            state = Optional.of(data.clone());
        }
        if (nextWrite != NextWrite.SUCCEEDS) {
            nextWrite = NextWrite.SUCCEEDS;
            writeFailed = true;
            throw new StorageException("the disk failed, as planned");
        }
    }

    @Override
    public synchronized Optional<byte[]> read() {
        return state.map(byte[]::clone);
    }

    /** How many bytes the record has, zero if there is none. */
    public synchronized int size() {
        return state.map(bytes -> bytes.length).orElse(0);
    }
}
