package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.history.HistoryException;
import dev.quorate.conformance.history.HistoryText;
import dev.quorate.conformance.history.HistoryVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of one history, without the history, of which there may be many large ones.
 *
 * @param size how many transactions were checked
 * @param complaint one line that names file, line and index
 */
record HistoryJudgement(
        String file,
        int exitCode,
        String word,
        long size,
        Optional<String> heldTo,
        ImmutableList<String> text,
        Optional<String> complaint,
        long line,
        Duration time)
        implements Judged {
    /** @param drawings the files with pictures of what was found */
    static HistoryJudgement of(String file, HistoryVerdict verdict, ImmutableList<Path> drawings, Duration time) {
        return new HistoryJudgement(
                file,
                verdict.isValid() ? 0 : WRONG,
                verdict.isValid() ? "valid" : "invalid",
                verdict.history().size(),
                Optional.of(verdict.model().toString()),
                text(file, verdict, drawings),
                Optional.empty(),
                0,
                time);
    }

    static HistoryJudgement of(String file, HistoryException e, Duration time) {
        return new HistoryJudgement(
                file,
                BAD_INPUT,
                "bad input",
                0,
                Optional.empty(),
                ImmutableList.of(e.getMessage()),
                Optional.of(e.getMessage()),
                e.line(),
                time);
    }

    private static ImmutableList<String> text(String file, HistoryVerdict verdict, ImmutableList<Path> drawings) {
        ImmutableList.Builder<String> text = ImmutableList.builder();
        text.addAll(HistoryText.of(file, verdict));
        if (!drawings.isEmpty()) {
            text.add("");
            drawings.forEach(drawing -> text.add("drawn      " + drawing));
        }
        return text.build();
    }
}
