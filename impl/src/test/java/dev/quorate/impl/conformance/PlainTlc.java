package dev.quorate.impl.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quorate.conformance.check.TlcExport;
import dev.quorate.impl.PlainTlcRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What plain TLC, as anybody would start it, says of an exported trace.
 *
 * @param distinct states
 * @param traceLine the cursor in the last state that it printed; zero if it printed none
 */
record PlainTlc(int exitCode, long distinct, long traceLine, String output) {
    private static final int ACCEPTED = 0;
    private static final int DEADLOCK = 11;
    private static final int INVARIANT = 12;
    private static final int PROPERTY = 13;
    private static final Pattern DISTINCT = Pattern.compile("(\\d+) distinct states found");
    private static final Pattern CURSOR = Pattern.compile("TraceLine = (\\d+)");

    /** An export, and why it was made. */
    record Question(String about, TlcExport export) {}

    /** Asks TLC; to start a JVM is most of what each run does, so several run at a time. */
    static void assertAgrees(List<Question> questions) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<PlainTlc>> answers = new ArrayList<>();
            for (Question question : questions) {
                answers.add(pool.submit(() -> of(question.export)));
            }
            for (int n = 0; n < questions.size(); n++) {
                Question question = questions.get(n);
                PlainTlc tlc = answers.get(n).get();
                assertEquals(expected(question.export), tlc.answer(), () -> question.about + "\n" + tlc.output());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static PlainTlc of(TlcExport export) throws IOException, InterruptedException {
        PlainTlcRun run = PlainTlcRun.in(export.folder(), TlcExport.MODULE);
        return new PlainTlc(run.exitCode(), last(DISTINCT, run.output()), last(CURSOR, run.output()), run.output());
    }

    private static long last(Pattern number, String text) {
        return number.matcher(text)
                .results()
                .map((MatchResult found) -> Long.parseLong(found.group(1)))
                .reduce(0L, (earlier, later) -> later);
    }

    /** The answer in the words of {@link #expected}, read as the exported module tells to. */
    private String answer() {
        return switch (exitCode) {
            case ACCEPTED -> "every line allowed, " + distinct + " states";
            case DEADLOCK -> "line " + traceLine + " is not allowed";
            case INVARIANT, PROPERTY -> "line " + (traceLine - 1) + " violates a property";
            default -> "exit code " + exitCode + " at line " + traceLine;
        };
    }

    /** What TLC should answer, by the verdict of this program. */
    static String expected(TlcExport export) {
        return export.verdict()
                .divergence()
                .map(d -> "line " + d.event().line()
                        + (d.violations().isEmpty() ? " is not allowed" : " violates a property"))
                .orElse(
                        export.verdict().undecided().isPresent()
                                ? "undecided"
                                : "every line allowed, " + export.lines() + " states");
    }
}
