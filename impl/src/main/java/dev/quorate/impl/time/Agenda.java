package dev.quorate.impl.time;

import dev.quorate.impl.world.Clock;
import dev.quorate.impl.world.Time.Appointment;
import java.util.PriorityQueue;

/**
 * Virtual time, and what happens when. Of two events at the same time the one that was entered first comes first, so
 * the order of events is never up to the queue. Not thread-safe.
 */
public final class Agenda implements Clock {
    private static final class Entry implements Appointment, Comparable<Entry> {
        final long at;
        final long number;
        final Runnable event;
        boolean cancelled;

        Entry(long at, long number, Runnable event) {
            this.at = at;
            this.number = number;
            this.event = event;
        }

        @Override
        public int compareTo(Entry other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long now;
    private long entered;

    @Override
    public long micros() {
        return now;
    }

    /** Lets the event happen {@code micros} from now. */
    public Appointment after(long micros, Runnable event) {
        return at(now + micros, event);
    }

    /** Lets the event happen at a time that has not passed. */
    public Appointment at(long micros, Runnable event) {
        Entry entry = new Entry(micros, entered++, event);
        entries.add(entry);
        return entry;
    }

    /** Lets time run to {@code end}, that moment included. */
    public void runUntil(long end) {
        while (!entries.isEmpty() && entries.peek().at <= end) {
            runNext();
        }
        now = end;
    }

    /**
     * Lets the next event happen, at its time.
     *
     * @return whether there was one
     */
    public boolean runNext() {
        Entry next = entries.poll();
        if (next == null) {
            return false;
        }
        now = next.at;
        if (!next.cancelled) {
            next.event.run();
        }
        return true;
    }
}
