package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The behaviour that TLC prints where it has found something wrong: states, each with the value of every variable.
 *
 * @param states the first one is initial
 * @param again the number of the state, counted from one, from which all goes on for ever as before; that of the last
 *     one if it is kept for ever
 */
public record ErrorTrace(ImmutableList<PrintedState> states, OptionalInt again) {
    /**
     * A state.
     *
     * @param action whose step led to it, as far as TLC knows: for some it names the next-state relation
     */
    public record PrintedState(String action, ImmutableMap<String, Value> variables) {}

    // Messages of TLC, as in tlc2.output.EC.
    private static final ImmutableSet<Integer> STATE = ImmutableSet.of(2216, 2217);
    private static final ImmutableSet<Integer> VIOLATED_AT_ONCE = ImmutableSet.of(2107, 2108);
    private static final int STUTTERING = 2218;
    private static final int BACK_TO = 2122;

    private static final Pattern HEAD = Pattern.compile("(?:State )?\\d+: <(\\w*)");
    private static final Pattern STATE_IN_FILE = Pattern.compile("(?m)^STATE_\\d+ ==");
    private static final Pattern END_OF_FILE = Pattern.compile("(?m)^={4,}\\s*\\z");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^(?:/\\\\ )?(\\w+) = ");

    /** The behaviour in a run's messages; nothing if there is none, or a value in it is of a kind no trace holds. */
    static Optional<ErrorTrace> of(ImmutableList<TlcMessage> messages) {
        ImmutableList.Builder<PrintedState> states = ImmutableList.builder();
        OptionalInt again = OptionalInt.empty();
        try {
            for (TlcMessage message : messages) {
                if (STATE.contains(message.code()) || VIOLATED_AT_ONCE.contains(message.code())) {
                    states.add(state(message.text()));
                } else if (message.code() == STUTTERING || message.code() == BACK_TO) {
                    again = OptionalInt.of(
                            message.code() == BACK_TO
                                    ? firstNumber(message.text())
                                    : states.build().size());
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new ErrorTrace(states.build(), again)).filter(trace -> !trace.states.isEmpty());
    }

    /**
     * A behaviour that TLC's simulation wrote into a file.
     *
     * @throws IllegalArgumentException if the file holds something else
     */
    public static ErrorTrace read(Path file) throws IOException {
        ImmutableList<PrintedState> states = STATE_IN_FILE
                .splitAsStream(END_OF_FILE.matcher(Files.readString(file)).replaceFirst(""))
                .skip(1)
                .map(ErrorTrace::state)
                .collect(ImmutableList.toImmutableList());
        if (states.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no state");
        }
        return new ErrorTrace(states, OptionalInt.empty());
    }

    private static int firstNumber(String text) {
        return NUMBER.matcher(text)
                .results()
                .findFirst()
                .map(number -> Integer.parseInt(number.group()))
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static PrintedState state(String text) {
        Matcher head = HEAD.matcher(text);
        ImmutableList<MatchResult> variables =
                VARIABLE.matcher(text).results().collect(ImmutableList.toImmutableList());
        ImmutableMap.Builder<String, Value> values = ImmutableMap.builder();
        for (int n = 0; n < variables.size(); n++) {
            int end = n + 1 < variables.size() ? variables.get(n + 1).start() : text.length();
            values.put(
                    variables.get(n).group(1),
                    TlcValueText.parse(text.substring(variables.get(n).end(), end)));
        }
        return new PrintedState(head.lookingAt() ? head.group(1) : "", values.buildOrThrow());
    }
}
