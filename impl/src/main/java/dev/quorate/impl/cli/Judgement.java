package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.cli.JunitReport.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/**
 * What became of one trace: a verdict, or a complaint about bad input.
 *
 * @param file its name
 * @param complaint one line that names file, line and field
 * @param line of the trace that the verdict or the complaint is about; zero if it is about the whole of it
 */
record Judgement(String file, Optional<Verdict> verdict, Optional<String> complaint, long line, Duration time) {
    private static final int BAD_INPUT = CommandLine.ExitCode.USAGE;

    /** Exit codes from best to worst: bad input weighs more than a rejection, as nobody knows what it hides. */
    private static final List<Integer> WEIGHTS = List.of(0, 3, 1, BAD_INPUT);

    static Judgement of(Verdict verdict, Duration time) {
        long line =
                verdict.divergence().map(d -> d.event()).map(TraceEvent::line).orElse(0L);
        return new Judgement(verdict.file(), Optional.of(verdict), Optional.empty(), line, time);
    }

    static Judgement badInput(String file, String complaint, long line, Duration time) {
        return new Judgement(file, Optional.empty(), Optional.of(complaint), line, time);
    }

    boolean isAccepted() {
        return outcome().equals(Optional.of(Outcome.ACCEPTED));
    }

    Optional<Outcome> outcome() {
        return verdict.map(Verdict::outcome);
    }

    int exitCode() {
        return outcome().map(Outcome::exitCode).orElse(BAD_INPUT);
    }

    static int worse(int a, int b) {
        return WEIGHTS.indexOf(a) >= WEIGHTS.indexOf(b) ? a : b;
    }

    /** In a word or two: {@code rejected}, {@code bad input}. */
    String word() {
        return outcome().map(o -> o.name().toLowerCase(Locale.ROOT)).orElse("bad input");
    }

    /** The verdict, or the complaint, a line each. */
    ImmutableList<String> text() {
        return verdict.map(VerdictText::of).orElseGet(() -> ImmutableList.of(complaint.orElseThrow()));
    }

    /**
     * A test case: a rejection is a failure, and what is not known is an error.
     *
     * @param suite whose case it is if it has no specification
     */
    JunitReport.Case junit(String suite) {
        return new JunitReport.Case(
                verdict.map(Verdict::specification).orElse(suite),
                file,
                time,
                isAccepted()
                        ? Optional.empty()
                        : Optional.of(
                                outcome().equals(Optional.of(Outcome.REJECTED))
                                        ? Problem.failure(word(), text())
                                        : Problem.error(word(), text())));
    }

    long steps() {
        return verdict.map(Verdict::events).orElse(0L);
    }
}
