package dev.quorate.impl.sim;

import java.util.Optional;

/** A disk that holds one record: what was put there and not synced outlives a crash, but not the loss of power. */
public final class Disk {
    private Optional<byte[]> durable = Optional.empty();
    private Optional<byte[]> record = Optional.empty();

    /** Puts a record in place of the one that is there. */
    public void put(byte[] data) {
        record = Optional.of(data.clone());
    }

    /** Makes durable what is there. */
    public void sync() {
        durable = record;
    }

    /** Forgets what was put there since the last {@link #sync}. */
    public void losePower() {
        record = durable;
    }

    /** A copy of what is there. */
    public Optional<byte[]> read() {
        return record.map(byte[]::clone);
    }
}
