package dev.quorate.impl.lab;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.conformance.check.Verdict.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs as the network sees them, told by hand: what may have happened is accepted, in whatever order it is seen. */
final class NetworkTraceTest {
    @TempDir
    static Path folder;

    private long now;
    private final NetworkTrace network = new NetworkTrace(3, "", () -> now);

    /** One call of RequestVote or AppendEntries, whose parts the network sees one after the other. */
    private final class Call {
        final String from;
        final String to;
        final String method;
        final byte[] request;
        byte[] reply;

        Call(int from, int to, String method, Record args) {
            this.from = "n" + from;
            this.to = "n" + to;
            this.method = method;
            this.request = Encoding.encode(args);
            network.called(this.from, this.to, method, request);
        }

        Call delivered() {
            network.delivered(to, request);
            return this;
        }

        Call handled(Record result) {
            reply = Encoding.encode(result);
            network.handled(from, to, method, request, reply);
            return this;
        }

        void answered() {
            network.answered(from, to, method, request, reply);
        }
    }

    private Call vote(int from, int to, long term) {
        return new Call(from, to, "requestVote", new RequestVoteArgs(term, from - 1, 0, 0));
    }

    private Call heartbeat(int from, int to, long term) {
        return new Call(from, to, "appendEntries", new AppendEntriesArgs(term, from - 1));
    }

    private static RequestVoteReply granted(long term) {
        return new RequestVoteReply(term, true);
    }

    private static RequestVoteReply refused(long term) {
        return new RequestVoteReply(term, false);
    }

    private OutsideVerdict verdict() throws Exception {
        return network.judge(folder.resolve("seen.ndjson"), SHELF);
    }

    private void assertIs(Outcome outcome, String... told) throws Exception {
        OutsideVerdict verdict = verdict();
        String text = String.join(" ", verdict.text()).replaceAll("\\s+", " ");
        assertEquals(outcome, verdict.outcome(), text);
        for (String part : told) {
            assertTrue(text.contains(part), text);
        }
    }

    // ---------------------------------------------------------------------------------------- what may have happened

    @Test
    void anElectionIsAccepted_s5_2() throws Exception {
        vote(1, 2, 1).delivered().handled(granted(1)).answered();
        vote(1, 3, 1);
        heartbeat(1, 2, 1).delivered().handled(new AppendEntriesReply(1, true)).answered();
        assertIs(Outcome.ACCEPTED);
    }

    @Test
    void aCandidateMayRefuseAVoteBeforeItsOwnRequestIsSeen() throws Exception {
        vote(2, 1, 1).delivered().handled(refused(1)).answered();
        vote(1, 2, 1).delivered().handled(refused(1)).answered();
        assertIs(Outcome.ACCEPTED);
    }

    @Test
    void aCandidateMayHaveFoundANewerTermBeforeItsRequestIsSeen() throws Exception {
        vote(2, 3, 1);
        vote(2, 1, 2).delivered().handled(granted(2)).answered();
        vote(1, 3, 1);
        assertIs(Outcome.ACCEPTED);
    }

    @Test
    void aLeaderMayHaveFoundANewerTermBeforeItsHeartbeatIsSeen() throws Exception {
        vote(1, 2, 1).delivered().handled(granted(1)).answered();
        vote(3, 2, 1);
        vote(3, 1, 2).delivered().handled(granted(2)).answered();
        heartbeat(1, 2, 1).delivered().handled(new AppendEntriesReply(1, true)).answered();
        assertIs(Outcome.ACCEPTED);
    }

    /** From outside the vote looks as if it had arrived in time to elect. */
    @Test
    void aVoteMayBeHandledTooLateToElect() throws Exception {
        vote(1, 2, 1).delivered().handled(granted(1)).answered();
        vote(1, 2, 2).delivered().handled(granted(2)).answered();
        heartbeat(1, 2, 2).delivered().handled(new AppendEntriesReply(2, true)).answered();
        OutsideVerdict verdict = verdict();
        assertEquals(Outcome.UNDECIDED, verdict.outcome());
        assertTrue(verdict.text().get(0).contains("n1 breaks a rule, or is only slow"), verdict.text()::toString);
    }

    @Test
    void requestsThatOverlapMayBeHandledInAnotherOrderThanSeen() throws Exception {
        vote(2, 1, 1);
        vote(2, 3, 2);
        Call older = vote(3, 1, 1).delivered();
        Call newer = vote(2, 1, 2).delivered();
        newer.handled(granted(2)).answered();
        older.handled(granted(1)).answered();
        assertIs(Outcome.ACCEPTED);
    }

    @Test
    void aVoteThatOverlapsItsRefusalMayHaveComeFirst() throws Exception {
        Call first = vote(2, 1, 1).delivered();
        Call second = vote(3, 1, 1).delivered();
        second.handled(refused(1));
        first.handled(granted(1));
        assertIs(Outcome.ACCEPTED);
    }

    @Test
    void aNewerTermInAReplyIsTakenOver_s5_1() throws Exception {
        vote(3, 1, 1);
        vote(3, 1, 2);
        vote(1, 3, 1).delivered().handled(refused(2)).answered();
        vote(1, 2, 3);
        assertIs(Outcome.ACCEPTED);
    }

    @Test
    void aServerThatWasCrashedWhileItHandledARequestIsNotRejected() throws Exception {
        Call interrupted = vote(2, 1, 1).delivered();
        network.restarted("n1");
        interrupted.handled(granted(1));
        vote(3, 1, 1).delivered().handled(refused(1));
        assertIs(Outcome.UNDECIDED);
    }

    @Test
    void aNewerTermThatIsIgnoredIsSuspected_s5_1() throws Exception {
        Call slow = vote(3, 1, 1);
        vote(1, 2, 1).delivered().handled(granted(1)).answered();
        heartbeat(1, 2, 1);
        vote(3, 2, 2).delivered().handled(granted(2)).answered();
        heartbeat(1, 2, 1).delivered().handled(new AppendEntriesReply(2, false)).answered();
        slow.delivered().handled(refused(1));
        assertIs(
                Outcome.UNDECIDED,
                "n1 breaks a rule, or is only slow",
                "differs currentTerm[\"n1\"], which was 2 spec allows 2 observed 1");
    }

    @Test
    void aLeaderThatGoesOnAfterANewerTermIsSuspected_s5_1() throws Exception {
        vote(1, 2, 1).delivered().handled(granted(1)).answered();
        vote(1, 3, 1).delivered().handled(granted(1));
        heartbeat(1, 2, 1);
        vote(3, 2, 2).delivered().handled(granted(2)).answered();
        heartbeat(1, 2, 1).delivered().handled(new AppendEntriesReply(2, false)).answered();
        heartbeat(1, 3, 1); // of the same round
        assertIs(Outcome.ACCEPTED);
        now += 100_000;
        heartbeat(1, 2, 1);
        assertIs(
                Outcome.UNDECIDED,
                "n1 breaks a rule, or is only slow",
                "SendHeartbeats(i = \"n1\")",
                "role[i] = Leader");
    }

    @Test
    void aServerMayBeCrashedBeforeItsRequestIsSeen() throws Exception {
        vote(2, 1, 1).delivered().handled(granted(1));
        network.restarted("n1");
        vote(1, 2, 3);
        assertIs(Outcome.UNDECIDED, "spec allows 2", "observed 3");
    }

    @Test
    void aServerThatWasCrashedMayNotSkipManyTerms() throws Exception {
        vote(2, 1, 1).delivered().handled(granted(1));
        network.restarted("n1");
        vote(1, 2, 6);
        assertIs(Outcome.REJECTED, "observed 6");
    }

    // ----------------------------------------------------------------------------------------------- what cannot be

    @Test
    void aSecondVoteInATermIsRejected_s5_2() throws Exception {
        vote(2, 1, 1).delivered().handled(granted(1)).answered();
        vote(3, 1, 1).delivered().handled(granted(1)).answered();
        assertIs(Outcome.REJECTED, "step 2 of n1", "spec allows \"n2\"", "grant if votedFor is null or candidateId");
    }

    @Test
    void aRefusedRetryIsRejected_fig2() throws Exception {
        vote(2, 1, 1).delivered().handled(granted(1));
        vote(2, 1, 1).delivered().handled(refused(1));
        assertIs(Outcome.REJECTED, "the action sends other messages", "granted |-> FALSE");
    }

    @Test
    void aHeartbeatOfAServerWithoutVotesIsRejected_s5_2() throws Exception {
        vote(1, 2, 1).delivered().handled(refused(1)).answered();
        heartbeat(1, 2, 1);
        OutsideVerdict verdict = verdict();
        assertEquals(Outcome.REJECTED, verdict.outcome());
    }

    @Test
    void aVoteOfAnOlderTermDoesNotElect_s5_2() throws Exception {
        Call late = vote(1, 2, 1).delivered().handled(granted(1));
        vote(1, 2, 2);
        late.answered();
        heartbeat(1, 2, 2);
        assertIs(
                Outcome.REJECTED,
                "of n1",
                "Only votes granted in the candidate's own term count",
                "counts = FALSE",
                "observed \"Leader\"");
    }

    @Test
    void aTermThatWasLostInARestartIsRejected_fig2() throws Exception {
        vote(1, 2, 1).delivered().handled(granted(1)).answered();
        network.restarted("n1");
        vote(1, 2, 1);
        assertIs(Outcome.REJECTED, "spec allows 2", "observed 1", "Restart(i = \"n1\")");
    }

    @Test
    void anIncompleteAnswerIsRejected_s5_1() throws Exception {
        vote(2, 1, 1);
        vote(2, 1, 2).delivered().handled(granted(1));
        assertIs(Outcome.REJECTED, "differs currentTerm[\"n1\"]", "spec allows 2", "observed 1");
    }

    @Test
    void aLogThatIsNotThereIsNoted_s5_4_1() throws Exception {
        new Call(1, 2, "requestVote", new RequestVoteArgs(1, 0, 5, 1))
                .delivered()
                .handled(granted(1));
        assertIs(Outcome.REJECTED, "step 1 of n1", "lastLogIndex |-> 5");
    }

    // ------------------------------------------------------------------------------------------- what is no Figure 2

    /** Two fields short. */
    private record Hasty(long term, int candidateId) {}

    /** More than is needed, in another order. */
    private record Whole(int leaderId, String note, Optional<Whole> more, long term) {}

    private record Wordy(String term, int leaderId) {}

    @Test
    void aMessageThatLacksAFieldOfFigure2IsAFinding() throws Exception {
        new Call(1, 2, "requestVote", new Hasty(1, 0));
        assertIs(
                Outcome.REJECTED,
                "n1 calls requestVote of n2 has no field lastLogIndex, which Figure 2 has; it has [term, candidateId]");
    }

    @Test
    void aFieldOfAWrongTypeIsAFinding() throws Exception {
        new Call(1, 2, "appendEntries", new Wordy("one", 0));
        assertIs(Outcome.REJECTED, "the field term must be a whole number of at most 32 bits, not one");
    }

    @Test
    void aCallInTheNameOfAnotherServerIsAFinding() throws Exception {
        new Call(1, 2, "appendEntries", new AppendEntriesArgs(1, 2));
        assertIs(Outcome.REJECTED, "n1 calls appendEntries of n2 in the name of n3; its own index is 0");
    }

    @Test
    void anIndexThatNoServerHasIsAFinding() throws Exception {
        new Call(1, 2, "appendEntries", new AppendEntriesArgs(1, 3));
        assertIs(Outcome.REJECTED, "there is no server 3; they are 0 to 2");
    }

    @Test
    void anUnknownRpcIsAFinding() throws Exception {
        new Call(1, 2, "preVote", new AppendEntriesArgs(1, 0));
        assertIs(Outcome.REJECTED, "n1 calls preVote of n2, which is no RPC of Figure 2: requestVote, appendEntries");
    }

    @Test
    void recordsOfOnesOwnAreJudgedAllTheSame() throws Exception {
        vote(1, 2, 1).delivered().handled(granted(1)).answered();
        new Call(1, 2, "AppendEntries", new Whole(0, "hello", Optional.empty(), 1))
                .delivered()
                .handled(new AppendEntriesReply(1, true))
                .answered();
        assertIs(Outcome.ACCEPTED);
    }
}
