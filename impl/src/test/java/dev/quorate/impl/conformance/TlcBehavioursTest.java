package dev.quorate.impl.conformance;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TLC draws from the specification, the judge allows. */
final class TlcBehavioursTest {
    private static final int BEHAVIOURS = 20;
    private static final int DEPTH = 40;
    private static final Pattern ACTION = Pattern.compile("\"action\":\"(\\w+)\"");

    @Test
    void everyBehaviourOfTheSpecificationIsAccepted(@TempDir Path work) throws Exception {
        ImmutableList<ImmutableList<String>> traces = TlcBehaviours.draw(BEHAVIOURS, DEPTH, 1, work, SHELF);
        assertEquals(BEHAVIOURS, traces.size());
        for (List<String> trace : traces) {
            assertEquals(DEPTH, trace.size(), "a header, and a line less than there are states");
            Verdict verdict = Judged.judge((Joiner.on('\n').join(trace) + "\n").getBytes(UTF_8), SHELF);
            assertEquals(
                    Outcome.ACCEPTED, verdict.outcome(), () -> Joiner.on('\n').join(VerdictText.of(verdict)));
        }
        assertTrue(
                actions(traces).contains("HandleAppendEntriesRequest"), () -> "no server has won: " + actions(traces));
    }

    private static Set<String> actions(ImmutableList<ImmutableList<String>> traces) {
        return traces.stream()
                .flatMap(List::stream)
                .flatMap(line -> ACTION.matcher(line).results())
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
