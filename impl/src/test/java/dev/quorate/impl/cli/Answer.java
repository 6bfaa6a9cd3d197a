package dev.quorate.impl.cli;

import com.google.common.base.Splitter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/** What the command answers, in this process. */
record Answer(int exitCode, String out, String err) {
    /** @param args whatever their strings are */
    static Answer to(Object... args) {
        return to(Arrays.asList(args));
    }

    /** @param line of words with one space between them */
    static Answer toLine(String line) {
        return to(Splitter.on(' ').splitToList(line));
    }

    private static Answer to(List<?> args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Quorate.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                args.stream().map(Object::toString).toArray(String[]::new));
        return new Answer(exitCode, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
