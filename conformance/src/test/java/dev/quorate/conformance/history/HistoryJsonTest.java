package dev.quorate.conformance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quorate.conformance.history.HistoryGenerator.Settings;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {
    private static String json(History history) {
        return HistoryJson.of("h.edn", ListAppend.check(history, Model.STRICT_SERIALIZABLE));
    }

    @Test
    void theWholeVerdictIsThereInOneLine() {
        History history = Histories.of("ok! 0 [:append 1 1]", "ok! 1 [:r 1 []]", "fail! 2 [:append 1 2]");
        String expected = """
                {"file":"h.edn","valid":false,"model":"strict-serializable",
                "transactions":{"ok":2,"fail":1,"info":0},
                "anomaly-types":{"G-single-item-realtime":1},
                "not":["strong-snapshot-isolation"],"also-not":["strict-serializable"],
                "anomalies":[{"type":"G-single-item-realtime","severity":2,"forbidden":true,
                "transactions":[
                {"name":"T1","operation":{"type":"ok","f":"txn","value":[["r",1,[]]],"process":1,"index":3}},
                {"name":"T2","operation":{"type":"ok","f":"txn","value":[["append",1,1]],"process":0,"index":1}}],
                "component":2,
                "cycle":[
                {"from":"T1","to":"T2","kind":"rw",
                "because":"T1 read key 1 while it was empty, and T2 appended 1 to it"},
                {"from":"T2","to":"T1","kind":"realtime",
                "because":"T2 completed at index 1, before T1 was invoked at index 2"}]}]}
                """.replace("\n", "");
        assertEquals(expected, json(history));
    }

    @Test
    void theSameHistoryGivesTheSameBytes() {
        Settings settings = Settings.sound(2, 2_000, 10).withFlaw(Flaw.SPLIT_BRAIN, 50, 100);
        assertEquals(json(HistoryGenerator.generate(settings)), json(HistoryGenerator.generate(settings)));
    }
}
