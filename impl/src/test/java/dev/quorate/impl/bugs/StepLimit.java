package dev.quorate.impl.bugs;

import static com.google.common.base.Preconditions.checkState;

import dev.quorate.conformance.trace.TraceEvent;
import java.util.function.Consumer;

/** Ends a run that goes on and on, as one does in which each message causes two. */
final class StepLimit implements Consumer<TraceEvent> {
    /** Some four times what a minute of a sound cluster needs. */
    private static final int MOST_STEPS = 25_000;

    private int steps;

    @Override
    public void accept(TraceEvent event) {
        steps++;
        checkState(steps <= MOST_STEPS, "the run has more than %s steps", MOST_STEPS);
    }
}
