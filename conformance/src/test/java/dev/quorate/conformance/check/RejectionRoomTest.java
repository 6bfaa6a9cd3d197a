package dev.quorate.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.check.Divergence.Difference;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.Binding;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.Source;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** However much there is to say, a rejection fits on a small screen, and says what it does not show. */
class RejectionRoomTest {
    private static final int LINES = 24;

    /**
     * A rejection with texts of this many letters.
     *
     * @param items how many there are of each kind
     */
    private static Verdict rejected(int items, List<Integer> letters, boolean words) {
        String text = (words ? "seven letters " : "x").repeat(letters.get(0));
        String value = (words ? "[a |-> 1, b |-> 2], " : "y").repeat(letters.get(1));
        String rule = "a rule ".repeat(letters.get(2));
        Clause clause = new Clause(
                new Source("Spec", 1, 2, text), ImmutableList.of(new Binding("v", value), new Binding(text, value)));
        TraceEvent event = new TraceEvent(
                9, 8, "n", 0, "Act", Fields.of(ImmutableMap.of("p", Value.of(value))), Fields.NONE, ImmutableList.of());
        ActionShape shape = new ActionShape(
                "Act", ImmutableList.of("p"), Optional.empty(), ImmutableSet.of(), rule, clause.source());
        Divergence divergence = new Divergence(
                event,
                shape,
                "the action leads to another state",
                times(items, clause),
                times(items, new Difference("d", value, value, value, Optional.of(clause))),
                ImmutableList.of(),
                times(items, text),
                times(Math.min(items, 3), event),
                Optional.of(new Sending("file", 1, 1, "n")));
        return new Verdict(
                "file", "Spec", 1, times(items, text), Optional.of(divergence), Optional.empty(), Optional.empty());
    }

    private static <T> ImmutableList<T> times(int count, T item) {
        return IntStream.range(0, count).mapToObj(n -> item).collect(ImmutableList.toImmutableList());
    }

    @Property(tries = 200)
    void rejectionWithDifferencesFits(
            @ForAll @IntRange(max = 30) int items,
            @ForAll @Size(3) List<@IntRange(min = 1, max = 600) Integer> letters,
            @ForAll boolean words) {
        Verdict all = rejected(items, letters, words);
        Divergence d = all.divergence().orElseThrow();
        assertFits(with(all, ImmutableList.of(), d.differences(), ImmutableList.of()));
        assertFits(with(all, d.falseGuards(), ImmutableList.of(), ImmutableList.of()));
        ImmutableList<Violation> violations = times(
                items,
                new Violation(
                        "P",
                        d.action().rule(),
                        rejected(1, letters, words)
                                .divergence()
                                .orElseThrow()
                                .falseGuards()
                                .get(0)));
        assertFits(with(all, ImmutableList.of(), ImmutableList.of(), violations));
    }

    private static Verdict with(
            Verdict all,
            ImmutableList<Clause> guards,
            ImmutableList<Difference> differences,
            ImmutableList<Violation> violations) {
        Divergence d = all.divergence().orElseThrow();
        return new Verdict(
                all.file(),
                all.specification(),
                all.events(),
                all.notes(),
                Optional.of(new Divergence(
                        d.event(),
                        d.action(),
                        d.problem(),
                        guards,
                        differences,
                        violations,
                        d.others(),
                        d.recent(),
                        d.origin())),
                all.undecided(),
                all.claim());
    }

    private static void assertFits(Verdict verdict) {
        List<String> lines = VerdictText.of(verdict);
        assertTrue(lines.size() <= LINES, () -> String.join("\n", lines));
        lines.forEach(line -> assertTrue(line.length() <= 118, line));
    }

    @Test
    void whatIsNotShownIsSaid() {
        List<String> lines = VerdictText.of(rejected(7, List.of(1, 300, 100), true));
        String text = String.join("\n", lines);
        assertTrue(text.contains("                ... 5 more differences; --json has all\n"), text);
        assertTrue(text.contains(" ...\n"), text);
    }

    @Test
    void pathIsNeverBroken() {
        Verdict verdict = rejected(1, List.of(1, 1, 1), true);
        String path = "a folder/".repeat(30);
        List<String> lines = VerdictText.of(new Verdict(
                path, "Spec", 1, verdict.notes(), verdict.divergence(), verdict.undecided(), verdict.claim()));
        assertEquals("REJECTED   " + path + ":9:", lines.get(0));
    }

    @Test
    void tonesShowOnAPaletteAndChangeNoWord() {
        Verdict verdict = rejected(1, List.of(1, 1, 1), true);
        Palette marks = (tone, text) -> tone == Tone.PLAIN ? text : "<" + tone + ">" + text + "</>";
        List<String> lines = VerdictText.of(verdict, marks);
        assertTrue(lines.get(0).startsWith("<BAD>REJECTED</>   file:9: step 8"), lines::toString);
        assertTrue(lines.contains("    spec allows <GOOD>[a |-> 1, b |-> 2],</>"), lines::toString);
        assertTrue(lines.contains("    observed    <BAD>[a |-> 1, b |-> 2],</>"), lines::toString);
        assertEquals(
                VerdictText.of(verdict),
                lines.stream().map(line -> line.replaceAll("<[A-Z/]+>", "")).toList());
    }
}
