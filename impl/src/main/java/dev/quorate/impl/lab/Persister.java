package dev.quorate.impl.lab;

import dev.quorate.impl.world.Storage;
import java.util.Optional;

/**
 * What survives a crash of a server, as the course has it: one record of bytes in memory, saved as a whole. Nobody
 * else ever holds the array inside. Thread-safe.
 */
public final class Persister implements Storage {
    private volatile Optional<byte[]> state;

    /** Holds nothing yet. */
    public Persister() {
        this(Optional.empty());
    }

    private Persister(Optional<byte[]> state) {
        this.state = state;
    }

    /**
     * One with the same content, on its own from now on: a server that was replaced cannot write into what its
     * successor reads.
     */
    public Persister copy() {
        return new Persister(state);
    }

    /** Replaces the record; a reader sees the old one or the new one. */
    @Override
    public void save(byte[] data) {
        state = Optional.of(data.clone());
    }

    @Override
    public Optional<byte[]> read() {
        return state.map(byte[]::clone);
    }

    /** How many bytes the record has, zero if there is none. */
    public int size() {
        return state.map(bytes -> bytes.length).orElse(0);
    }
}
