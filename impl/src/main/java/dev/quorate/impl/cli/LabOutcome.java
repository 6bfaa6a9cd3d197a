package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Tone;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.impl.cli.JunitReport.Problem;
import dev.quorate.impl.lab.OutsideVerdict;
import dev.quorate.impl.lab.ScenarioResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a run: the tester's result, and the specification's judgement on what was told and seen of it.
 *
 * @param trace the file with the steps that the servers told
 * @param told the judgement on it; nothing if no server tells its steps
 * @param seen the judgement on what the network saw, if anybody looked
 * @param leadership the judgement on who led
 * @param page of what was told, or else of what was seen, if it did not pass
 * @param again the command that shows it again
 */
record LabOutcome(
        LabRun run,
        ScenarioResult result,
        Path trace,
        Optional<Judgement> told,
        Optional<OutsideVerdict> seen,
        LeadershipJudgement leadership,
        Optional<Path> page,
        String again) {

    /** The same with a page. */
    LabOutcome with(Optional<Path> itsPage) {
        return new LabOutcome(run, result, trace, told, seen, leadership, itsPage, again);
    }

    /** In a word, from best to worst. */
    enum Grade {
        PASSED(1, 0, Tone.GOOD),
        /** The tester found nothing wrong; the judge came to no answer, which is nobody's fault. */
        UNDECIDED(1, 3, Tone.DOUBTFUL),
        /** The test did not meet what it is about. */
        VOID(0, 3, Tone.DOUBTFUL),
        /** The tester found nothing wrong; the specification does not allow what was told, or two led in a term. */
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
        } else if (isSeenToBe(Outcome.REJECTED)
                || told.filter(LabOutcome::isRejected).isPresent()
                || !leadership.isValid()) {
            return Grade.REJECTED;
        } else if (told.map(LabOutcome::isUndecided).orElse(isSeenToBe(Outcome.UNDECIDED))) {
            return Grade.UNDECIDED; // what cannot be told from outside matters only if nobody tells it from inside
        }
        return result.passed() ? Grade.PASSED : Grade.VOID;
    }

    private boolean isSeenToBe(Outcome outcome) {
        return seen.filter(verdict -> verdict.outcome() == outcome).isPresent();
    }

    private static boolean isRejected(Judgement judgement) {
        return !judgement.isAccepted() && !isUndecided(judgement);
    }

    private static boolean isUndecided(Judgement judgement) {
        return judgement.outcome().equals(Optional.of(Outcome.UNDECIDED));
    }

    /** How many steps are known to be allowed: those that were told, or else those that were seen. */
    long conforming() {
        return told.map(judgement -> judgement.isAccepted() ? judgement.size() : 0)
                .orElseGet(() -> isSeenToBe(Outcome.ACCEPTED)
                        ? seen.orElseThrow().verdict().orElseThrow().events()
                        : 0);
    }

    double points() {
        return grade().share * run.points();
    }

    /** For a person: the tester's line, and if there is something to see, the verdicts and how to see it again. */
    ImmutableList<String> lines(Palette palette) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add(String.format(
                Locale.ROOT,
                "%s%s (%s)",
                result.report(),
                conforming() == 0 ? "" : String.format(Locale.ROOT, ", %,d steps conform", conforming()),
                run.circumstances()));
        result.warnings().forEach(warning -> lines.add("  warning       " + warning));
        if (grade() == Grade.PASSED) {
            return lines.build();
        }
        told.flatMap(Judgement::verdict)
                .filter(verdict -> verdict.outcome() != Outcome.ACCEPTED)
                .ifPresent(verdict -> lines.addAll(VerdictText.of(verdict, palette)));
        told.flatMap(Judgement::complaint)
                .ifPresent(complaint -> lines.add(palette.paint(Tone.BAD, "BAD TRACE") + "  " + complaint));
        seen.filter(verdict -> verdict.outcome() == Outcome.REJECTED || grade() == Grade.UNDECIDED)
                .ifPresent(verdict -> lines.add("What the network saw of it:").addAll(verdict.text(palette)));
        lines.addAll(leadership.text());
        lines.add("  trace         " + trace);
        page.ifPresent(file -> lines.add(PageBeside.line(file)));
        lines.add("  again         " + again);
        return lines.build();
    }

    /** As a row among other runs of this project's servers. */
    RunRow row() {
        Optional<String> complaint = told.flatMap(Judgement::complaint);
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
                told.flatMap(Judgement::verdict),
                Optional.of(leadership),
                result.failure().or(() -> complaint),
                page,
                again);
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
