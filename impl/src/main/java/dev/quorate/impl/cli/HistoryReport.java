package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Tone;
import dev.quorate.conformance.history.Model;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Judgements on histories for a person: of one its verdict; of several what is wrong with some of them, and all at a
 * glance.
 *
 * @param model that they were held to
 */
record HistoryReport(ImmutableList<HistoryJudgement> judgements, Palette palette, Model model) {
    private static final Overview OVERVIEW = new Overview("history", "histories", "transactions", "are valid");

    void print(PrintWriter out, PrintWriter err) {
        for (HistoryJudgement judgement : judgements) {
            judgement.complaint().ifPresent(complaint -> err.println("quorate: " + complaint));
            if (judgement.complaint().isEmpty() && (judgements.size() == 1 || !judgement.isAccepted())) {
                explain(judgement, out);
            }
        }
        if (judgements.size() > 1) {
            OVERVIEW.print(judgements, palette, out);
        }
    }

    private void explain(HistoryJudgement judgement, PrintWriter out) {
        String headline = judgement.text().get(0);
        int word = headline.indexOf(' ');
        Tone tone = judgement.isAccepted() ? Tone.GOOD : Tone.BAD;
        out.println(palette.paint(tone, headline.substring(0, word)) + headline.substring(word));
        judgement.text().stream().skip(1).forEach(out::println);
        if (!judgement.isAccepted() && !judgement.file().equals(InputFiles.STANDARD_INPUT)) {
            out.println();
            out.println("again      " + again(judgement.file()));
        }
        if (judgements.size() > 1) {
            out.println();
        }
    }

    /** The command that tells all. */
    private String again(String file) {
        List<String> words = new ArrayList<>(List.of("quorate", "history", "check", "--json"));
        if (model != Model.STRICT_SERIALIZABLE) {
            words.addAll(List.of("--model", model.toString()));
        }
        words.add(file);
        return ShellWords.line(words);
    }
}
