package dev.quorate.conformance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HistoryRecorderTest {
    private final AtomicLong clock = new AtomicLong();
    private final HistoryRecorder recorder = new HistoryRecorder(() -> clock.addAndGet(5));

    @Test
    void recordsWhatClientsAskedForAndWereTold() {
        recorder.invoke(0, List.of(MicroOp.append(1, 7), MicroOp.read(Atom.keyword("x"))));
        recorder.invoke(1, List.of(MicroOp.append(1, 8)));
        recorder.fail(1);
        recorder.ok(0, List.of(MicroOp.append(1, 7), MicroOp.read(Atom.keyword("x"), List.of(Atom.of("a")))));
        recorder.invoke(1, List.of(MicroOp.read(1)));
        recorder.info(1);
        History history = recorder.history();
        assertEquals(
                List.of(
                        "{:index 0 :type :invoke :process 0 :value [[:append 1 7] [:r :x nil]]}",
                        "{:index 1 :type :invoke :process 1 :value [[:append 1 8]]}",
                        "{:index 2 :type :fail :process 1 :value [[:append 1 8]]}",
                        "{:index 3 :type :ok :process 0 :value [[:append 1 7] [:r :x [\"a\"]]]}",
                        "{:index 4 :type :invoke :process 1 :value [[:r 1 nil]]}",
                        "{:index 5 :type :info :process 1 :value [[:r 1 nil]]}"),
                history.operations().stream().map(Operation::toString).toList());
        assertEquals(30, history.operations().get(5).time());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        recorder.invoke(0, List.of(MicroOp.append(1, 1)));
        assertThrows(IllegalStateException.class, () -> recorder.invoke(0, List.of()));
        assertThrows(IllegalStateException.class, () -> recorder.ok(1, List.of()));
        assertThrows(IllegalStateException.class, () -> recorder.ok(0, List.of(MicroOp.append(1, 2))));
        recorder.history();
        assertThrows(IllegalStateException.class, () -> recorder.fail(0));
    }
}
