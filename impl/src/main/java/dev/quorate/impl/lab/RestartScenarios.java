package dev.quorate.impl.lab;

import java.time.Duration;
import java.util.function.Consumer;

/** Servers that crash and start again, in each role, and what they must remember. */
final class RestartScenarios {
    /**
     * A follower crashes at any moment. Finds a server that comes back in a term before its last, or as anything but a
     * follower.
     */
    static final Scenario FOLLOWER = new Scenario("restart of a follower", 3, RestartScenarios::follower);

    /**
     * A candidate crashes, a moment after it could ask others for their votes. Finds the own vote that is counted and
     * not remembered, and votes of before the crash that are counted after it.
     */
    static final Scenario CANDIDATE = new Scenario("restart of a candidate", 3, RestartScenarios::candidate);

    /** A leader crashes at any moment. Finds a leader that still leads after its crash. */
    static final Scenario LEADER = new Scenario("restart of a leader", 3, RestartScenarios::leader);

    /**
     * A server that has just elected another is restarted, and asked for its vote by a second candidate of that term.
     * The two candidates cannot hear each other. Finds a vote that a crash makes forgotten: two leaders of a term.
     */
    static final Scenario VOTE = new Scenario("vote persistence", 3, RestartScenarios::vote);

    /** All servers crash at once. Finds terms that begin anew. */
    static final Scenario TERM = new Scenario("term persistence", 3, RestartScenarios::term);

    /**
     * Writes of term and vote fail, and it is open what became durable. Finds servers that answer from memory what
     * is not durable.
     */
    static final Scenario FAILED_WRITES = new Scenario("failed writes", 3, RestartScenarios::failedWrites);

    private static final int ROUNDS = 5;
    private static final int ENOUGH_SECOND_CANDIDATES = 3;
    private static final int MOST_ROUNDS = 20;
    private static final Duration ELECTION = Duration.ofSeconds(2);
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final Duration A_ROUND_TRIP = Duration.ofMillis(60);

    private RestartScenarios() {}

    private static void follower(Tester tester, Consumer<String> warnings) {
        for (int round = 0; round < ROUNDS; round++) {
            int leader = tester.checkOneLeader();
            int follower = (leader + (int) tester.draw(1, 2)) % 3;
            crashForAWhile(tester, follower);
        }
        tester.checkOneLeader();
    }

    private static void leader(Tester tester, Consumer<String> warnings) {
        for (int round = 0; round < ROUNDS; round++) {
            int leader = tester.checkOneLeader();
            tester.pauseUpTo(A_WHILE);
            crashForAWhile(tester, leader);
            if (tester.getState(leader).isLeader()) {
                throw new TestFailed(tester.name(leader) + " leads right after its restart");
            }
        }
        tester.checkOneLeader();
    }

    private static void crashForAWhile(Tester tester, int server) {
        tester.pauseUpTo(A_WHILE);
        tester.crash1(server);
        tester.pauseUpTo(A_WHILE);
        tester.restart(server);
    }

    private static void candidate(Tester tester, Consumer<String> warnings) {
        tester.network().rates(tester.network().rates().unreliable());
        int met = 0;
        for (int round = 0; round < 2 * ROUNDS; round++) {
            tester.checkOneLeader();
            int server = tester.drawServers(1).get(0);
            tester.disconnect(server);
            long term = tester.getState(server).term();
            // On its own it cannot hear of a newer term: it stands for election.
            if (tester.happens(ELECTION, () -> tester.getState(server).term() > term)) {
                tester.connect(server);
                tester.pauseUpTo(A_ROUND_TRIP);
                met += tester.getState(server).isLeader() ? 0 : 1;
            }
            tester.restart(server);
        }
        tester.checkOneLeader();
        tester.mustHaveMet(met > 0, "no server was met as a candidate");
    }

    private static void vote(Tester tester, Consumer<String> warnings) {
        int met = 0;
        for (int round = 0; round < MOST_ROUNDS && met < ENOUGH_SECOND_CANDIDATES; round++) {
            tester.checkOneLeader();
            if (secondCandidateComes(tester, (int) tester.draw(0, 2))) {
                met++;
            }
            tester.heal();
        }
        tester.checkOneLeader();
        tester.mustHaveMet(met > 0, "no server that had voted and was restarted was asked for its vote again");
    }

    /** Whether it came, and in the term of the first. */
    private static boolean secondCandidateComes(Tester tester, int voter) {
        int first = (voter + 1) % 3;
        int second = (voter + 2) % 3;
        if (tester.getState(first).term() != tester.getState(second).term()) {
            return false;
        }
        tester.cut(first, second);
        tester.all().forEach(tester::crash1);
        tester.all().forEach(tester::restart);
        if (!tester.happens(
                ELECTION,
                () -> tester.getState(first).isLeader()
                        || tester.getState(second).isLeader())) {
            return false;
        }
        tester.restart(voter);
        int other = tester.getState(first).isLeader() ? second : first;
        long term = tester.getState(voter).term();
        // The other one can have this term from nobody: it is a candidate when it reaches it.
        return tester.getState(other).term() < term
                && tester.happens(ELECTION, () -> tester.getState(other).term() >= term)
                && tester.getState(other).term() == term;
    }

    private static void term(Tester tester, Consumer<String> warnings) {
        for (int round = 0; round < ROUNDS; round++) {
            long before = tester.getState(tester.checkOneLeader()).term();
            tester.pauseUpTo(A_WHILE);
            tester.all().forEach(tester::crash1);
            tester.pauseUpTo(A_WHILE);
            tester.all().forEach(tester::restart);
            long after = tester.getState(tester.checkOneLeader()).term();
            if (after <= before) {
                throw new TestFailed("after all servers were restarted the leader's term is " + after + ", and it was "
                        + before + " before");
            }
        }
    }

    private static void failedWrites(Tester tester, Consumer<String> warnings) {
        int failed = 0;
        for (int round = 0; round < 2 * ROUNDS; round++) {
            int leader = tester.checkOneLeader();
            tester.all().stream()
                    .filter(server -> server != leader || tester.draw(0, 3) == 0)
                    .forEach(tester::failNextWrite);
            tester.disconnect(leader); // so there is an election, and something to write
            tester.happens(ELECTION, () -> anyWriteFailed(tester));
            tester.pauseUpTo(A_WHILE);
            for (int server : tester.all()) {
                if (tester.writeFailed(server)) {
                    failed++;
                }
                tester.restart(server);
            }
        }
        tester.checkOneLeader();
        tester.mustHaveMet(failed > 0, "no server wrote anything when its writes failed");
    }

    private static boolean anyWriteFailed(Tester tester) {
        return tester.all().stream().anyMatch(tester::writeFailed);
    }
}
