package dev.quorate.impl.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.history.HistoryText;
import dev.quorate.conformance.history.HistoryVerdict;
import dev.quorate.conformance.history.Operation;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What of a run becomes an operation, rule by rule; n1, n2 and n3 are the processes 0, 1 and 2. */
final class LeadershipHistoryTest {
    private static final ImmutableList<String> IDS = ImmutableList.of("n1", "n2", "n3");

    private final LeadershipHistory leadership = new LeadershipHistory(IDS);
    private long micros;

    private void step(String action, String server, Message... sent) {
        step(action, server, ImmutableMap.of(), sent);
    }

    private void receives(Message m, Message answer) {
        step("Handle" + m.getClass().getSimpleName(), m.to(), ImmutableMap.of("m", RaftForm.of(m)), answer);
    }

    private void step(String action, String server, ImmutableMap<String, Value> params, Message... sent) {
        micros += 10;
        leadership.add(new TraceEvent(
                0,
                1,
                server,
                micros,
                action,
                params,
                ImmutableMap.of(),
                List.of(sent).stream().map(RaftForm::of).collect(ImmutableList.toImmutableList())));
    }

    private void stands(String server, long term) {
        step("Timeout", server, ask(server, "a", term), ask(server, "b", term));
    }

    private static RequestVoteRequest ask(String server, String to, long term) {
        return new RequestVoteRequest(term, server, to, LogPosition.EMPTY);
    }

    private void leads(String server, long term) {
        Message toA = new AppendEntriesRequest(term, server, "a");
        Message toB = new AppendEntriesRequest(term, server, "b");
        step("SendHeartbeats", server, toA, toB);
    }

    private void answers(String server, String leader, long term, boolean success) {
        receives(
                new AppendEntriesRequest(term, leader, server),
                new AppendEntriesResponse(term, server, leader, success));
    }

    private void votes(String server, String candidate, long term, boolean granted) {
        receives(ask(candidate, server, term), new RequestVoteResponse(term, server, candidate, granted));
    }

    private void restarts(String server) {
        step("Restart", server);
    }

    private void assertRecorded(String... operations) {
        assertEquals(
                ImmutableList.copyOf(operations),
                leadership.history().operations().stream()
                        .map(op -> op.type().word() + " " + op.process() + " "
                                + Joiner.on(' ').join(op.value()))
                        .toList());
    }

    private HistoryVerdict verdict() {
        return LeadershipHistory.verdict(leadership.history());
    }

    private void assertBroken(String... words) {
        String text = Joiner.on('\n').join(HistoryText.of("leadership", verdict()));
        assertFalse(verdict().isValid(), text);
        for (String word : words) {
            assertTrue(text.contains(word), text);
        }
    }

    // ------------------------------------------------------------------------------------------------------
    // candidacies

    @Test
    void candidacyIsInvokedWithItsRequestsAndOkWithItsFirstHeartbeats_s5_2() {
        stands("n2", 1);
        leads("n2", 1);
        leads("n2", 1);
        assertRecorded("invoke 1 [:r 1 nil] [:append 1 \"n2\"]", "ok 1 [:r 1 []] [:append 1 \"n2\"]");
        assertTrue(verdict().isValid());
    }

    @Test
    void candidacyFailsWhenItsServerStandsInANewerTerm() {
        stands("n1", 1);
        stands("n1", 2);
        assertRecorded(
                "invoke 0 [:r 1 nil] [:append 1 \"n1\"]",
                "fail 0 [:r 1 nil] [:append 1 \"n1\"]",
                "invoke 0 [:r 2 nil] [:append 2 \"n1\"]");
    }

    @Test
    void candidacyFailsWhenItsServerAnswersInANewerTerm_s5_1() {
        stands("n1", 1);
        votes("n1", "n2", 2, false);
        stands("n3", 1);
        answers("n3", "n2", 2, false);
        assertRecorded(
                "invoke 0 [:r 1 nil] [:append 1 \"n1\"]",
                "fail 0 [:r 1 nil] [:append 1 \"n1\"]",
                "invoke 2 [:r 1 nil] [:append 1 \"n3\"]",
                "fail 2 [:r 1 nil] [:append 1 \"n3\"]");
    }

    @Test
    void candidacyFailsWhenItsServerAcceptsTheLeaderOfItsTerm_s5_2() {
        stands("n1", 1);
        answers("n1", "n2", 1, true);
        assertRecorded(
                "invoke 0 [:r 1 nil] [:append 1 \"n1\"]",
                "fail 0 [:r 1 nil] [:append 1 \"n1\"]",
                "invoke 0 [:r 1 nil]",
                "ok 0 [:r 1 [\"n2\"]]");
    }

    @Test
    void candidacyStaysOpenWhileItsServerSendsNothingNewer() {
        stands("n1", 2);
        votes("n1", "n2", 2, false);
        answers("n1", "n3", 2, false);
        leads("n1", 2);
        assertRecorded("invoke 0 [:r 2 nil] [:append 2 \"n1\"]", "ok 0 [:r 2 []] [:append 2 \"n1\"]");
    }

    // ----------------------------------------------------------------------------------------------------------
    // crashes

    @Test
    void nobodyKnowsWhatBecameOfACandidacyWhoseServerCrashedAndTheServerGoesOnAsAnotherProcess() {
        stands("n2", 1);
        restarts("n2");
        stands("n2", 2);
        assertRecorded(
                "invoke 1 [:r 1 nil] [:append 1 \"n2\"]",
                "info 1 [:r 1 nil] [:append 1 \"n2\"]",
                "invoke 4 [:r 2 nil] [:append 2 \"n2\"]");
    }

    @Test
    void aCrashThatLeavesNothingOpenIsNothing() {
        stands("n1", 1);
        leads("n1", 1);
        restarts("n1");
        answers("n1", "n2", 2, true);
        assertRecorded(
                "invoke 0 [:r 1 nil] [:append 1 \"n1\"]",
                "ok 0 [:r 1 []] [:append 1 \"n1\"]",
                "invoke 0 [:r 2 nil]",
                "ok 0 [:r 2 [\"n2\"]]");
    }

    // ------------------------------------------------------------------------------------------------------------
    // reads

    @Test
    void whoAcceptsAHeartbeatReadsItsLeaderEachTime() {
        answers("n3", "n1", 4, true);
        answers("n3", "n1", 4, true);
        assertRecorded("invoke 2 [:r 4 nil]", "ok 2 [:r 4 [\"n1\"]]", "invoke 2 [:r 4 nil]", "ok 2 [:r 4 [\"n1\"]]");
    }

    /** A common mistake: the answer has the term from before the newer one was taken over. It elects nobody. */
    @Test
    void whatIsReadStandsInTheHeartbeatAndNotInItsAnswer() {
        receives(new AppendEntriesRequest(2, "n1", "n3"), new AppendEntriesResponse(1, "n3", "n1", true));
        assertRecorded("invoke 2 [:r 2 nil]", "ok 2 [:r 2 [\"n1\"]]");
    }

    @Test
    void refusalsAndVotesRecordNothing() {
        answers("n3", "n1", 4, false);
        votes("n3", "n1", 5, true);
        votes("n2", "n1", 5, false);
        assertRecorded();
    }

    @Test
    void timesAreNanoseconds() {
        stands("n1", 1);
        leads("n1", 1);
        assertEquals(
                ImmutableList.of(10_000L, 20_000L),
                leadership.history().operations().stream().map(Operation::time).toList());
    }

    // ---------------------------------------------------------------------------------------------- what must not
    // happen

    @Test
    void twoWhoWinATermAreALostUpdateThoughNobodyHearsThem() {
        stands("n1", 1);
        stands("n2", 1);
        leads("n2", 1);
        leads("n1", 1);
        assertBroken("lost-update of key 1", "[:append 1 \"n1\"]", "[:append 1 \"n2\"]");
    }

    @Test
    void twoWhoAreFollowedInATermAreAnIncompatibleOrder() {
        answers("n3", "n1", 1, true);
        answers("n2", "n2", 1, true);
        assertBroken("incompatible-order of key 1", "T1 read \"n1\" and T2 read \"n2\"");
    }

    @Test
    void whoLeadsWithoutACandidacyIsAppendedThenAndThere() {
        leads("n1", 1);
        stands("n2", 1);
        leads("n2", 1);
        assertBroken("lost-update of key 1");
    }

    @Test
    void whoLeadsThoughItGaveUpReadsItself() {
        stands("n1", 1);
        answers("n1", "n2", 2, false);
        leads("n1", 1);
        assertRecorded(
                "invoke 0 [:r 1 nil] [:append 1 \"n1\"]",
                "fail 0 [:r 1 nil] [:append 1 \"n1\"]",
                "invoke 0 [:r 1 nil]",
                "ok 0 [:r 1 [\"n1\"]]");
        assertBroken("G1a of key 1");
    }

    @Test
    void whoCrashesAsACandidateAndLeadsThenAsIfItHadNotReadsItself() {
        stands("n1", 1);
        restarts("n1");
        stands("n1", 1);
        leads("n1", 1);
        assertRecorded(
                "invoke 0 [:r 1 nil] [:append 1 \"n1\"]",
                "info 0 [:r 1 nil] [:append 1 \"n1\"]",
                "invoke 3 [:r 1 nil]",
                "ok 3 [:r 1 [\"n1\"]]");
        assertTrue(verdict().isValid(), "nobody else led");
    }

    @Test
    void whoDoesSomethingElseWhileItsCandidacyOfANewerTermIsOpenLeavesItOpen() {
        stands("n1", 5);
        leads("n1", 3);
        assertRecorded(
                "invoke 0 [:r 5 nil] [:append 5 \"n1\"]",
                "info 0 [:r 5 nil] [:append 5 \"n1\"]",
                "invoke 3 [:r 3 nil] [:append 3 \"n1\"]",
                "ok 3 [:r 3 []] [:append 3 \"n1\"]");
    }

    @Test
    void whatIsToldAfterTheEndIsPassedOver() {
        stands("n1", 1);
        assertEquals(1, leadership.history().operations().size());
        leads("n1", 1);
        assertEquals(1, leadership.history().operations().size());
    }

    /** Servers that do anything at all: nothing is thrown, and two leaders of a term never pass. */
    @Test
    void whateverServersDoItIsRecordedAndTwoLeadersOfATermAreAlwaysFound() {
        int broken = 0;
        for (long seed = 1; seed <= 1_000; seed++) {
            Random random = new Random(seed);
            LeadershipHistoryTest run = new LeadershipHistoryTest();
            Map<Long, Set<String>> leaders = new HashMap<>();
            for (int n = 0; n < 12; n++) {
                run.something(random, leaders);
            }
            if (leaders.values().stream().anyMatch(ofATerm -> ofATerm.size() > 1)) {
                broken++;
                assertFalse(run.verdict().isValid(), "seed " + seed);
            }
        }
        assertTrue(broken > 250, broken + " are too few to mean anything");
    }

    private void something(Random random, Map<Long, Set<String>> leaders) {
        String server = IDS.get(random.nextInt(3));
        String other = IDS.get(random.nextInt(3));
        long term = 1L + random.nextInt(3);
        switch (random.nextInt(5)) {
            case 0 -> stands(server, term);
            case 1 -> answers(server, other, term, random.nextBoolean());
            case 2 -> votes(server, other, term, random.nextBoolean());
            case 3 -> restarts(server);
            default -> {
                leads(server, term);
                leaders.computeIfAbsent(term, t -> new HashSet<>()).add(server);
            }
        }
    }
}
