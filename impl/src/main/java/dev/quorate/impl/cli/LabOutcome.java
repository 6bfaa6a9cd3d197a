package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Tone;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.impl.cli.JunitReport.Problem;
import dev.quorate.impl.lab.ScenarioResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a run: the tester's result, and the specification's judgement on what was told of it.
 *
 * @param trace the file with the steps that the servers told
 * @param judgements one for each file that tells something of the run; none if no server tells its steps
 * @param again the command that shows it again
 */
record LabOutcome(LabRun run, ScenarioResult result, Path trace, ImmutableList<Judgement> judgements, String again) {

    /** In a word, from best to worst. */
    enum Grade {
        PASSED(1, 0, Tone.GOOD),
        /** The tester found nothing wrong; the judge came to no answer. */
        UNDECIDED(0.5, 3, Tone.DOUBTFUL),
        /** The test did not meet what it is about. */
        VOID(0, 3, Tone.DOUBTFUL),
        /** The tester found nothing wrong; the specification does not allow what was told. */
        REJECTED(0.5, 1, Tone.BAD),
        /** A check of the tester did not hold. */
        FAILED(0, 1, Tone.BAD);

        /** Which part of a test's points it gives. */
        final double share;

        final int exitCode;
        final Tone tone;

        Grade(double share, int exitCode, Tone tone) {
            this.share = share;
            this.exitCode = exitCode;
            this.tone = tone;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Grade grade() {
        if (result.outcome() == ScenarioResult.Outcome.FAILED) {
            return Grade.FAILED;
        } else if (judgements.stream().anyMatch(j -> !j.isAccepted() && !isUndecided(j))) {
            return Grade.REJECTED;
        } else if (judgements.stream().anyMatch(LabOutcome::isUndecided)) {
            return Grade.UNDECIDED;
        }
        return result.passed() ? Grade.PASSED : Grade.VOID;
    }

    private static boolean isUndecided(Judgement judgement) {
        return judgement.outcome().equals(Optional.of(Outcome.UNDECIDED));
    }

    double points() {
        return grade().share * run.points();
    }

    /** For a person: the tester's line, the verdicts, and how to see it again if there is something to see. */
    ImmutableList<String> lines(Palette palette) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add(result.report() + " (" + run.circumstances() + ")");
        result.warnings().forEach(warning -> lines.add("  warning       " + warning));
        for (Judgement judgement : judgements) {
            judgement.verdict().ifPresent(verdict -> lines.addAll(VerdictText.of(verdict, palette)));
            judgement
                    .complaint()
                    .ifPresent(complaint -> lines.add(palette.paint(Tone.BAD, "BAD TRACE") + "  " + complaint));
        }
        if (judgements.isEmpty()) {
            lines.add("UNTOLD     the servers told no step, so only the tester has judged");
        }
        if (grade() != Grade.PASSED) {
            lines.add("  trace         " + trace);
            lines.add("  again         " + again);
        }
        return lines.build();
    }

    /** As a row among other runs of this project's servers. */
    RunRow row() {
        Optional<String> complaint =
                judgements.stream().flatMap(j -> j.complaint().stream()).findFirst();
        return new RunRow(
                String.format(
                        Locale.ROOT,
                        "%s, %.1f s",
                        result.name(),
                        result.elapsed().toMillis() / 1000.0),
                result.servers(),
                run.time().word() + " time",
                result.elections(),
                0,
                result.events(),
                verdict(),
                result.failure().or(() -> complaint),
                again);
    }

    private Optional<Verdict> verdict() {
        return judgements.stream().flatMap(j -> j.verdict().stream()).findFirst();
    }

    /** @param classname what was tested */
    JunitReport.Case junit(String classname) {
        ImmutableList<String> text = lines(Palette.PLAIN);
        Optional<Problem> problem =
                switch (grade()) {
                    case PASSED -> Optional.empty();
                    case FAILED, REJECTED -> Optional.of(Problem.failure(grade().word(), text));
                    case VOID, UNDECIDED -> Optional.of(Problem.error(grade().word(), text));
                };
        return new JunitReport.Case(
                classname, result.name() + " (" + run.circumstances() + ")", result.elapsed(), problem);
    }
}
