package dev.quorate.conformance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.conformance.history.HistoryGenerator.Settings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryGeneratorTest {
    /** The weakest model that the store with this flaw does not keep, and a type of anomaly that betrays it. */
    private static final Map<Flaw, AnomalyType> SIGNS = new EnumMap<>(Map.of(
            Flaw.STALE_READ, AnomalyType.G_SINGLE_ITEM_REALTIME,
            Flaw.LOST_UPDATE, AnomalyType.INCOMPATIBLE_ORDER,
            Flaw.DIRTY_READ, AnomalyType.G1A,
            Flaw.WRITE_SKEW, AnomalyType.G2_ITEM,
            Flaw.READ_SKEW, AnomalyType.G_SINGLE_ITEM,
            Flaw.SPLIT_BRAIN, AnomalyType.INCOMPATIBLE_ORDER,
            Flaw.DUPLICATE_RETRY, AnomalyType.DUPLICATE_ELEMENTS,
            Flaw.LOST_WRITE, AnomalyType.G0_REALTIME));

    private static HistoryVerdict check(Settings settings) {
        return ListAppend.check(HistoryGenerator.generate(settings), Model.STRICT_SERIALIZABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 100})
    void aSoundStoreHasNoAnomaly(int clients) {
        for (long seed = 0; seed < 10; seed++) {
            HistoryVerdict verdict = check(Settings.sound(seed, 2_000, clients).withOutcomes(0.1, 0.1));
            assertEquals(
                    0, verdict.anomalies().size(), () -> verdict.anomalies().toString());
            assertTrue(verdict.history().count(OperationType.INFO) > 100);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Flaw.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFlawShowsInItsAnomaly(Flaw flaw) {
        HistoryVerdict verdict =
                check(Settings.sound(1, 3_000, 10).withSizes(4, 4, 32).withFlaw(flaw, 60, 100));
        assertFalse(verdict.isValid());
        assertTrue(verdict.counts().containsKey(SIGNS.get(flaw)), () -> flaw + " " + verdict.counts());
    }

    @Test
    void writeSkewIsAllUnderSnapshotIsolation() {
        History history = HistoryGenerator.generate(
                Settings.sound(1, 3_000, 10).withSizes(4, 4, 32).withFlaw(Flaw.WRITE_SKEW, 3_000, 0));
        HistoryVerdict verdict = ListAppend.check(history, Model.SNAPSHOT_ISOLATION);
        assertTrue(verdict.isValid(), () -> verdict.counts().toString());
        assertEquals(Set.of(AnomalyType.G2_ITEM), verdict.counts().keySet());
    }

    @Test
    void theSameSettingsMakeTheSameHistory() {
        Settings settings = Settings.sound(4, 300, 5).withFlaw(Flaw.SPLIT_BRAIN, 20, 10);
        assertEquals(
                HistoryGenerator.generate(settings).operations(),
                HistoryGenerator.generate(settings).operations());
    }
}
