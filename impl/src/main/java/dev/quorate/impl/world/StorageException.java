package dev.quorate.impl.world;

/** A write that is not known to have become durable. */
public final class StorageException extends Exception {
    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }
}
