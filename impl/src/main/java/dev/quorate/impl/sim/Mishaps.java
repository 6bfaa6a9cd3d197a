package dev.quorate.impl.sim;

import dev.quorate.impl.world.Clock;
import dev.quorate.impl.world.Fault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The faults of one machine that wait for their moment; each strikes once, if its moment comes before it is over. */
final class Mishaps {
    private final Clock clock;
    private final Casualties casualties;
    private final Map<Fault.Kind, Fault> waiting = new EnumMap<>(Fault.Kind.class);
    private long lastEnd;

    Mishaps(Clock clock, Casualties casualties) {
        this.clock = clock;
        this.casualties = casualties;
    }

    void arm(Fault fault) {
        waiting.put(fault.kind(), fault);
    }

    /** The moment of this kind has come: the fault that strikes, if one waits for it. */
    Optional<Fault> strike(Fault.Kind kind) {
        if (waiting.isEmpty() || !isArmed(kind)) {
            return Optional.empty();
        }
        Fault fault = waiting.remove(kind);
        lastEnd = fault.end();
        casualties.add(kind);
        return Optional.of(fault);
    }

    /** Whether the machine is to stop when so many messages of a step have left, and another is about to. */
    boolean stopsAfter(long messages) {
        Fault fault = waiting.get(Fault.Kind.CRASH_AMID_SENDS);
        return fault != null && fault.detail() == messages && isArmed(fault.kind());
    }

    private boolean isArmed(Fault.Kind kind) {
        Fault fault = waiting.get(kind);
        return fault != null && clock.micros() < fault.end();
    }

    /** When the fault that struck last is over. */
    long lastEnd() {
        return lastEnd;
    }

    void disarm() {
        waiting.clear();
    }
}
