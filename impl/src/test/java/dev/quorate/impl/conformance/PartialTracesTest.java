package dev.quorate.impl.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.impl.bugs.Bank;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces that do not tell all: what is left out is worked out, and nothing wrong gets by for it that shows elsewhere. */
final class PartialTracesTest {
    private static void assertAccepted(Verdict verdict) {
        assertEquals(Outcome.ACCEPTED, verdict.outcome(), () -> String.join("\n", VerdictText.of(verdict)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "votesGranted",
                "votesGranted lastLog votedFor",
                "messages",
                "messages votesGranted",
                "HandleRequestVoteResponse.messages votesGranted",
                "HandleRequestVoteResponse.m",
                "HandleAppendEntriesResponse.m HandleAppendEntriesRequest.m",
                "Timeout.i SendHeartbeats.i"
            })
    void whatIsLeftOutIsWorkedOut(String left) throws Exception {
        for (long seed = 1; seed <= 2; seed++) {
            Recorded run = Recorded.of(new ElectionCore(), seed, 3, 20).first(120);
            Verdict verdict = run.leavingOut(
                            ImmutableSet.copyOf(Splitter.on(" ").split(left)))
                    .judge();
            assertAccepted(verdict);
            assertEquals(run.events().size(), verdict.events());
        }
    }

    /** A vote of an older term makes a leader; that shows, whether the votes are written down or not. */
    @Test
    void aMistakeShowsThoughTheVotesAreLeftOut_s5_2() throws Exception {
        Core countsOldVotes = Bank.bug("V1a").variant().core();
        Judged whole = Judged.firstMistakeOf(countsOldVotes, 3);
        Verdict verdict = Recorded.of(countsOldVotes, whole.seed(), 3, 60)
                .leavingOut(ImmutableSet.of("votesGranted"))
                .judge();
        assertEquals(Outcome.REJECTED, verdict.outcome());
        assertEquals(
                whole.verdict().divergence().orElseThrow().event().seq(),
                verdict.divergence().orElseThrow().event().seq());
        assertTrue(VerdictText.of(verdict).stream().anyMatch(line -> line.contains("role[")));
    }

    @Test
    void aRestartThatNobodyLoggedIsSupposedAndTold() throws Exception {
        Recorded run = runWithARestart();
        long restarts =
                run.events().stream().filter(e -> e.action().equals("Restart")).count();
        Verdict verdict = run.silent("Restart", 3).judge();
        assertAccepted(verdict);
        ImmutableList<String> supposed = verdict.notes().stream()
                .filter(note -> note.startsWith("supposed before line "))
                .collect(ImmutableList.toImmutableList());
        assertTrue(!supposed.isEmpty() && supposed.size() <= restarts, supposed::toString);
        assertTrue(supposed.get(0).matches("supposed before line \\d+: Restart\\(i = \"n\\d\"\\)"), supposed::toString);
    }

    @Test
    void aRestartThatNobodyLoggedIsNotSupposedUnlessTheHeaderSaysThatItMayBe() throws Exception {
        Recorded run = runWithARestart().silent("Restart", 1);
        Recorded strict = new Recorded(runWithARestart().header(), run.events());
        assertEquals(Outcome.REJECTED, strict.judge().outcome());
    }

    /** A run in which a restart changes a server's role. */
    private static Recorded runWithARestart() throws Exception {
        for (long seed = 1; seed <= 100; seed++) {
            Recorded run = Recorded.of(new ElectionCore(), seed, 3, 30).first(400);
            Recorded without = run.silent("Restart", 1);
            if (new Recorded(run.header(), without.events()).judge().outcome() == Outcome.REJECTED) {
                return run;
            }
        }
        throw new AssertionError("no restart mattered");
    }
}
