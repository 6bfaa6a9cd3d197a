package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.quorate.conformance.check.Divergence.Difference;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.OneLine;
import dev.quorate.conformance.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A verdict for a person at a terminal: what happened, which rule, where. A rejection fits on a small screen; what does
 * not is cut, and says so. {@link VerdictJson} has all.
 */
public final class VerdictText {
    /** Lines of a rejection at most. With the command that shows it again they are 25. */
    static final int MOST_LINES = 24;

    private static final int MOST_OF_HEADLINE = 2;
    private static final int LEAST_OF_STEP = 2;

    /**
     * How much room is given to what.
     *
     * @param value lines of each value, formula or call
     * @param items of each kind: differences, guards, other steps, notes
     * @param earlier steps of the node
     * @param call lines of each of those
     * @param rule lines of each rule
     */
    private record Room(int value, int items, int earlier, int call, int rule) {}

    private static final int ALL = Integer.MAX_VALUE;

    /** From all to what fits for certain. Earlier steps can be missed first: the trace has them. */
    private static final ImmutableList<Room> ROOMS = ImmutableList.of(
            new Room(ALL, ALL, 3, 2, ALL),
            new Room(ALL, ALL, 3, 1, ALL),
            new Room(ALL, 6, 1, 1, 4),
            new Room(3, 4, 1, 1, 4),
            new Room(2, 3, 1, 1, 3),
            new Room(1, 3, 1, 1, 3),
            new Room(1, 2, 1, 1, 2));

    private final LabelledLines lines = new LabelledLines();
    private final Room room;

    private VerdictText(Room room) {
        this.room = room;
    }

    /** The verdict, a line each; one line if the trace was accepted without notes. */
    public static ImmutableList<String> of(Verdict verdict) {
        return of(verdict, Palette.PLAIN);
    }

    /** The same as this palette has it. */
    public static ImmutableList<String> of(Verdict verdict, Palette palette) {
        return ROOMS.stream()
                .map(room -> in(room, verdict))
                .filter(text -> verdict.outcome() != Verdict.Outcome.REJECTED || text.size() <= MOST_LINES)
                .findFirst()
                .orElseGet(() -> in(Iterables.getLast(ROOMS), verdict))
                .all(palette);
    }

    private static LabelledLines in(Room room, Verdict verdict) {
        VerdictText text = new VerdictText(room);
        text.verdict(verdict);
        return text.lines;
    }

    private void verdict(Verdict verdict) {
        switch (verdict.outcome()) {
            case ACCEPTED -> lines.headline(Tone.GOOD, "ACCEPTED", "   " + verdict.file() + ": " + accepted(verdict));
            case UNDECIDED ->
                lines.headline(
                        Tone.DOUBTFUL, "UNDECIDED", "  " + verdict.undecided().orElseThrow());
            case REJECTED -> verdict.divergence().ifPresentOrElse(d -> rejected(verdict, d), () -> falseClaim(verdict));
        }
        some(verdict.notes(), "notes", note -> lines.entry("note", Tone.PLAIN, room.value(), note));
    }

    private static String accepted(Verdict verdict) {
        Optional<Violation> violation = verdict.claim().flatMap(Claim::violation);
        if (violation.isEmpty()) {
            return "all its steps (" + verdict.events() + ") are steps of " + verdict.specification();
        }
        String end = verdict.events() == 0
                ? "the initial state"
                : verdict.events() == 1 ? "1 step, which" : verdict.events() + " steps, the last";
        return "a counterexample: " + end + " violates " + violation.get().property() + ", as it claims";
    }

    private void falseClaim(Verdict verdict) {
        String property = verdict.claim().orElseThrow().property();
        rejection(verdict.file(), "claims to violate " + property + ", which holds to its end");
        lines.entry("steps", "all of them (" + verdict.events() + ") are steps of " + verdict.specification());
    }

    private void rejected(Verdict verdict, Divergence d) {
        TraceEvent event = d.event();
        rejection(
                verdict.file() + ":" + event.line(),
                "step " + event.seq() + " of " + event.node() + " is not a step of " + verdict.specification() + ": "
                        + d.problem());
        lines.entry("step", Tone.PLAIN, Math.max(room.value(), LEAST_OF_STEP), event.call());
        d.origin().ifPresent(sender -> lines.entry("message", Tone.PLAIN, 1, sent(sender, verdict.file())));
        lines.entry("rule", Tone.QUIET, room.rule(), d.action().rule());
        some(d.falseGuards(), "false guards", this::falseGuard);
        some(d.differences(), "differences", this::difference);
        d.violation().ifPresent(v -> lines.violation(v, room.rule(), room.value()));
        lines.entry(
                "broken too",
                Tone.PLAIN,
                1,
                d.violations().stream().skip(1).map(Violation::property).collect(Collectors.joining(", ")));
        instead(d);
        List<TraceEvent> recent = d.recent();
        recent.subList(Math.max(0, recent.size() - room.earlier()), recent.size())
                .forEach(this::earlier);
    }

    private static String sent(Sending sender, String file) {
        String where = sender.file().equals(file) ? "line " : sender.file() + ":";
        return "was sent in step " + sender.seq() + " of " + sender.node() + ", " + where + sender.line();
    }

    /** A place is never broken, so that it can be copied; a long one has a line for itself. */
    private void rejection(String place, String problem) {
        String where = OneLine.of(place) + ":";
        String why = OneLine.of(problem);
        String indent = " ".repeat("REJECTED   ".length());
        int width = LabelledLines.WIDTH - indent.length();
        List<String> broken = new ArrayList<>();
        if (where.length() > width) {
            broken.add(where);
            broken.addAll(Wrapped.lines(why, width, MOST_OF_HEADLINE - 1));
        } else {
            broken.addAll(Wrapped.lines(where + " " + why, width, MOST_OF_HEADLINE));
        }
        lines.headline(Tone.BAD, "REJECTED", "   " + broken.get(0));
        broken.stream().skip(1).forEach(line -> lines.headline(Tone.PLAIN, "", indent + line));
    }

    private void instead(Divergence d) {
        String node = d.event().node();
        if (d.others().isEmpty() && d.violations().isEmpty()) {
            lines.entry(
                    "instead",
                    Tone.PLAIN,
                    1,
                    "no step of " + node + " that the specification allows looks like this one");
        }
        d.others().stream()
                .limit(room.items())
                .forEach(other -> lines.entry("instead", Tone.PLAIN, room.value(), "would look the same: " + other));
    }

    private void earlier(TraceEvent event) {
        lines.entry(
                "earlier",
                Tone.PLAIN,
                room.call(),
                "step " + event.seq() + " of " + event.node() + ", line " + event.line() + ": " + event.call());
    }

    private void falseGuard(Clause guard) {
        lines.entry(
                "is false",
                Tone.BAD,
                room.value(),
                guard.source().place() + "  " + guard.source().text());
        lines.values(guard.values(), room.value());
    }

    private void difference(Difference d) {
        lines.entry(
                "differs",
                Tone.PLAIN,
                room.value(),
                d.before().isEmpty() ? d.what() : d.what() + ", which was " + d.before());
        lines.entry("  spec allows", Tone.GOOD, room.value(), d.allowed());
        lines.entry("  observed", Tone.BAD, room.value(), d.observed());
        Optional<Clause> branch = d.branch();
        branch.ifPresent(clause -> lines.entry(
                "  set by",
                Tone.PLAIN,
                room.value(),
                clause.source().place() + "  " + clause.source().text()));
        branch.ifPresent(clause -> lines.values(clause.values(), room.value()));
    }

    /** As many as there is room for, and how many there are besides. */
    private <T> void some(List<T> all, String name, Consumer<T> each) {
        all.stream().limit(room.items()).forEach(each);
        long more = all.size() - Math.min(all.size(), (long) room.items());
        if (more > 0) {
            lines.entry("", String.format(Locale.ROOT, "... %,d more %s; --json has all", more, name));
        }
    }
}
