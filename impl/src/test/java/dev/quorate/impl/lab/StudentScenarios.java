package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.world.CallRates;
import dev.quorate.impl.world.FaultPlan.Rates;
import java.time.Duration;

/** Tests in which the mistakes of the naive student come to light. */
final class StudentScenarios {
    /** All servers are crashed and started again. */
    static final Scenario RESTART_OF_ALL = new Scenario("restart of all", 3, (tester, warnings) -> {
        tester.checkOneLeader();
        tester.all().forEach(tester::crash1);
        tester.all().forEach(tester::start1);
        tester.all().forEach(tester::connect);
        tester.checkOneLeader();
    });

    private static final Rates AT_ONCE = new Rates(0, 0, 0, 1, 1, 1);
    private static final Rates DOUBLED = new Rates(0, 300, 0, 26_000, 1, 26_000);

    /** Three requests of ten arrive twice. */
    static final Scenario DOUBLED_REQUESTS =
            leadersAreLost("doubled requests", new CallRates(DOUBLED, AT_ONCE, 0, 100_000));

    /** Two replies of three are up to two seconds late. */
    static final Scenario LATE_REPLIES = leadersAreLost(
            "late replies", CallRates.CLASSIC.withLongReordering().withLongDelays());

    /** Requests and replies are lost, doubled, late and reordered. */
    static final Scenario PLUS = leadersAreLost("network plus", CallRates.PLUS);

    private StudentScenarios() {}

    static ImmutableList<Scenario> all() {
        return ImmutableList.of(
                ElectionScenarios.INITIAL_ELECTION,
                ElectionScenarios.RE_ELECTION,
                RESTART_OF_ALL,
                DOUBLED_REQUESTS,
                LATE_REPLIES,
                PLUS);
    }

    private static Scenario leadersAreLost(String name, CallRates rates) {
        return new Scenario(name, 3, (tester, warnings) -> {
            tester.network().rates(rates);
            for (int round = 0; round < 10; round++) {
                int leader = tester.checkOneLeader();
                tester.disconnect(leader);
                tester.checkOneLeader();
                tester.connect(leader);
                tester.pause(Duration.ofMillis(300));
            }
        });
    }
}
