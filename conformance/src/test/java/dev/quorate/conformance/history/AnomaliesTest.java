package dev.quorate.conformance.history;

import static dev.quorate.conformance.history.Model.READ_COMMITTED;
import static dev.quorate.conformance.history.Model.SERIALIZABLE;
import static dev.quorate.conformance.history.Model.SNAPSHOT_ISOLATION;
import static dev.quorate.conformance.history.Model.STRICT_SERIALIZABLE;
import static dev.quorate.conformance.history.Model.STRONG_SESSION_SERIALIZABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A small history for each anomaly: what it is called, which models it refutes, and how it is told. */
class AnomaliesTest {
    /** Three that run at the same time, so that real time decides nothing between them. */
    private static History concurrent(String first, String second, String third) {
        return Histories.of(
                "invoke 0 " + unread(first),
                "invoke 1 " + unread(second),
                "invoke 2 " + unread(third),
                "ok 0 " + first,
                "ok 1 " + second,
                "ok 2 " + third);
    }

    private static String unread(String transaction) {
        return transaction.replaceAll("(:r \\S+) \\[[^]]*]", "$1 nil");
    }

    private static HistoryVerdict check(History history) {
        return ListAppend.check(history, STRICT_SERIALIZABLE);
    }

    private static void assertFound(HistoryVerdict verdict, String types, String refuted) {
        assertEquals(types, verdict.counts().toString());
        assertEquals(refuted, verdict.weakestRefuted().toString());
    }

    private static List<String> words(HistoryVerdict verdict, int anomaly) {
        return HistoryText.of(verdict.anomalies().get(anomaly), verdict);
    }

    @Test
    void aHistoryWithoutAnyDependencyIsValid() {
        assertTrue(check(Histories.of("ok! 0 [:append 1 1]", "ok! 1 [:append 2 1]"))
                .isValid());
        assertTrue(check(Histories.of()).isValid());
    }

    @Test
    void g0_appendsInACircle() {
        History history =
                concurrent("[:append 1 1] [:append 2 1]", "[:append 1 2] [:append 2 2]", "[:r 1 [1 2]] [:r 2 [2 1]]");
        assertFound(check(history), "{G0=1}", "[read-uncommitted]");
        assertEquals(
                List.of(
                        "G0, a cycle of 2 transactions: appends in a circle",
                        "  T1 = {:index 3 :type :ok :process 0 :value [[:append 1 1] [:append 2 1]]}",
                        "  T2 = {:index 4 :type :ok :process 1 :value [[:append 1 2] [:append 2 2]]}",
                        "  T1 < T2, because T2 appended 2 to key 1 after T1 appended 1",
                        "  T2 < T1, because T1 appended 1 to key 2 after T2 appended 2: a contradiction"),
                words(check(history), 0));
    }

    @Test
    void g1c_eachReadsTheOther() {
        History history = concurrent("[:append 1 1] [:r 2 [1]]", "[:append 2 1] [:r 1 [1]]", "[:append 3 1]");
        assertFound(check(history), "{G1c=1}", "[read-committed]");
        assertEquals(
                "  T1 < T2, because T2 read T1's append of 1 to key 1",
                words(check(history), 0).get(3));
    }

    @Test
    void gSingle_readSkew() {
        History history = concurrent("[:append 1 1] [:append 2 1]", "[:r 1 [1]] [:r 2 []]", "[:append 3 1]");
        assertFound(check(history), "{G-single-item=1}", "[consistent-view, repeatable-read]");
        assertEquals(
                List.of(
                        "G-single-item, a cycle of 2 transactions: read skew, or the like",
                        "  T1 = {:index 4 :type :ok :process 1 :value [[:r 1 [1]] [:r 2 []]]}",
                        "  T2 = {:index 3 :type :ok :process 0 :value [[:append 1 1] [:append 2 1]]}",
                        "  T1 < T2, because T1 read key 2 while it was empty, and T2 appended 1 to it",
                        "  T2 < T1, because T1 read T2's append of 1 to key 1: a contradiction"),
                words(check(history), 0));
        assertTrue(ListAppend.check(history, READ_COMMITTED).isValid());
        assertFalse(ListAppend.check(history, SNAPSHOT_ISOLATION).isValid());
    }

    @Test
    void gNonadjacent_longFork() {
        History history = Histories.of(
                "invoke 0 [:append 1 1]",
                "invoke 1 [:append 2 1]",
                "invoke 2 [:r 1 nil] [:r 2 nil]",
                "invoke 3 [:r 1 nil] [:r 2 nil]",
                "ok 0 [:append 1 1]",
                "ok 1 [:append 2 1]",
                "ok 2 [:r 1 [1]] [:r 2 []]",
                "ok 3 [:r 1 []] [:r 2 [1]]");
        assertFound(check(history), "{G-nonadjacent-item=1}", "[repeatable-read, snapshot-isolation]");
    }

    @Test
    void g2_writeSkew() {
        History history = concurrent("[:r 1 []] [:append 2 1]", "[:r 2 []] [:append 1 1]", "[:append 3 1]");
        assertFound(check(history), "{G2-item=1}", "[repeatable-read]");
        assertTrue(ListAppend.check(history, SNAPSHOT_ISOLATION).isValid());
        assertFalse(ListAppend.check(history, SERIALIZABLE).isValid());
    }

    @Test
    void gSingleRealtime_staleRead() {
        History history = Histories.of("ok! 0 [:append 1 1]", "ok! 1 [:r 1 []]");
        assertFound(check(history), "{G-single-item-realtime=1}", "[strong-snapshot-isolation]");
        assertEquals(
                List.of(
                        "  T1 < T2, because T1 read key 1 while it was empty, and T2 appended 1 to it",
                        "  T2 < T1, because T2 completed at index 1, before T1 was invoked at index 2: a contradiction"),
                words(check(history), 0).subList(3, 5));
        assertTrue(ListAppend.check(history, SERIALIZABLE).isValid());
    }

    @Test
    void gSingleProcess_doesNotSeeItsOwnWrite() {
        History history = Histories.of("ok! 0 [:append 1 1]", "ok! 0 [:r 1 []]");
        HistoryVerdict verdict = ListAppend.check(history, STRONG_SESSION_SERIALIZABLE);
        assertFound(verdict, "{G-single-item-process=1}", "[strong-session-snapshot-isolation]");
        assertEquals(
                "  T2 < T1, because process 0 did T2 before T1: a contradiction",
                words(verdict, 0).get(4));
        History others = Histories.of("ok! 0 [:append 1 1]", "ok! 1 [:r 1 []]");
        assertTrue(ListAppend.check(others, STRONG_SESSION_SERIALIZABLE).isValid());
    }

    @Test
    void g0Realtime_appendsAgainstTheOrderOfTime() {
        assertFound(
                check(Histories.of("ok! 0 [:append 1 1]", "ok! 0 [:append 1 2]", "ok! 0 [:r 1 [2 1]]")),
                "{G0-realtime=1}",
                "[strong-read-uncommitted]");
    }

    @Test
    void g1cRealtime_readsWhatIsAppendedLater() {
        assertFound(
                check(Histories.of("ok! 1 [:r 1 [1]]", "ok! 0 [:append 1 1]")),
                "{G1c-realtime=1}",
                "[strong-read-committed]");
    }

    @Test
    void g2Realtime_cycleOfTwoAdjacentAntiDependenciesAndTime() {
        History skew = Histories.of(
                "invoke 0 [:r 1 nil] [:r 4 nil]",
                "invoke 1 [:append 1 1] [:r 2 nil]",
                "invoke 2 [:append 2 1]",
                "ok 2 [:append 2 1]",
                "invoke 3 [:append 4 1]",
                "ok 3 [:append 4 1]",
                "ok 0 [:r 1 []] [:r 4 [1]]",
                "ok 1 [:append 1 1] [:r 2 []]");
        assertFound(check(skew), "{G2-item-realtime=1}", "[strict-serializable]");
    }

    @Test
    void gNonadjacentRealtime_longForkAcrossTime() {
        History history = Histories.of(
                "invoke 0 [:r 1 nil] [:r 2 nil]",
                "invoke 1 [:append 2 1]",
                "ok! 2 [:append 1 1]",
                "ok! 3 [:r 2 []]",
                "ok 1 [:append 2 1]",
                "ok 0 [:r 1 []] [:r 2 [1]]");
        assertFound(check(history), "{G-nonadjacent-item-realtime=1}", "[strong-snapshot-isolation]");
    }

    @Test
    void g1a_readOfAFailedAppend() {
        HistoryVerdict verdict = check(Histories.of("fail! 0 [:append 1 1]", "ok! 1 [:r 1 [1]]", "ok! 2 [:r 1 [1]]"));
        assertFound(verdict, "{G1a=1}", "[read-committed]");
        assertEquals(
                List.of(
                        "G1a of key 1",
                        "  T1 = {:index 3 :type :ok :process 1 :value [[:r 1 [1]]]}",
                        "  T2 = {:index 1 :type :fail :process 0 :value [[:append 1 1]]}",
                        "  T1 read T2's append of 1 to key 1, and T2 failed (2 reads in all)"),
                words(verdict, 0));
    }

    @Test
    void g1b_readOfAnIntermediateState() {
        HistoryVerdict verdict = check(concurrent("[:append 1 1] [:append 1 2]", "[:r 1 [1]]", "[:append 2 1]"));
        assertEquals("{G-single-item=1, G1b=1}", verdict.counts().toString());
        assertEquals(
                "  T1 read key 1 as T2's append of 1 left it, and T2 appended more to it",
                words(verdict, 1).get(3));
    }

    @Test
    void g1b_aTransactionMayReadItsOwnBegin() {
        assertTrue(check(Histories.of("ok! 0 [:append 1 1] [:r 1 [1]] [:append 1 2] [:r 1 [1 2]]"))
                .isValid());
    }

    @Test
    void internal_readsNotWhatItAppended() {
        HistoryVerdict verdict = check(Histories.of("ok! 0 [:append 1 1] [:r 1 [2]]", "ok! 1 [:append 1 2]"));
        assertTrue(verdict.counts().containsKey(AnomalyType.INTERNAL));
        assertEquals(
                "T1 read [2] of key 1, which by its own steps before must be [... 1]",
                ofType(verdict, AnomalyType.INTERNAL).words());
    }

    @Test
    void internal_readsTwoStates() {
        HistoryVerdict verdict = check(concurrent("[:r 1 []] [:r 1 [1]]", "[:append 1 1]", "[:append 2 1]"));
        assertTrue(verdict.counts().containsKey(AnomalyType.INTERNAL));
        assertEquals(
                "T1 read [1] of key 1, which by its own steps before must be []",
                ofType(verdict, AnomalyType.INTERNAL).words());
        HistoryVerdict appended = check(Histories.of("ok! 0 [:r 1 []] [:append 1 1] [:r 1 []]"));
        assertEquals("{internal=1}", appended.counts().toString());
    }

    private static Anomaly ofType(HistoryVerdict verdict, AnomalyType type) {
        return verdict.anomalies().stream()
                .filter(a -> a.type() == type)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void futureRead_readsWhatItAppendsLater() {
        HistoryVerdict verdict = check(Histories.of("ok! 0 [:r 1 [1]] [:append 1 1]"));
        assertFound(verdict, "{future-read=1}", "[read-committed]");
        assertEquals(
                "T1 read 1 of key 1 before it appended it",
                verdict.anomalies().get(0).words());
    }

    @Test
    void incompatibleOrder_neitherIsABeginningOfTheOther() {
        HistoryVerdict verdict =
                check(concurrent("[:append 1 1] [:append 1 2] [:append 1 3]", "[:r 1 [1 2]]", "[:r 1 [1 3 2]]"));
        Anomaly anomaly = ofType(verdict, AnomalyType.INCOMPATIBLE_ORDER);
        assertEquals(
                List.of(
                        "incompatible-order of key 1",
                        "  T1 = {:index 4 :type :ok :process 1 :value [[:r 1 [1 2]]]}",
                        "  T2 = {:index 5 :type :ok :process 2 :value [[:r 1 [1 3 2]]]}",
                        "  T1 read 2 and T2 read 3 at place 2 of key 1: neither list is a beginning of the other",
                        "   reads from index   to index  list of key 1, after 1 that agree",
                        "       1          4          4  2*",
                        "       1          5          5  3 2"),
                HistoryText.of(anomaly, verdict));
        assertTrue(Model.refutedBy(Set.of(AnomalyType.INCOMPATIBLE_ORDER)).contains(READ_COMMITTED));
    }

    @Test
    void duplicateElements_readsOneTwice() {
        HistoryVerdict verdict = check(Histories.of("ok! 0 [:append 1 1]", "ok! 1 [:r 1 [1 1]]"));
        assertFound(verdict, "{duplicate-elements=1}", "[read-uncommitted]");
        assertEquals("T1 read 1 twice in key 1", verdict.anomalies().get(0).words());
    }

    @Test
    void dirtyUpdate_committedAfterAborted() {
        HistoryVerdict verdict =
                check(Histories.of("fail! 0 [:append 1 1]", "ok! 1 [:append 1 2]", "ok! 2 [:r 1 [1 2]]"));
        assertFound(verdict, "{dirty-update=1, G1a=1}", "[read-committed]");
        assertEquals(
                "T2 appended 2 to key 1 after T1's append of 1, and T1 failed",
                verdict.anomalies().get(0).words());
    }

    @Test
    void lostUpdate_bothAppendToWhatBothRead() {
        HistoryVerdict verdict =
                check(concurrent("[:r 1 []] [:append 1 1]", "[:r 1 []] [:append 1 2]", "[:append 2 1]"));
        assertEquals("{lost-update=1, G2-item=1}", verdict.counts().toString());
        assertEquals(
                "T1 and T2 each read key 1 as empty and then appended to it, as if the others had not",
                verdict.anomalies().get(0).words());
        assertTrue(verdict.weakestRefuted().contains(Model.CURSOR_STABILITY));
    }

    @Test
    void garbageRead_ofWhatNobodyWrote() {
        HistoryVerdict verdict = check(Histories.of("ok! 0 [:append 1 1]", "ok! 1 [:r 1 [1 7]]"));
        assertFound(verdict, "{garbage-read=1}", "[read-committed]");
        assertEquals(
                "T1 read 7 in key 1, which nobody appended",
                verdict.anomalies().get(0).words());
    }

    @Test
    void whatHasAnUnknownOutcomeMayHappenLaterOrNever() {
        assertTrue(check(Histories.of("info! 0 [:append 1 1]", "ok! 1 [:r 1 []]", "ok! 1 [:r 1 [1]]"))
                .isValid());
        assertTrue(
                check(Histories.of("info! 0 [:append 1 1]", "ok! 1 [:r 1 []]")).isValid());
        assertTrue(check(Histories.of("invoke 0 [:append 1 1]", "ok! 1 [:r 1 [1]]"))
                .isValid());
    }

    @Test
    void whatHasAnUnknownOutcomeHappensAfterItsInvocation() {
        assertFound(
                check(Histories.of("ok! 1 [:r 1 [1]]", "info! 0 [:append 1 1]")),
                "{G1c-realtime=1}",
                "[strong-read-committed]");
    }

    @Test
    void appendsThatNobodySawComeAfterAllThatWasSeen() {
        assertFound(
                check(Histories.of(
                        "ok! 0 [:append 1 1]", "ok! 0 [:append 1 2]", "ok! 0 [:append 1 3]", "ok! 1 [:r 1 [1]]")),
                "{G-single-item-realtime=1}",
                "[strong-snapshot-isolation]");
    }

    @Test
    void ofImpliedTypesOnlyTheWorstIsTold() {
        assertTrue(AnomalyType.G0.implied().contains(AnomalyType.G1C_REALTIME));
        assertTrue(AnomalyType.G_SINGLE_ITEM.implied().contains(AnomalyType.G2_ITEM_REALTIME));
        for (Model model : Model.values()) {
            for (AnomalyType type : AnomalyType.values()) {
                for (AnomalyType implied : type.implied()) {
                    assertTrue(!model.forbids(implied) || model.forbids(type), model + " " + type + " " + implied);
                }
            }
        }
    }
}
