package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import java.io.OutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One test of the course, against servers of its own in real time. Several may run at once.
 *
 * @param name as the course prints it
 * @param script drives the tester; throws {@link TestFailed} if a check does not hold
 */
public record Scenario(String name, int servers, Script script) {
    /** What a scenario does. */
    @FunctionalInterface
    public interface Script {
        /**
         * Runs in real time, to its end.
         *
         * @param warnings takes what is odd and yet no failure, one line each
         */
        void run(Tester tester, Consumer<String> warnings);
    }

    /** Runs against the servers of this project. */
    public ScenarioResult run(String specificationSha256, long seed, OutputStream trace) {
        return run(new ElectionCore(), specificationSha256, seed, trace);
    }

    /**
     * Runs, and returns when no thread of the run is left. A check that does not hold is told in the result.
     *
     * @param core the rules that all servers follow
     * @param specificationSha256 of the specification that the trace claims to follow
     * @param seed the timeouts are drawn from it
     * @param trace takes the trace; is closed
     * @throws java.io.UncheckedIOException if the trace cannot be written
     */
    public ScenarioResult run(Core core, String specificationSha256, long seed, OutputStream trace) {
        try (LabTrace lines = new LabTrace(trace, LabTrace.header(Raft.ids(servers), specificationSha256, seed));
                Tester tester = new Tester(servers, core, lines, seed)) {
            return run(tester, lines);
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
