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
 * @param failure the check that did not hold
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
        Optional<String> failure,
        ImmutableList<String> warnings) {

    public boolean passed() {
        return failure.isEmpty();
    }

    /** One line for a person, as the course's tester writes it. */
    public String report() {
        return String.format(
                Locale.ROOT,
                "Test: %s ... %s -- %.1f s, %d servers, %d RPCs, %.1f kB",
                name,
                failure.map(reason -> "Failed: " + reason).orElse("Passed"),
                elapsed.toNanos() / 1e9,
                servers,
                rpcs,
                bytes / 1e3);
    }
}
