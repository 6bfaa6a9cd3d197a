package dev.quorate.impl.lab;

import dev.quorate.impl.world.Time;
import dev.quorate.impl.world.Time.Appointment;
import dev.quorate.impl.world.Timer;
import java.util.function.LongConsumer;

/**
 * The timer of one server. It may ring while somebody sets it anew, so it says for which setting it rings, and whoever
 * holds the server's lock asks whether that is still {@linkplain #isLast the last one}.
 *
 * <p>Not thread-safe: setting, asking and cancelling belong under the server's lock.
 */
final class Alarm implements Timer {
    private final Time time;
    private final LongConsumer ring;
    private long setting;
    private Appointment next = () -> {};

    Alarm(Time time, LongConsumer ring) {
        this.time = time;
        this.ring = ring;
    }

    @Override
    public void set(long micros) {
        cancel();
        long mine = setting;
        next = time.after(micros, () -> ring.accept(mine));
    }

    boolean isLast(long ringing) {
        return ringing == setting;
    }

    /** Rings no more until it is set. */
    void cancel() {
        next.cancel();
        setting++;
    }
}
