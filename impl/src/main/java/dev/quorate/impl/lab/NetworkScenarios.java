package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.world.CallRates;
import java.time.Duration;
import java.util.function.Consumer;

/** Networks that are cut in part, and networks that lose, delay, double and reorder; and a server that stands still. */
final class NetworkScenarios {
    /**
     * A server is cut off for so long that its term runs away, and returns. Finds newer terms that are ignored, in
     * requests or in replies, so that nobody can lead.
     */
    static final Scenario RETURNING_SERVER = new Scenario("returning server", 3, NetworkScenarios::returningServer);

    /**
     * Nothing that the leader sends arrives; what others send reaches it. Finds a leader that does not step down when
     * it is asked for its vote in a newer term.
     */
    static final Scenario MUTE_LEADER = new Scenario("one-way cut of a leader", 3, NetworkScenarios::muteLeader);

    /**
     * Nothing arrives at a follower; what it sends does, so it stands for election again and again. Finds servers that
     * do not take over a newer term from a request, and a cluster that does not recover from it.
     */
    static final Scenario DEAF_FOLLOWER = new Scenario("one-way cut of a follower", 3, NetworkScenarios::deafFollower);

    /**
     * Two servers cannot talk, and a third can reach both: one leads, and the other one deposes it by way of the third.
     * Finds newer terms that are not taken over from replies.
     */
    static final Scenario PARTIAL_CUT = new Scenario("partial cut", 3, NetworkScenarios::partialCut);

    /** Two groups are joined by one server only, which is part of each majority. Finds votes given twice in a term. */
    static final Scenario BRIDGE = new Scenario("bridge", 5, NetworkScenarios::bridge);

    /**
     * The leader stands still, until another one leads, and goes on as if nothing had happened. Finds a leader that
     * ignores the newer term in replies to its heartbeats, and followers of a leader of old.
     */
    static final Scenario FROZEN_LEADER = new Scenario("pause of the leader", 3, NetworkScenarios::frozenLeader);

    /**
     * The course's unreliable network: requests and replies are lost, and replies reordered by seconds. Finds replies
     * that are taken for those of the current term.
     */
    static final Scenario UNRELIABLE = new Scenario(
            "unreliable network",
            5,
            (tester, warnings) -> leadersAreLost(
                    tester, CallRates.CLASSIC.withLongDelays().unreliable().withLongReordering()));

    /**
     * Requests also arrive twice, or seconds late. Finds a vote that is refused when its request comes again, and old
     * requests that are answered like new ones.
     */
    static final Scenario PLUS =
            new Scenario("network plus", 5, (tester, warnings) -> leadersAreLost(tester, CallRates.PLUS));

    private static final int ROUNDS = 5;
    private static final Duration TWO_ELECTIONS = Duration.ofSeconds(2);
    private static final Duration A_WHILE = Duration.ofMillis(500);

    private NetworkScenarios() {}

    private static void returningServer(Tester tester, Consumer<String> warnings) {
        int met = 0;
        for (int round = 0; round < ROUNDS; round++) {
            tester.checkOneLeader();
            int server = tester.drawServers(1).get(0);
            tester.disconnect(server);
            tester.pause(TWO_ELECTIONS);
            tester.pauseUpTo(A_WHILE);
            long away = tester.getState(server).term();
            met += away > tester.checkTerms() ? 1 : 0;
            tester.connect(server);
            tester.checkOneLeader();
            long together = tester.checkTerms();
            if (together < away) {
                throw new TestFailed(
                        "all are in term " + together + ", and " + tester.name(server) + " came with " + away);
            }
        }
        tester.mustHaveMet(met > 0, "no server came back with a newer term");
    }

    private static void muteLeader(Tester tester, Consumer<String> warnings) {
        for (int round = 0; round < ROUNDS; round++) {
            int mute = tester.checkOneLeader();
            tester.pauseUpTo(A_WHILE);
            long term = tester.getState(mute).term();
            others(tester, mute).forEach(to -> tester.cutOneWay(mute, to));
            tester.pause(A_WHILE);
            tester.checkOneLeader();
            if (tester.getState(mute).term() == term && tester.getState(mute).isLeader()) {
                throw new TestFailed(tester.name(mute) + " still leads in term " + term
                        + ", though it was asked for its vote in a newer one");
            }
            tester.heal();
        }
        tester.checkOneLeader();
        mustHaveCut(tester);
    }

    private static void mustHaveCut(Tester tester) {
        tester.mustHaveMet(tester.network().getLostToCuts() > 0, "the cuts lost no message");
    }

    private static ImmutableList<Integer> others(Tester tester, int server) {
        return tester.connected().stream().filter(other -> other != server).collect(ImmutableList.toImmutableList());
    }

    private static void deafFollower(Tester tester, Consumer<String> warnings) {
        for (int round = 0; round < ROUNDS; round++) {
            int deaf = (tester.checkOneLeader() + (int) tester.draw(1, 2)) % 3;
            others(tester, deaf).forEach(from -> tester.cutOneWay(from, deaf));
            tester.pause(TWO_ELECTIONS);
            tester.heal();
        }
        tester.checkOneLeader();
        mustHaveCut(tester);
    }

    private static void partialCut(Tester tester, Consumer<String> warnings) {
        for (int round = 0; round < ROUNDS; round++) {
            int leader = tester.checkOneLeader();
            tester.cut(leader, (leader + (int) tester.draw(1, 2)) % 3);
            tester.watch(TWO_ELECTIONS);
            tester.heal();
        }
        tester.checkOneLeader();
        mustHaveCut(tester);
    }

    private static void bridge(Tester tester, Consumer<String> warnings) {
        for (int round = 0; round < ROUNDS; round++) {
            tester.checkOneLeader();
            int bridge = tester.drawServers(1).get(0);
            ImmutableList<Integer> banks = others(tester, bridge);
            for (int left : banks.subList(0, 2)) {
                banks.subList(2, 4).forEach(right -> tester.cut(left, right));
            }
            tester.watch(TWO_ELECTIONS);
            tester.heal();
        }
        tester.checkOneLeader();
        mustHaveCut(tester);
    }

    private static void frozenLeader(Tester tester, Consumer<String> warnings) {
        int met = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int leader = tester.checkOneLeader();
            tester.pauseUpTo(A_WHILE);
            long term = tester.getState(leader).term();
            tester.freeze(leader);
            int next = tester.checkOneLeader();
            met += tester.getState(next).term() > term ? 1 : 0;
            tester.pauseUpTo(TWO_ELECTIONS);
            tester.thaw(leader);
            tester.checkOneLeader();
            if (tester.getState(leader).isLeader() && tester.getState(leader).term() == term) {
                throw new TestFailed(tester.name(leader) + " still leads in term " + term
                        + " after a pause, though another was elected meanwhile");
            }
        }
        tester.mustHaveMet(met > 0, "nobody was elected while the leader stood still");
    }

    private static void leadersAreLost(Tester tester, CallRates rates) {
        tester.network().rates(rates);
        for (int round = 0; round < ROUNDS; round++) {
            int leader = tester.checkOneLeader();
            tester.pauseUpTo(A_WHILE);
            tester.disconnect(leader);
            tester.checkOneLeader();
            tester.pauseUpTo(A_WHILE);
            tester.connect(leader);
        }
        tester.checkOneLeader();
    }
}
