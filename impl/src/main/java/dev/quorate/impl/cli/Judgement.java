package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.trace.TraceEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one trace: a verdict, or a complaint about bad input.
 *
 * @param file its name
 * @param complaint one line that names file, line and field
 * @param line of the trace that the verdict or the complaint is about; zero if it is about the whole of it
 */
record Judgement(String file, Optional<Verdict> verdict, Optional<String> complaint, long line, Duration time)
        implements Judged {
    static Judgement of(Verdict verdict, Duration time) {
        long line =
                verdict.divergence().map(d -> d.event()).map(TraceEvent::line).orElse(0L);
        return new Judgement(verdict.file(), Optional.of(verdict), Optional.empty(), line, time);
    }

    static Judgement badInput(String file, String complaint, long line, Duration time) {
        return new Judgement(file, Optional.empty(), Optional.of(complaint), line, time);
    }

    Optional<Outcome> outcome() {
        return verdict.map(Verdict::outcome);
    }

    @Override
    public int exitCode() {
        return outcome().map(Outcome::exitCode).orElse(BAD_INPUT);
    }

    @Override
    public String word() {
        return outcome().map(o -> o.name().toLowerCase(Locale.ROOT)).orElse("bad input");
    }

    @Override
    public ImmutableList<String> text() {
        return verdict.map(VerdictText::of).orElseGet(() -> ImmutableList.of(complaint.orElseThrow()));
    }

    @Override
    public Optional<String> heldTo() {
        return verdict.map(Verdict::specification);
    }

    /** Steps. */
    @Override
    public long size() {
        return verdict.map(Verdict::events).orElse(0L);
    }
}
