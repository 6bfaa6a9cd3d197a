package dev.quorate.conformance.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.PollTraces;
import dev.quorate.conformance.TraceText;
import dev.quorate.conformance.check.SpecificationShelf;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run as a diagram in words. */
final class MermaidTextTest {
    private static final SpecificationShelf SHELF = new SpecificationShelf(TraceText.module("Poll"));

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        SHELF.close();
    }

    private ImmutableList<String> diagram(TraceText trace, int most) throws Exception {
        Path file = Files.write(folder.resolve("poll.ndjson"), trace.bytes());
        return MermaidText.of(ViewedRun.of(ImmutableList.of(file), SHELF), most);
    }

    private static String text(ImmutableList<String> lines) {
        return Joiner.on('\n').join(lines) + "\n";
    }

    @Test
    void arrowsStandWhereMessagesAreReceivedAndCrossesWhereOneIsLost() throws Exception {
        assertEquals("""
                sequenceDiagram
                    participant a
                    participant b
                    participant c
                    Note over a: 1. Ask: phase asking
                    a-xc: kind ask
                    a->>b: kind ask
                    Note over b: 2. Reply: seen 2
                    b-xa: kind reply, weight 9
                """, text(diagram(PollTraces.answered(), 10)));
    }

    @Test
    void aRejectedRunEndsWithItsDivergence() throws Exception {
        TraceText wrong = PollTraces.answered()
                .step("a", "Count", "{'n':'a','m':" + PollTraces.ANSWER + "}", "{'seen':7}", "[]")
                .step("c", "Reply", "{'n':'c','m':" + PollTraces.TO_C + "}", "{'seen':1}", "[]");
        ImmutableList<String> lines = diagram(wrong, 2);
        assertEquals("""
                    Note over a,c: cut: of 4 steps these are 2, from step 2 to step 3
                    a->>b: kind ask
                    Note over b: 2. Reply: seen 2
                    rect rgb(255, 214, 209)
                    b->>a: kind reply, weight 9
                    Note over a: 3. Count: seen 7
                    Note over a: REJECTED: the action leads to another state
                    end
                """, text(lines.subList(4, lines.size())));
    }

    @Test
    void aMessageThatWasNeverSentSaysSo() throws Exception {
        TraceText unsent = PollTraces.poll()
                .step(
                        "b",
                        "Reply",
                        "{'n':'b','m':" + PollTraces.TO_B + "}",
                        "{'seen':2}",
                        "[" + PollTraces.ANSWER + "]");
        assertTrue(diagram(unsent, 10).contains("    b->>b: kind ask, from a, never sent"), () -> "no such line");
    }

    @Test
    void aLongRunIsCutAndSaysSo() throws Exception {
        ImmutableList<String> lines = diagram(PollTraces.answered(), 1);
        assertEquals(
                "    Note over a,c: cut: of 2 steps these are 1, from step 1 to step 1", lines.get(lines.size() - 1));
    }

    @Test
    void namesThatMermaidWouldMisreadHaveOthers() throws Exception {
        TraceText odd = TraceText.of(TraceText.POLL.replace("'a'", "'end'").replace("'b'", "'b;1'"))
                .step("end", "Shift", "{'n':'end'}", "{'phase':'resting'}", "[]");
        ImmutableList<String> lines = diagram(odd, 10);
        assertEquals("    participant node0 as end", lines.get(1));
        assertEquals("    participant node1 as b#59;1", lines.get(2));
        assertEquals("    Note over node0: 1. Shift: phase resting", lines.get(4));
    }

    @Test
    void keywordsAreNoNamesAndNoTwoNodesHaveOne() throws Exception {
        TraceText odd = TraceText.of(TraceText.POLL
                .replace("'a'", "'loop'")
                .replace("'b'", "'node0'")
                .replace("'c'", "'<b>'"));
        ImmutableList<String> nodes = diagram(odd, 10).subList(1, 4);
        assertEquals(
                ImmutableList.of(
                        "    participant node0 as loop",
                        "    participant node1 as node0",
                        "    participant node2 as #lt;b#gt;"),
                nodes);
    }

    @Test
    void aCounterexampleThatIsItsInitialStateSaysWhatItViolates() throws Exception {
        Path module = folder.resolve("Poll.tla");
        Files.writeString(
                module, Files.readString(TraceText.module("Poll")).replace("seen[n] <= 50", "weight[n] <= 5"));
        Files.copy(TraceText.module("Poll").resolveSibling("Poll.cfg"), folder.resolve("Poll.cfg"));
        Path trace = Files.write(
                folder.resolve("poll.ndjson"),
                TraceText.of(TraceText.POLL.replaceFirst("}$", ",'violates':'Modest'}"))
                        .bytes());
        try (SpecificationShelf shelf = new SpecificationShelf(module)) {
            ImmutableList<String> lines = MermaidText.of(ViewedRun.of(ImmutableList.of(trace), shelf), 10);
            assertEquals(
                    ImmutableList.of("    Note over a: the beginning violates Modest"), lines.subList(4, lines.size()));
        }
    }
}
