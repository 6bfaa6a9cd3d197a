package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that TLC says in its tool mode, which delimits and numbers its messages; the numbers are the same in all
 * editions. A line outside of any message, as the parser prints, is a message of code zero.
 *
 * @param code one of {@code tlc2.output.EC}
 * @param error whether TLC calls it one
 * @param text with its line ends
 */
record TlcMessage(int code, boolean error, String text) {
    private static final int ERROR = 1;

    private static final Pattern START = Pattern.compile("(.*?)@!@!@STARTMSG (\\d+):(\\d+) @!@!@");
    private static final Pattern END = Pattern.compile("@!@!@ENDMSG \\d+ @!@!@");

    /** The first line that says something, without a colon that announces more. */
    String headline() {
        return text.strip().lines().findFirst().orElse("").replaceFirst(":$", "");
    }

    /** Reads messages to the end of a stream; gives each to the listener as soon as it is whole, then all. */
    static ImmutableList<TlcMessage> readAll(BufferedReader in, Consumer<TlcMessage> listener) throws IOException {
        ImmutableList.Builder<TlcMessage> all = ImmutableList.builder();
        Reader reader = new Reader(message -> {
            all.add(message);
            listener.accept(message);
        });
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            reader.line(line);
        }
        reader.end();
        return all.build();
    }

    /** Puts lines together. A message inside another, as in a report of an exception, is part of its text. */
    private static final class Reader {
        private final Consumer<TlcMessage> listener;
        private final StringBuilder text = new StringBuilder();
        private int code;
        private boolean error;
        private int depth;

        Reader(Consumer<TlcMessage> listener) {
            this.listener = listener;
        }

        void line(String line) {
            Matcher start = START.matcher(line);
            if (start.matches()) {
                if (!start.group(1).isEmpty()) {
                    text(start.group(1));
                }
                if (depth++ == 0) {
                    code = Integer.parseInt(start.group(2));
                    error = Integer.parseInt(start.group(3)) == ERROR;
                }
            } else if (END.matcher(line).matches() && depth > 0) {
                if (--depth == 0) {
                    end();
                }
            } else {
                text(line);
            }
        }

        private void text(String line) {
            text.append(line).append('\n');
            if (depth == 0) {
                end();
            }
        }

        void end() {
            if (text.length() > 0) {
                listener.accept(new TlcMessage(code, error, text.toString()));
            }
            text.setLength(0);
            code = 0;
            error = false;
        }
    }
}
