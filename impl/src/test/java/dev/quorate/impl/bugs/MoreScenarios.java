package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.lab.Scenario;
import dev.quorate.impl.lab.TestFailed;
import dev.quorate.impl.lab.Tester;
import java.time.Duration;
import java.util.function.Consumer;

/** Tests that the lab lacks: what no other detector sees. */
final class MoreScenarios {
    /**
     * A leader that hears nothing was replaced while it was cut off, and now its heartbeats reach everybody again.
     * Then its successor is lost. Finds servers that a heartbeat of an old term keeps quiet.
     */
    static final Scenario DEAF_LEADER_OF_OLD = new Scenario("deaf leader of old", 5, MoreScenarios::deafLeaderOfOld);

    private static final int ROUNDS = 3;
    private static final Duration ELECTION = Duration.ofSeconds(5);

    private MoreScenarios() {}

    static ImmutableList<Scenario> all() {
        return ImmutableList.of(DEAF_LEADER_OF_OLD);
    }

    private static void deafLeaderOfOld(Tester tester, Consumer<String> warnings) {
        for (int round = 0; round < ROUNDS; round++) {
            int old = tester.checkOneLeader();
            tester.disconnect(old);
            int successor = tester.checkOneLeader();
            long term = tester.getState(successor).term();
            tester.all().stream().filter(other -> other != old).forEach(other -> tester.cutOneWay(other, old));
            tester.connect(old);
            tester.mustHaveMet(tester.getState(old).isLeader(), "the leader of old does not lead any more");
            tester.disconnect(successor);
            if (!tester.happens(ELECTION, () -> leadsAfter(tester, term))) {
                throw new TestFailed(
                        "nobody was elected within " + ELECTION.toSeconds() + " s after the leader of term " + term
                                + " was lost, while that of an older term sent heartbeats");
            }
            tester.heal();
            tester.connect(successor);
        }
        tester.checkOneLeader();
    }

    private static boolean leadsAfter(Tester tester, long term) {
        return tester.leads()
                .filter(server -> tester.getState(server).term() > term)
                .isPresent();
    }
}
