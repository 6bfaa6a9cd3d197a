package dev.quorate.impl.lab;

import dev.quorate.impl.world.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Real time since this was made, and the one place of the lab that waits for it to pass. Thread-safe. */
public final class RealTime implements Clock {
    private final long origin = System.nanoTime();

    @Override
    public long micros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - origin);
    }

    /**
     * Blocks the caller.
     *
     * @throws InterruptedException if the caller was interrupted; the time is not over then
     */
    public void pause(Duration length) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
    }
}
