package dev.quorate.impl.world;

import java.util.Optional;

/** Stable storage of one server: one record, replaced as a whole. */
public interface Storage {
    /**
     * Returns when the record is durable.
     *
     * @throws StorageException if it is not known to be durable; either record may be found later
     */
    void save(byte[] data) throws StorageException;

    /** The last record that became durable. */
    Optional<byte[]> read();
}
