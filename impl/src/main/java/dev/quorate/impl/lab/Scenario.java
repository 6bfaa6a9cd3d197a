package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.world.Time;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One test of the course, against servers of its own. Several may run at once.
 *
 * @param name as the course prints it
 * @param script drives the tester; throws {@link TestFailed} if a check does not hold
 */
public record Scenario(String name, int servers, Script script) {
    /** What a scenario does. */
    @FunctionalInterface
    public interface Script {
        /**
         * Runs to its end.
         *
         * @param warnings takes what is odd and yet no failure, one line each
         */
        void run(Tester tester, Consumer<String> warnings);
    }

    /**
     * Runs. A check that does not hold is told in the result.
     *
     * @param factory makes the servers
     * @param time in which all happens; stays open
     * @param seed whatever is drawn is drawn from it
     * @param trace takes the steps of servers that tell them; stays open
     * @param wire watches the network
     */
    public ScenarioResult run(WorldRaftFactory factory, Time time, long seed, LabTrace trace, Wire wire) {
        try (Tester tester = new Tester(servers, factory, trace, wire, seed, time)) {
            return run(tester, trace);
        }
    }

    private ScenarioResult run(Tester tester, LabTrace lines) {
        long begin = tester.micros();
        List<String> warnings = new ArrayList<>();
        Optional<String> failure = failureOf(() -> script.run(tester, warnings::add));
        Duration elapsed = Duration.of(tester.micros() - begin, ChronoUnit.MICROS);
        long rpcs = tester.network().getTotalCount();
        long bytes = tester.network().getTotalBytes();
        Optional<String> untold = failureOf(tester::finish);
        return new ScenarioResult(
                name,
                servers,
                elapsed,
                rpcs,
                bytes,
                lines.elections(),
                lines.lines(),
                failure.or(() -> untold),
                ImmutableList.copyOf(warnings));
    }

    private static Optional<String> failureOf(Runnable part) {
        try {
            part.run();
            return Optional.empty();
        } catch (TestFailed e) {
            return Optional.of(e.getMessage());
        }
    }
}
