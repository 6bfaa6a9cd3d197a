package dev.quorate.impl.lab;

import dev.quorate.impl.world.CallRates;
import dev.quorate.impl.world.FaultPlan.Rates;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Who stands for election, when, and how many votes elect. */
final class CandidacyScenarios {
    /**
     * All servers start at the same moment, and what they draw is often equal. Finds timeouts that are drawn once and
     * kept: those who split a vote then split it for ever.
     */
    static final Scenario ALIGNED_START = new Scenario("aligned start", 3, CandidacyScenarios::alignedStart);

    /**
     * Thirty leaders are lost, one after another; on average an election may take two terms. Finds timeouts that are
     * not spread wide enough, and timers that start anew where they should not.
     */
    static final Scenario SPLIT_VOTES = new Scenario("split votes", 5, CandidacyScenarios::splitVotes);

    /**
     * A server is down; the other two elect, and elect again; one alone does not. Finds candidates that wait for the
     * votes of all, and majorities of those who are there.
     */
    static final Scenario TWO_LEFT_OF_THREE = new Scenario("two left of three", 3, CandidacyScenarios::twoLeftOfThree);

    /** Two servers of four elect nobody. Finds half of the servers taken for a majority. */
    static final Scenario HALF_IS_NO_QUORUM = new Scenario("half is no quorum", 4, CandidacyScenarios::halfIsNoQuorum);

    /** A network in which a candidate's round trip takes some milliseconds: time enough for another candidate. */
    private static final CallRates SLOW = new CallRates(
            new Rates(0, 0, 0, 10_000, 1_000, 10_000), new Rates(0, 0, 0, 10_000, 1_000, 10_000), 0, 7_000_000);

    /** Of three servers all draw the same one in four times, and only that splits a vote for certain. */
    private static final int VALUES_TO_DRAW = 2;

    private static final int STARTS = 10;
    private static final int ELECTIONS = 30;
    private static final int MOST_TERMS = 2 * ELECTIONS;
    private static final Duration ELECTION = Duration.ofSeconds(5);

    private CandidacyScenarios() {}

    private static void alignedStart(Tester tester, Consumer<String> warnings) {
        tester.network().rates(SLOW);
        tester.drawFewValues(VALUES_TO_DRAW);
        for (int start = 0; start < STARTS; start++) {
            tester.all().forEach(tester::crash1);
            tester.all().forEach(tester::start1);
            tester.all().forEach(tester::connect);
            tester.checkOneLeader();
        }
    }

    private static void splitVotes(Tester tester, Consumer<String> warnings) {
        tester.network().rates(SLOW);
        int leader = tester.checkOneLeader();
        long first = tester.getState(leader).term();
        for (int election = 0; election < ELECTIONS; election++) {
            tester.disconnect(leader);
            int lost = leader;
            leader = nextLeader(tester, tester.getState(leader).term());
            tester.connect(lost);
            tester.pauseUpTo(Duration.ofMillis(300));
        }
        long terms = tester.getState(leader).term() - first;
        if (terms > MOST_TERMS) {
            throw new TestFailed(ELECTIONS + " elections took " + terms + " terms, more than " + MOST_TERMS);
        }
    }

    /** A server that came back may not have heard yet that it leads no more, so only a newer term counts. */
    private static int nextLeader(Tester tester, long last) {
        if (!tester.happens(ELECTION, () -> leads(tester, last).isPresent())) {
            throw new TestFailed("no leader was elected within " + ELECTION.toSeconds() + " s after the one of term "
                    + last + " was lost");
        }
        return leads(tester, last).orElseThrow();
    }

    private static Optional<Integer> leads(Tester tester, long after) {
        return tester.leads().filter(server -> tester.getState(server).term() > after);
    }

    private static void twoLeftOfThree(Tester tester, Consumer<String> warnings) {
        int down = tester.drawServers(1).get(0);
        tester.crash1(down);
        int leader = tester.checkOneLeader();
        tester.restart(leader);
        leader = tester.checkOneLeader();
        tester.crash1(leader);
        tester.checkNoLeader(Duration.ofSeconds(2));
        tester.restart(leader);
        tester.checkOneLeader();
        tester.restart(down);
        tester.checkOneLeader();
    }

    private static void halfIsNoQuorum(Tester tester, Consumer<String> warnings) {
        int leader = tester.checkOneLeader();
        int another = (leader + 1) % tester.servers();
        tester.disconnect(leader);
        tester.disconnect(another);
        tester.checkNoLeader(Duration.ofSeconds(3));
        tester.connect(another);
        tester.checkOneLeader();
        tester.connect(leader);
        tester.checkOneLeader();
    }
}
