package dev.quorate.impl.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class LeaderCrashTest {
    private static final long SECOND = 1_000_000;
    private static final Conditions QUICK =
            new Conditions("", Span.NONE, Span.NONE, Span.NONE, Conditions.DRAWN.logs());

    private final List<TraceEvent> lines = new ArrayList<>();

    private LeaderCrash crash(ElectionTimeouts timeouts, Conditions conditions, long seed) {
        return new LeaderCrash(timeouts.timing(), conditions, seed, lines::add);
    }

    @Test
    void nobodyIsReplacedBeforeHalfOfTheLeastTimeout_s9_3() {
        for (long seed = 1; seed <= 100; seed++) {
            long micros =
                    crash(Figure16.PROPOSED, QUICK, seed).run(100 * SECOND).micros();
            assertTrue(micros > 75_000, "seed " + seed + ": " + micros);
        }
    }

    @Test
    void onlyTheTwoLongestLogsThatAreLeftWin_s5_4_1() {
        Set<String> leaders = new TreeSet<>();
        for (long seed = 1; seed <= 100; seed++) {
            crash(Figure16.PROPOSED, Conditions.DRAWN, seed).run(100 * SECOND);
            leaders.add(lines.get(lines.size() - 1).node());
        }
        assertEquals(Set.of("n3", "n4"), leaders);
    }

    @Test
    void aTrialEndsWithTheStepThatWins() {
        crash(Figure16.PROPOSED, Conditions.DRAWN, 1).run(100 * SECOND);
        TraceEvent last = lines.get(lines.size() - 1);
        assertEquals("HandleRequestVoteResponse", last.action());
        assertEquals(Value.of("Leader"), last.state().get("role"));
    }

    @Test
    void aTrialWithoutAnEndIsGivenUpInTime() {
        assertEquals(
                2 * SECOND,
                crash(Figure16.NO_CHANCE, Conditions.DRAWN, 1).run(2 * SECOND).micros());
    }

    @Test
    void theBroadcastTimeIsTheSlowestAnswersWithItsWrite_s5_6() {
        ImmutableList<Integer> logs = Conditions.DRAWN.logs();
        Conditions exact = new Conditions("", new Span(1_000, 1_000), new Span(500, 500), new Span(7_000, 7_000), logs);
        assertEquals(9_000, LeaderCrash.broadcast(exact, 1));
    }

    @Test
    void whileAServerWritesNothingOfItsStepIsSent() {
        Conditions slow = new Conditions(
                "", new Span(1_000, 1_000), new Span(5_000, 5_000), new Span(9_000, 9_000), Conditions.DRAWN.logs());
        crash(Figure16.PROPOSED, slow, 1).run(100 * SECOND);
        TraceEvent asked = lines.stream()
                .filter(e -> e.action().equals("HandleRequestVoteRequest"))
                .findFirst()
                .orElseThrow();
        TraceEvent answered = lines.stream()
                .filter(e -> e.action().equals("HandleRequestVoteResponse"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(6_000L, 16_000L), List.of(asked.time(), answered.time()));
    }
}
