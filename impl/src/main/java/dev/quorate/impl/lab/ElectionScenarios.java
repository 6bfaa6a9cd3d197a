package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The course's election tests. Together they take 7.0 s, if at each probe a leader is there: within 500 ms of the
 * start, of the loss of a leader and of the return of a quorum.
 */
public final class ElectionScenarios {
    /** The course's TestInitialElection: a leader is elected, and stays if nothing fails. */
    public static final Scenario INITIAL_ELECTION =
            new Scenario("initial election", 3, ElectionScenarios::initialElection);

    /** The course's TestReElection: a leader is replaced when it is cut off, and none is elected without a quorum. */
    public static final Scenario RE_ELECTION =
            new Scenario("election after network failure", 3, ElectionScenarios::reElection);

    private static final Duration TWO_ELECTIONS = Duration.ofSeconds(2);

    private ElectionScenarios() {}

    /** All of them, in the course's order. */
    public static ImmutableList<Scenario> all() {
        return ImmutableList.of(INITIAL_ELECTION, RE_ELECTION);
    }

    private static void initialElection(Tester tester, Consumer<String> warnings) {
        tester.checkOneLeader();
        long term = tester.checkTerms();
        tester.pause(TWO_ELECTIONS);
        if (tester.checkTerms() != term) {
            warnings.accept("the term changed although nothing failed");
        }
    }

    private static void reElection(Tester tester, Consumer<String> warnings) {
        int first = tester.checkOneLeader();

        // A leader is cut off: another one is elected.
        tester.disconnect(first);
        tester.checkOneLeader();

        // The old leader is back: that must not disturb the new one.
        tester.connect(first);
        int second = tester.checkOneLeader();

        // No quorum: no leader.
        int next = (second + 1) % 3;
        tester.disconnect(second);
        tester.disconnect(next);
        tester.pause(TWO_ELECTIONS);
        tester.checkNoLeader();

        // A quorum again: a leader.
        tester.connect(next);
        tester.checkOneLeader();

        // The last server is back: there still is a leader.
        tester.connect(second);
        tester.checkOneLeader();
    }
}
