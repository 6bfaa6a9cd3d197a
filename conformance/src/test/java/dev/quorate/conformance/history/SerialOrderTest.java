package dev.quorate.conformance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multiset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The checker against a search of all serial orders: never invalid if there is one, and valid only if there is one where
 * every order of appends is known.
 */
class SerialOrderTest {
    private static final ImmutableMap<Model, SerialOrder.Kept> MODELS = ImmutableMap.of(
            Model.STRICT_SERIALIZABLE, SerialOrder.Kept.REAL_TIME,
            Model.STRONG_SESSION_SERIALIZABLE, SerialOrder.Kept.SESSIONS,
            Model.SERIALIZABLE, SerialOrder.Kept.NONE);

    private static final ImmutableList<Flaw> FLAWS = ImmutableList.copyOf(Flaw.values());

    @Test
    void theOracleKnowsAStaleRead() {
        History stale = Histories.of("ok! 0 [:append 1 1]", "ok! 1 [:r 1 []]");
        assertFalse(SerialOrder.exists(stale, SerialOrder.Kept.REAL_TIME));
        assertTrue(SerialOrder.exists(stale, SerialOrder.Kept.SESSIONS));
    }

    /** A small history of a store with some flaw or none, in some of which reads are changed afterwards. */
    private static History random(Random random) {
        Flaw flaw = FLAWS.get(random.nextInt(FLAWS.size()));
        int transactions = 3 + random.nextInt(6);
        History history = HistoryGenerator.generate(
                HistoryGenerator.Settings.sound(random.nextLong(), transactions, 1 + random.nextInt(4))
                        .withSizes(1 + random.nextInt(3), 1 + random.nextInt(4), 64)
                        .withOutcomes(0.08, 0.12)
                        .withFlaw(flaw, random.nextInt(transactions), 0));
        return random.nextInt(3) == 0 ? changed(history, random) : history;
    }

    private static History changed(History history, Random random) {
        HistoryRecorder recorder = new HistoryRecorder(() -> 0);
        for (Operation operation : history.operations()) {
            switch (operation.type()) {
                case INVOKE -> recorder.invoke(operation.process(), operation.value());
                case OK ->
                    recorder.ok(
                            operation.process(),
                            operation.value().stream()
                                    .map(op -> random.nextInt(6) == 0 ? changed(op, random) : op)
                                    .toList());
                case FAIL -> recorder.fail(operation.process());
                case INFO -> recorder.info(operation.process());
            }
        }
        return recorder.history();
    }

    private static MicroOp changed(MicroOp op, Random random) {
        if (op instanceof MicroOp.Read read) {
            List<Atom> list = new ArrayList<>(read.list().orElseThrow());
            switch (random.nextInt(4)) {
                case 0 -> Collections.shuffle(list, random);
                case 1 -> list.add(Atom.of(1 + random.nextInt(9)));
                case 2 -> list = list.subList(0, random.nextInt(list.size() + 1));
                default -> list.remove(list.isEmpty() ? null : list.get(0));
            }
            return MicroOp.read(op.key(), list);
        }
        return op;
    }

    /** Whether it is known of all appends that took effect which came before which. */
    private static boolean isComplete(History history) {
        Map<Atom, Set<Atom>> seen = new HashMap<>();
        for (Operation operation : history.operations()) {
            for (MicroOp op : operation.value()) {
                if (op instanceof MicroOp.Read read) {
                    read.list().ifPresent(list -> seen.computeIfAbsent(op.key(), key -> new HashSet<>())
                            .addAll(list));
                }
            }
        }
        Multiset<Atom> unseen = HashMultiset.create();
        for (int transaction = 0; transaction < history.size(); transaction++) {
            List<MicroOp.Append> hidden = new ArrayList<>();
            int appends = 0;
            for (MicroOp op : history.last(transaction).value()) {
                if (op instanceof MicroOp.Append append) {
                    appends++;
                    if (!seen.getOrDefault(op.key(), Set.of()).contains(append.value())) {
                        hidden.add(append);
                    }
                }
            }
            boolean tookEffect = history.outcome(transaction) == OperationType.OK
                    || (history.outcome(transaction) == OperationType.INFO && hidden.size() < appends);
            if (tookEffect) {
                hidden.forEach(append -> unseen.add(append.key()));
            }
        }
        return unseen.entrySet().stream().allMatch(key -> key.getCount() == 1);
    }

    private static void compare(int histories) {
        Random random = new Random(5);
        int complete = 0;
        int invalid = 0;
        for (int i = 0; i < histories; i++) {
            History history = random(random);
            boolean isComplete = isComplete(history);
            complete += isComplete ? 1 : 0;
            for (Map.Entry<Model, SerialOrder.Kept> model : MODELS.entrySet()) {
                HistoryVerdict verdict = ListAppend.check(history, model.getKey());
                boolean exists = SerialOrder.exists(history, model.getValue());
                invalid += verdict.isValid() ? 0 : 1;
                if (isComplete || !verdict.isValid()) {
                    assertEquals(
                            exists,
                            verdict.isValid(),
                            () -> String.join("\n", HistoryText.of("history", verdict)) + "\n" + history.operations());
                }
            }
        }
        assertTrue(complete > histories / 4, complete + " complete");
        assertTrue(invalid > histories / 2 && invalid < 2 * histories, invalid + " invalid");
    }

    @Test
    void agreesWithASearchOfAllSerialOrders() {
        compare(500);
    }

    @Test
    @Tag("verify")
    void agreesWithASearchOfAllSerialOrdersOnMany() {
        compare(20_000);
    }
}
