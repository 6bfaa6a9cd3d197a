package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One run of TLC to its end, and what can be read off it. The exit code alone is not believed: a run that ended early
 * exits 0 as well, and different failures share one.
 *
 * @param messages all that it printed
 */
record TlcRun(int exitCode, Duration elapsed, ImmutableList<TlcMessage> messages) {
    // TLC's exit codes and messages, as in tlc2.output.EC.
    private static final int SAFETY = 12;
    private static final int LIVENESS = 13;
    private static final int SPECIFICATION_REFUSED = 150;
    private static final ImmutableSet<Integer> INVARIANT_VIOLATED = ImmutableSet.of(2107, 2110);
    private static final ImmutableSet<Integer> PROPERTY_VIOLATED = ImmutableSet.of(2108, 2112, 2116);
    private static final ImmutableSet<Integer> VIOLATED = ImmutableSet.<Integer>builder()
            .addAll(INVARIANT_VIOLATED)
            .addAll(PROPERTY_VIOLATED)
            .build();
    private static final int DEADLOCK = 2114;
    private static final int EXCEPTION = 1000;
    private static final int CALL_STACK = 2103;
    private static final int FINISHED = 2186;

    private static final Pattern COUNTS = Pattern.compile("([\\d,]+) states generated.*?, (-?[\\d,]+) distinct states"
            + " found.*?, (-?[\\d,]+) states left on queue");
    private static final Pattern CONSTANT = Pattern.compile("The constant parameter (\\w+) is not assigned a value");
    private static final Pattern CALL =
            Pattern.compile("\\d+\\. Line (\\d+), column (\\d+) to line \\d+, column \\d+ in (\\w+)");
    private static final Pattern NAMED = Pattern.compile("(?:Invariant|roperty) (\\w+) (?:is|was) violated");
    private static final int LONGEST = 240;

    /** A process that a signal ended exits with this and the signal's number. */
    private static final int SIGNAL = 128;

    private static final int LAST_SIGNAL = 148;

    /**
     * How far TLC says it is.
     *
     * @param distinct distinct states among those generated; of a simulation, -1
     * @param left states not yet explored; of a simulation, or if TLC never said, -1
     */
    record Counts(long generated, long distinct, long left) {
        static Optional<Counts> in(TlcMessage message) {
            Matcher counts = COUNTS.matcher(message.text());
            return counts.find()
                    ? Optional.of(new Counts(number(counts.group(1)), number(counts.group(2)), number(counts.group(3))))
                    : Optional.empty();
        }

        private static long number(String digits) {
            return Long.parseLong(digits.replace(",", ""));
        }
    }

    /** How far it came. */
    Counts counts() {
        return messages.stream()
                .flatMap(message -> Counts.in(message).stream())
                .reduce((earlier, later) -> later)
                .orElse(new Counts(0, 0, -1));
    }

    /** Whether it ended because an invariant does not hold, in TLC's own words. */
    boolean violatesInvariant() {
        return exitCode == SAFETY && said(INVARIANT_VIOLATED).isPresent();
    }

    /** Whether it ended because a property, of steps or of whole behaviours, does not hold, in TLC's own words. */
    boolean violatesProperty() {
        return (exitCode == SAFETY || exitCode == LIVENESS)
                && said(PROPERTY_VIOLATED).isPresent();
    }

    private Optional<TlcMessage> said(ImmutableSet<Integer> codes) {
        return messages.stream()
                .filter(message -> codes.contains(message.code()))
                .findFirst();
    }

    private Optional<TlcMessage> said(int code) {
        return said(ImmutableSet.of(code));
    }

    /**
     * Why TLC gave no answer: it refused the model, its memory did not suffice, or something ended it. No model is at
     * fault that nobody has explored.
     */
    Optional<String> noAnswer() {
        String all = messages.stream().map(TlcMessage::text).collect(Collectors.joining("\n"));
        if (all.contains("java.lang.OutOfMemoryError") || all.contains("Java ran out of memory")) {
            return Optional.of("TLC ran out of memory; give it more with --heap, as in --heap 4g");
        } else if (exitCode > SIGNAL && exitCode <= LAST_SIGNAL) {
            return Optional.of("TLC was ended half-way by signal " + (exitCode - SIGNAL));
        } else if (exitCode >= SPECIFICATION_REFUSED) {
            return Optional.of(refusal(all));
        } else if (exitCode != 0 && said(FINISHED).isEmpty()) {
            return Optional.of("TLC ended half-way, with exit code " + exitCode + ": "
                    + messages.stream().findFirst().map(TlcMessage::headline).orElse("it said nothing"));
        }
        return Optional.empty();
    }

    private String refusal(String all) {
        Matcher constant = CONSTANT.matcher(all);
        if (constant.find()) {
            return "the .cfg gives the constant " + constant.group(1) + " no value";
        }
        return ParserReport.of(all).orElseGet(this::headline);
    }

    /**
     * The name of the invariant or property that does not hold.
     *
     * @param properties all that the model has; TLC names one by its place, and none that speak of whole behaviours
     */
    Optional<String> violated(ImmutableList<String> properties) {
        Optional<TlcMessage> violation = said(VIOLATED);
        if (violation.isEmpty()) {
            return Optional.empty();
        }
        Matcher named = NAMED.matcher(violation.get().text());
        return named.find()
                ? Optional.of(named.group(1))
                : properties.stream().filter(name -> properties.size() == 1).findFirst();
    }

    /** What kept TLC from finding that all is well, in one line; nothing if its exit code says that all is. */
    Optional<String> problem() {
        if (exitCode == 0) {
            return Optional.empty();
        }
        return said(DEADLOCK).isPresent()
                ? Optional.of("deadlock: in the state reached, no step is possible")
                : Optional.of(headline());
    }

    private String headline() {
        Optional<TlcMessage> error = messages.stream().filter(TlcMessage::error).findFirst();
        return error.map(message -> VIOLATED.contains(message.code())
                        ? message.headline() // a state may follow
                        : message.code() == EXCEPTION ? exception(message) : onOneLine(message.text()))
                .orElse("TLC ended with exit code " + exitCode);
    }

    /** An exception in TLC is what it has for a formula that makes no sense, as an addition of a string. */
    private String exception(TlcMessage exception) {
        String why = onOneLine(exception.text().replaceFirst("(?s).*The exception was an? \\S+\\s*:\\s*", ""));
        return said(CALL_STACK)
                .flatMap(stack -> CALL.matcher(stack.text()).results().reduce((outer, inner) -> inner))
                .map((MatchResult call) -> call.group(3) + ":" + call.group(1) + ":" + call.group(2)
                        + ": TLC cannot evaluate this: " + why)
                .orElse(why);
    }

    private static String onOneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    }

    /** All that TLC said, for a person to read. */
    ImmutableList<String> text() {
        return messages.stream()
                .flatMap(message -> (message.error() ? "Error: " + message.text() : message.text()).lines())
                .collect(ImmutableList.toImmutableList());
    }
}
