package dev.quorate.impl.sim;

import dev.quorate.impl.world.Clock;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Virtual time, and what happens when. Of two events at the same time the one that was entered first comes first, so
 * the order of events is never up to the queue.
 */
final class Agenda implements Clock {
    private record Entry(long at, long number, Runnable event) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
    private long now;
    private long entered;

    @Override
    public long micros() {
        return now;
    }

    /** Lets the event happen {@code micros} from now. */
    void after(long micros, Runnable event) {
        entries.add(new Entry(now + micros, entered++, event));
    }

    /** Lets time run to {@code end}, that moment included. */
    void runUntil(long end) {
        while (!entries.isEmpty() && entries.peek().at <= end) {
            Entry next = entries.remove();
            now = next.at;
            next.event.run();
        }
        now = end;
    }
}
