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

    /**
     * Hands the record over without waiting until it is durable: the loss of power may forget it, until the next
     * write. Not for what somebody is told.
     *
     * @throws StorageException as {@link #save}
     */
    default void write(byte[] data) throws StorageException {
        save(data);
    }

    /** The last record that was saved, or written and not forgotten. */
    Optional<byte[]> read();
}
