package dev.quorate.conformance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.GoldenFile;
import dev.quorate.conformance.history.HistoryGenerator.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryTextTest {
    private static final int SCREEN = 24;

    private static List<String> text(History history, Model model) {
        return HistoryText.of("h.edn", ListAppend.check(history, model));
    }

    /** Those that show in a short history. */
    @ParameterizedTest
    @EnumSource(
            value = Flaw.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "WRITE_SKEW"})
    void aFlawedHistoryIsExplainedToTheLetter(Flaw flaw) throws IOException {
        History history = HistoryGenerator.generate(
                Settings.sound(8, 80, 6).withSizes(3, 3, 64).withFlaw(flaw, 16, 20));
        GoldenFile.assertIs(
                "histories/" + flaw + ".txt", String.join("\n", text(history, Model.STRICT_SERIALIZABLE)) + "\n");
    }

    @ParameterizedTest
    @EnumSource(value = Flaw.class)
    void anAnomalyFitsOnAScreenHoweverLongTheListsAre(Flaw flaw) {
        HistoryVerdict verdict = ListAppend.check(
                HistoryGenerator.generate(Settings.sound(1, 3_000, 10).withFlaw(flaw, 60, 100)),
                Model.STRICT_SERIALIZABLE);
        for (Anomaly anomaly : verdict.anomalies()) {
            ImmutableList<String> lines = HistoryText.of(anomaly, verdict);
            assertTrue(lines.size() <= SCREEN, () -> String.join("\n", lines));
            lines.forEach(line -> assertTrue(line.length() <= HistoryText.WIDTH, line));
        }
    }

    @Test
    void aLongCycleIsToldByItsBeginAndItsEnd() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add("invoke " + i + " [:append " + i + " 1] [:r " + (i + 1) % 20 + " nil]");
        }
        for (int i = 0; i < 20; i++) {
            lines.add("ok " + i + " [:append " + i + " 1] [:r " + (i + 1) % 20 + " [1]]");
        }
        List<String> text = text(Histories.of(lines.toArray(String[]::new)), Model.STRICT_SERIALIZABLE);
        assertEquals("G1c, a cycle of 20 transactions: each saw the work of the one before, in a circle", text.get(5));
        assertEquals("  ... 11 more; --json has all", text.get(14));
        assertTrue(text.get(15).startsWith("  T20 = "), text.get(15));
        assertTrue(text.get(text.size() - 1).startsWith("  T20 < T1, because T1 read T20's append of 1 to key "));
    }

    @Test
    void aValidHistoryIsToldInOneLineWithItsCounts() {
        History valid = Histories.of("ok! 0 [:append 1 1]", "info! 1 [:r 1 nil]", "fail! 2 [:append 1 2]");
        assertEquals(
                List.of("VALID      h.edn: 3 transactions (1 ok, 1 failed, 1 unknown); no anomaly that"
                        + " strict-serializable forbids"),
                text(valid, Model.STRICT_SERIALIZABLE));
    }

    @Test
    void whatTheModelAllowsIsCountedAndNotExplained() {
        History dirty = Histories.of("fail! 0 [:append 1 1]", "ok! 1 [:r 1 [1]]");
        assertEquals(
                List.of(
                        "VALID      h.edn: 2 transactions (1 ok, 1 failed, 0 unknown); no anomaly that"
                                + " read-uncommitted forbids",
                        "  anomalies  1 G1a (allowed)"),
                text(dirty, Model.READ_UNCOMMITTED));
    }

    @Test
    void namesGiveNoCommandsToATerminal() {
        History garbage = Histories.of("ok! 0 [:r \"a\u001b[31m\" [1]]");
        assertTrue(text(garbage, Model.SERIALIZABLE).stream().noneMatch(line -> line.contains("\u001b")));
    }
}
