package dev.quorate.impl.lab;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The election tests: first the course's own, with its scripts, then those that it lacks.
 *
 * <p>The two of the assignment take 7.0 s together, if at each probe a leader is there: within 500 ms of the start, of
 * the loss of a leader and of the return of a quorum.
 */
public final class ElectionScenarios {
    /**
     * The course's TestInitialElection: a leader is elected, and stays if nothing fails. Finds votes that are not given
     * or not counted, and heartbeats that come too late.
     */
    public static final Scenario INITIAL_ELECTION =
            new Scenario("initial election", 3, ElectionScenarios::initialElection);

    /**
     * The course's TestReElection: a leader is replaced when it is cut off, and none is elected without a quorum.
     * Finds leaders that do not step down, and votes that are counted wrongly.
     */
    public static final Scenario RE_ELECTION =
            new Scenario("election after network failure", 3, ElectionScenarios::reElection);

    /**
     * The course's TestManyElections, but for three servers that are different ones each time: three of seven are cut
     * off, the rest has a leader. Finds elections that fail now and then.
     */
    public static final Scenario MANY_ELECTIONS = new Scenario("many elections", 7, ElectionScenarios::manyElections);

    /**
     * The part of the course's TestCount that is about elections: at most 30 requests until the first leader, and at
     * most 60 in an idle second. Finds heartbeats without a pause, and votes that are asked for again and again.
     */
    public static final Scenario RPC_COUNTS = new Scenario("rpc counts", 3, ElectionScenarios::rpcCounts);

    private static final Duration TWO_ELECTIONS = Duration.ofSeconds(2);
    private static final int MOST_RPCS_OF_THE_FIRST_ELECTION = 30;
    private static final int MOST_RPCS_OF_AN_IDLE_SECOND = 60;

    private ElectionScenarios() {}

    /** The two of the assignment. */
    public static ImmutableList<Scenario> assignment() {
        return ImmutableList.of(INITIAL_ELECTION, RE_ELECTION);
    }

    /** The course's. */
    public static ImmutableList<Scenario> course() {
        return ImmutableList.of(INITIAL_ELECTION, RE_ELECTION, MANY_ELECTIONS, RPC_COUNTS);
    }

    /** All of them, the course's first, in its order. */
    public static ImmutableList<Scenario> all() {
        return ImmutableList.of(
                INITIAL_ELECTION,
                RE_ELECTION,
                MANY_ELECTIONS,
                RPC_COUNTS,
                CandidacyScenarios.ALIGNED_START,
                CandidacyScenarios.SPLIT_VOTES,
                CandidacyScenarios.TWO_LEFT_OF_THREE,
                CandidacyScenarios.HALF_IS_NO_QUORUM,
                RestartScenarios.FOLLOWER,
                RestartScenarios.CANDIDATE,
                RestartScenarios.LEADER,
                RestartScenarios.VOTE,
                RestartScenarios.TERM,
                RestartScenarios.FAILED_WRITES,
                NetworkScenarios.RETURNING_SERVER,
                NetworkScenarios.MUTE_LEADER,
                NetworkScenarios.DEAF_FOLLOWER,
                NetworkScenarios.PARTIAL_CUT,
                NetworkScenarios.BRIDGE,
                NetworkScenarios.FROZEN_LEADER,
                NetworkScenarios.UNRELIABLE,
                NetworkScenarios.PLUS);
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
        tester.checkNoLeader(TWO_ELECTIONS);

        // A quorum again: a leader.
        tester.connect(next);
        tester.checkOneLeader();

        // The last server is back: there still is a leader.
        tester.connect(second);
        tester.checkOneLeader();
    }

    private static void manyElections(Tester tester, Consumer<String> warnings) {
        tester.checkOneLeader();
        for (int round = 1; round < 10; round++) {
            ImmutableList<Integer> three = tester.drawServers(3);
            three.forEach(tester::disconnect);
            tester.checkOneLeader(); // the one there was, or another one of the four
            three.forEach(tester::connect);
        }
        tester.checkOneLeader();
    }

    private static void rpcCounts(Tester tester, Consumer<String> warnings) {
        tester.checkOneLeader();
        long first = tester.rpcCount();
        if (first < 1 || first > MOST_RPCS_OF_THE_FIRST_ELECTION) {
            throw new TestFailed("the first election took " + first + " requests, not 1 to "
                    + MOST_RPCS_OF_THE_FIRST_ELECTION + ": " + counts(tester));
        }
        tester.pause(Duration.ofSeconds(1));
        long idle = tester.rpcCount() - first;
        if (idle > MOST_RPCS_OF_AN_IDLE_SECOND) {
            throw new TestFailed("an idle second had " + idle + " requests, more than " + MOST_RPCS_OF_AN_IDLE_SECOND
                    + ": " + counts(tester));
        }
    }

    private static String counts(Tester tester) {
        return tester.all().stream()
                .map(server -> tester.name(server) + " got " + tester.rpcCount(server))
                .collect(joining(", ", "since the start ", ""));
    }
}
