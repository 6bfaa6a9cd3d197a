package dev.quorate.impl.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.world.Fault.Kind;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that are drawn: what may be in them. */
class FaultPlanTest {
    private static final long MINUTE = 60_000_000;

    private static FaultPlan draw(long seed, int servers) {
        List<String> ids =
                IntStream.rangeClosed(1, servers).mapToObj(n -> "n" + n).toList();
        return FaultPlan.draw(Randomness.seeded(seed), ids, MINUTE);
    }

    private static List<FaultPlan> plans(int servers) {
        return LongStream.range(0, 300).mapToObj(seed -> draw(seed, servers)).toList();
    }

    @Test
    void sameSeedSamePlan() {
        assertEquals(draw(7, 5), draw(7, 5));
    }

    @Test
    void aboutOnePlanInTenHasNoFaults() {
        long calm = plans(3).stream().filter(FaultPlan.none()::equals).count();
        assertTrue(calm >= 15 && calm <= 50, () -> calm + " of 300");
    }

    @Test
    void everyRateIsZeroInSomePlansAndNotInOthers() {
        List<ToIntFunction<FaultPlan.Rates>> rates = List.of(
                FaultPlan.Rates::lossPerMille, FaultPlan.Rates::duplicationPerMille, FaultPlan.Rates::latePerMille);
        for (ToIntFunction<FaultPlan.Rates> rate : rates) {
            long zeros = plans(3).stream()
                    .filter(plan -> rate.applyAsInt(plan.rates()) == 0)
                    .count();
            assertTrue(zeros >= 60 && zeros <= 240, () -> zeros + " of 300");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 7})
    void whatTheScheduleBreaksItRepairs(int servers) {
        for (FaultPlan plan : plans(servers)) {
            List<Fault> schedule = plan.schedule();
            for (int i = 0; i < schedule.size(); i++) {
                Fault fault = schedule.get(i);
                List<Fault> later = schedule.subList(i + 1, schedule.size());
                assertTrue(fault.at() < MINUTE);
                switch (fault.kind()) {
                    case CRASH, FAILED_WRITE ->
                        assertTrue(later.stream()
                                .anyMatch(f ->
                                        f.kind() == Kind.RESTART && f.servers().containsAll(fault.servers())));
                    case PARTITION, ONE_WAY_CUT -> assertTrue(later.stream().anyMatch(f -> f.kind() == Kind.HEAL));
                    case RESTART, HEAL -> {}
                }
            }
        }
    }

    @Test
    void oneServerCannotBeCutOff() {
        assertTrue(plans(1).stream()
                .flatMap(plan -> plan.schedule().stream())
                .allMatch(f -> f.kind() != Kind.PARTITION && f.kind() != Kind.ONE_WAY_CUT));
    }

    @Test
    void partitionLeavesSomebodyOnEachSide() {
        assertTrue(plans(3).stream()
                .flatMap(plan -> plan.schedule().stream())
                .filter(f -> f.kind() == Kind.PARTITION)
                .allMatch(f -> f.servers().size() < 3));
    }

    @Test
    void scheduleOutOfOrderIsRefused() {
        Fault early = new Fault(1, Kind.HEAL, List.of());
        Fault late = new Fault(2, Kind.HEAL, List.of());
        assertThrows(IllegalArgumentException.class, () -> new FaultPlan(FaultPlan.Rates.NONE, List.of(late, early)));
    }

    @Test
    void faultThatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Fault(0, Kind.CRASH, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Fault(0, Kind.HEAL, List.of("n1")));
        assertThrows(IllegalArgumentException.class, () -> new Fault(-1, Kind.CRASH, List.of("n1")));
        assertThrows(IllegalArgumentException.class, () -> new FaultPlan.Rates(1001, 0, 0, 5, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> new FaultPlan.Rates(0, 0, 0, 5, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> new FaultPlan.Rates(0, 0, 0, 4, 1, 5));
    }
}
