package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Tone;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judgements for a person: of one trace its verdict; of several what is wrong with some of them, a table of all, and a
 * line that counts them.
 *
 * @param again how to see one again
 */
record ValidationReport(ImmutableList<Judgement> judgements, Palette palette, AgainCommand again) {

    void print(PrintWriter out, PrintWriter err) {
        for (Judgement judgement : judgements) {
            judgement.complaint().ifPresent(complaint -> err.println("quorate: " + complaint));
            if (judgements.size() == 1 || !judgement.isAccepted()) {
                judgement.verdict().ifPresent(verdict -> explain(verdict, out));
            }
        }
        if (judgements.size() > 1) {
            notes(out);
            table().lines().forEach(out::println);
            out.println();
            total(out);
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

    private Table table() {
        Table table = new Table("trace", "steps", "verdict");
        for (Judgement judgement : judgements) {
            String line = judgement.line() > 0 ? ", line " + judgement.line() : "";
            table.add(judgement.file(), String.format(Locale.ROOT, "%,d", judgement.steps()), judgement.word() + line);
        }
        return table;
    }

    private void total(PrintWriter out) {
        long good = judgements.stream().filter(Judgement::isAccepted).count();
        boolean allGood = good == judgements.size();
        String others = Stream.of("rejected", "undecided", "bad input")
                .map(this::counted)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining());
        out.println(palette.paint(allGood ? Tone.GOOD : Tone.BAD, allGood ? "OK" : "NOT OK")
                + String.format(
                        Locale.ROOT,
                        ": %,d of %,d traces conform, %,d steps%s",
                        good,
                        judgements.size(),
                        judgements.stream().mapToLong(Judgement::steps).sum(),
                        others));
    }

    private String counted(String word) {
        long count = judgements.stream().filter(j -> j.word().equals(word)).count();
        return count == 0 ? "" : String.format(Locale.ROOT, "; %,d %s", count, word);
    }
}
