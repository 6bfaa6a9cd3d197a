package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.lab.ScenarioResult.Outcome;
import dev.quorate.impl.time.Stuck;
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
 * @param servers how many it needs
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
         * @throws TestFailed if a check does not hold
         * @throws TestVoid if the script did not meet what it is about
         */
        void run(Tester tester, Consumer<String> warnings);
    }

    private record Ending(Outcome outcome, Optional<String> reason) {
        static final Ending GOOD = new Ending(Outcome.PASSED, Optional.empty());

        static Ending failed(Throwable e) {
            return new Ending(Outcome.FAILED, Optional.of(e.getMessage()));
        }
    }

    /**
     * Runs. What a server does wrong is told in the result: a check that does not hold, and also what its code throws,
     * or that it hangs. In virtual time, time can then have come to an end; it is of no more use.
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
        } catch (TestFailed | Stuck e) { // as the servers were made
            return new ScenarioResult(
                    name,
                    servers,
                    Duration.ZERO,
                    0,
                    0,
                    trace.elections(),
                    trace.lines(),
                    Outcome.FAILED,
                    Optional.of(e.getMessage()),
                    ImmutableList.of());
        }
    }

    private ScenarioResult run(Tester tester, LabTrace lines) {
        long begin = tester.micros();
        List<String> warnings = new ArrayList<>();
        Ending played = ending(tester, () -> script.run(tester, warnings::add));
        Duration elapsed = Duration.of(tester.micros() - begin, ChronoUnit.MICROS);
        long rpcs = tester.network().getTotalCount();
        long bytes = tester.network().getTotalBytes();
        Ending finished = played.outcome == Outcome.FAILED ? played : ending(tester, tester::finish);
        Ending worse = finished.outcome == Outcome.FAILED ? finished : played;
        return new ScenarioResult(
                name,
                servers,
                elapsed,
                rpcs,
                bytes,
                lines.elections(),
                lines.lines(),
                worse.outcome,
                worse.reason,
                ImmutableList.copyOf(warnings));
    }

    private static Ending ending(Tester tester, Runnable part) {
        try {
            part.run();
            return Ending.GOOD;
        } catch (TestFailed e) {
            return Ending.failed(e);
        } catch (TestVoid e) {
            return new Ending(Outcome.VOID, Optional.of(e.getMessage()));
        } catch (Stuck e) {
            tester.abandon();
            return Ending.failed(e);
        }
    }
}
