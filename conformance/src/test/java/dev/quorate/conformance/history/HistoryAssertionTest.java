package dev.quorate.conformance.history;

import static dev.quorate.conformance.history.HistoryAssertion.assertThatHistory;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HistoryAssertionTest {
    private static final History STALE_READ = Histories.of("ok! 0 [:append 1 1]", "ok! 1 [:r 1 []]");

    @Test
    void whatHoldsLetsTheTestGoOn() {
        assertThatHistory(STALE_READ).isSerializable().isSnapshotIsolated().isReadCommitted();
        assertThatHistory(Histories.of()).isStrictSerializable();
    }

    @Test
    void whatDoesNotHoldFailsWithTheExplanation() {
        AssertionError e = assertThrows(
                AssertionError.class, () -> assertThatHistory(STALE_READ).isStrictSerializable());
        assertEquals("""
                INVALID    the history is not strict-serializable
                  history    2 transactions (2 ok, 0 failed, 0 unknown)
                  refutes    strong-snapshot-isolation, and what is stronger
                  anomalies  1 G-single-item-realtime

                G-single-item-realtime, a cycle of 2 transactions: a stale read, or the like
                  T1 = {:index 3 :type :ok :process 1 :value [[:r 1 []]]}
                  T2 = {:index 1 :type :ok :process 0 :value [[:append 1 1]]}
                  T1 < T2, because T1 read key 1 while it was empty, and T2 appended 1 to it
                  T2 < T1, because T2 completed at index 1, before T1 was invoked at index 2: a contradiction""", e.getMessage());
        assertThrows(
                AssertionError.class, () -> assertThatHistory(STALE_READ).satisfies(Model.STRONG_SNAPSHOT_ISOLATION));
    }
}
