package dev.quorate.impl.world;

import java.util.concurrent.CompletableFuture;

/**
 * Time that passes, real or virtual, and what happens in it. A program that takes its clock and its threads from here
 * runs in either without a change.
 *
 * <p>Thread-safe. Virtual time belongs to the threads it started, and to the one that drives it; nobody else may call.
 */
public interface Time extends Clock {
    /** An event that is to come. */
    @FunctionalInterface
    interface Appointment {
        /** Lets the event not happen, if it has not begun. */
        void cancel();
    }

    /**
     * Lets an event happen, once.
     *
     * @param micros from now
     * @param event must not wait for anything: other events wait for it
     */
    Appointment after(long micros, Runnable event);

    /**
     * Starts a thread, which may wait. What it throws ends it, and is told to whoever made this time.
     *
     * @param name tells a reader of a failure what the thread is for
     */
    void start(String name, Runnable body);

    /**
     * Lets the calling thread wait. No lock should be held meanwhile: others would wait with it.
     *
     * @param micros at least one
     * @throws TimeIsOver if this time ended
     */
    void sleep(long micros);

    /**
     * Lets the calling thread wait for a result.
     *
     * @throws TimeIsOver if this time ended
     * @throws java.util.concurrent.CompletionException if the result is a failure
     */
    <T> T await(CompletableFuture<T> result);
}
