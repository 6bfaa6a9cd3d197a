package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a scenario.
 *
 * @param elapsed from when all servers ran and were connected to the last check
 * @param rpcs calls made, those into dead ends included
 * @param bytes of all requests and of the replies that arrived
 * @param elections how many steps made a server leader
 * @param events lines of the trace, its header not counted
 * @param reason the check that did not hold, or what the test did not meet; nothing if it passed
 * @param warnings what was odd and yet no failure
 */
public record ScenarioResult(
        String name,
        int servers,
        Duration elapsed,
        long rpcs,
        long bytes,
        int elections,
        long events,
        Outcome outcome,
        Optional<String> reason,
        ImmutableList<String> warnings) {

    /** How a test can end. */
    public enum Outcome {
        /** Every check held. */
        PASSED,
        /** A check did not hold, or a server's code threw or hung. */
        FAILED,
        /** The test did not meet what it is about, so it shows nothing. */
        VOID
    }

    /** Whether every check held. */
    public boolean passed() {
        return outcome == Outcome.PASSED;
    }

    /** The check that did not hold. */
    public Optional<String> failure() {
        return reason.filter(r -> outcome == Outcome.FAILED);
    }

    /** One line for a person, as the course's tester writes it. */
    public String report() {
        String verdict =
                switch (outcome) {
                    case PASSED -> "Passed";
                    case FAILED -> "Failed: " + reason.orElseThrow();
                    case VOID -> "Void: " + reason.orElseThrow();
                };
        return String.format(
                Locale.ROOT,
                "Test: %s ... %s -- %.1f s, %d servers, %d RPCs, %.1f kB",
                name,
                verdict,
                elapsed.toNanos() / 1e9,
                servers,
                rpcs,
                bytes / 1e3);
    }
}
