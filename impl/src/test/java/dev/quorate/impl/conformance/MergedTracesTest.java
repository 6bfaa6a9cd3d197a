package dev.quorate.impl.conformance;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.ElectionCore;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files of several servers as one run: what counts is who sent before who received, and no clock. */
final class MergedTracesTest {
    private static Recorded run;

    @BeforeAll
    static void recordARun() throws Exception {
        run = Recorded.of(new ElectionCore(), 4, 5, 30);
    }

    private static List<Recorded> filePerServer(Recorded whole) {
        return new ArrayList<>(whole.header().nodes().stream().map(whole::of).toList());
    }

    private static Verdict judge(List<Recorded> files) throws Exception {
        List<TraceReader> readers = new ArrayList<>();
        for (Recorded file : files) {
            readers.add(new TraceReader("file" + (readers.size() + 1), new ByteArrayInputStream(file.bytes())));
        }
        try {
            return TraceChecker.checkMerged(readers, SHELF);
        } finally {
            readers.forEach(TraceReader::close);
        }
    }

    @Test
    void aFileOfEachServerIsOneRunInWhateverOrderTheFilesAreGiven() throws Exception {
        List<Recorded> files = filePerServer(run);
        for (int seed = 1; seed <= 5; seed++) {
            Verdict verdict = judge(files);
            assertEquals(Outcome.ACCEPTED, verdict.outcome());
            assertEquals(run.events().size(), verdict.events());
            assertEquals(ImmutableList.of(), verdict.notes());
            Collections.shuffle(files, new Random(seed));
        }
    }

    /** Whatever order causality leaves open: the step that is wrong is wrong in all of them. */
    @Test
    void anyOrderOfTheStepsThatCausalityAllowsHasTheSameVerdict() throws Exception {
        for (int seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            Recorded sound = Recorded.of(new ElectionCore(), seed, 3, 15);
            Recorded shuffled = sound.shuffled(random);
            assertTrue(!shuffled.events().equals(sound.events()), "nothing was shuffled, seed " + seed);
            assertEquals(Outcome.ACCEPTED, shuffled.judge().outcome(), "seed " + seed);

            int n = random.nextInt(sound.events().size());
            Recorded wrong = sound.with(n, withTerm(sound.events().get(n), 77));
            String where = where(wrong.judge());
            assertEquals(where, where(wrong.shuffled(random).judge()), "seed " + seed);
            assertEquals(where, where(judge(filePerServer(wrong))), "seed " + seed);
        }
    }

    private static TraceEvent withTerm(TraceEvent e, int term) {
        ImmutableMap<String, Value> state = ImmutableMap.<String, Value>builder()
                .putAll(e.state())
                .put("currentTerm", Value.of(term))
                .buildKeepingLast();
        return new TraceEvent(e.line(), e.seq(), e.node(), e.time(), e.action(), e.params(), state, e.sent());
    }

    private static String where(Verdict verdict) {
        TraceEvent event = verdict.divergence().orElseThrow().event();
        return event.node() + " " + event.seq() + " " + event.action() + ": "
                + verdict.divergence().get().problem();
    }

    @Test
    void aRejectionNamesTheFileOfTheStepAndThatOfTheSender() throws Exception {
        for (int n = run.events().size() - 1; n > 0; n--) {
            TraceEvent event = run.events().get(n);
            if (event.action().equals("HandleRequestVoteRequest")) {
                Verdict verdict = judge(filePerServer(run.with(n, withTerm(event, 77))));
                assertEquals("file" + (run.header().nodes().asList().indexOf(event.node()) + 1), verdict.file());
                String sender = ((Value.Str)
                                ((Value.Rec) event.params().get("m")).fields().get("from"))
                        .value();
                assertEquals(
                        "file" + (run.header().nodes().asList().indexOf(sender) + 1),
                        verdict.divergence()
                                .orElseThrow()
                                .origin()
                                .orElseThrow()
                                .file());
                return;
            }
        }
        throw new AssertionError("nobody asked for a vote");
    }

    @Test
    void aServerMayWriteANewFileAfterARestart() throws Exception {
        String node = run.header().nodes().asList().get(0);
        Recorded own = run.of(node);
        int half = own.events().size() / 2;
        List<Recorded> files = filePerServer(run);
        files.set(
                0,
                new Recorded(
                        own.header(), own.events().subList(half, own.events().size())));
        files.add(own.first(half));
        assertEquals(Outcome.ACCEPTED, judge(files).outcome());
    }

    @Test
    void aMissingFileIsToldByTheStepThatIsMissing() throws Exception {
        String node = run.header().nodes().asList().get(0);
        Recorded own = run.of(node);
        List<Recorded> files = new ArrayList<>();
        files.add(
                new Recorded(own.header(), own.events().subList(3, own.events().size())));
        TraceException e = assertThrows(TraceException.class, () -> judge(files));
        assertEquals("file1:2: seq: step 1 of " + node + " is in none of the files", e.getMessage());
    }

    @Test
    void theSameFileTwiceIsRefused() throws Exception {
        TraceException e = assertThrows(TraceException.class, () -> judge(List.of(run, run)));
        assertTrue(e.getMessage().contains("is in two of the files"), e.getMessage());
    }

    @Test
    void filesOfDifferentRunsAreRefused() throws Exception {
        Recorded other = Recorded.of(new ElectionCore(), 4, 3, 10);
        TraceException e = assertThrows(TraceException.class, () -> judge(List.of(run, other)));
        assertTrue(e.getMessage().startsWith("file2:1: constants: is "), e.getMessage());
    }
}
