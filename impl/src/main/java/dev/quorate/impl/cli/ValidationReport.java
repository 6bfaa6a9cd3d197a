package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Judgements for a person: of one trace its verdict; of several what is wrong with some of them, a table of all, and a
 * line that counts them.
 *
 * @param again how to see one again
 */
record ValidationReport(ImmutableList<Judgement> judgements, Palette palette, AgainCommand again) {
    private static final Overview OVERVIEW = new Overview("trace", "traces", "steps", "conform");

    void print(PrintWriter out, PrintWriter err) {
        for (Judgement judgement : judgements) {
            judgement.complaint().ifPresent(complaint -> err.println("quorate: " + complaint));
            if (judgements.size() == 1 || !judgement.isAccepted()) {
                judgement.verdict().ifPresent(verdict -> explain(verdict, out));
            }
        }
        if (judgements.size() > 1) {
            notes(out);
            OVERVIEW.print(judgements, palette, out);
        }
    }

    private void explain(Verdict verdict, PrintWriter out) {
        VerdictText.of(verdict, palette).forEach(out::println);
        if (verdict.outcome() == Outcome.REJECTED) {
            again.of(verdict.file()).ifPresent(command -> out.println("  again         " + command));
        }
        if (judgements.size() > 1) {
            out.println();
        }
    }

    /** Many traces have the same note, so each is told once. */
    private void notes(PrintWriter out) {
        SetMultimap<String, String> notes = LinkedHashMultimap.create();
        for (Judgement judgement : judgements) {
            if (judgement.isAccepted()) {
                judgement.verdict().orElseThrow().notes().forEach(note -> notes.put(note, judgement.file()));
            }
        }
        notes.asMap()
                .forEach((note, files) -> out.println("note: "
                        + files.iterator().next()
                        + (files.size() == 1 ? "" : String.format(Locale.ROOT, " and %,d more", files.size() - 1))
                        + ": "
                        + note));
        if (!notes.isEmpty()) {
            out.println();
        }
    }
}
