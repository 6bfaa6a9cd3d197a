package dev.quorate.impl.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.world.Fault.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that are drawn: what may be in them. */
class FaultPlanTest {
    private static final long MINUTE = 60_000_000;

    private static FaultPlan draw(long seed, int servers) {
        List<String> ids = RaftTrace.ids(servers);
        return FaultPlan.draw(seed, ids, MINUTE);
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
        List<ToIntFunction<MessageRates>> rates = List.of(
                r -> r.requests().lossPerMille(),
                r -> r.replies().lossPerMille(),
                r -> r.requests().duplicationPerMille(),
                r -> r.replies().duplicationPerMille(),
                r -> r.requests().latePerMille(),
                r -> r.replies().latePerMille(),
                MessageRates::heldPerMille);
        for (ToIntFunction<MessageRates> rate : rates) {
            long zeros = plans(3).stream()
                    .filter(plan -> rate.applyAsInt(plan.rates()) == 0)
                    .count();
            assertTrue(zeros >= 60 && zeros <= 240, () -> zeros + " of 300");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindIsInSomePlansAndNotInOthers(Kind kind) {
        long with = plans(5).stream()
                .filter(plan -> plan.schedule().stream().anyMatch(f -> f.kind() == kind))
                .count();
        assertTrue(with >= 75 && with <= 225, () -> with + " of 300");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindHasARateOfItsOwnInEachPlan(Kind kind) {
        long rates = plans(5).stream()
                .map(plan ->
                        plan.schedule().stream().filter(f -> f.kind() == kind).count())
                .distinct()
                .count();
        assertTrue(rates >= 4, () -> "as few as " + rates + " different numbers of them in a plan");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7})
    void faultsBeginBeforeTheEndAndHappenToServersThatAreThere(int servers) {
        for (FaultPlan plan : plans(servers)) {
            for (Fault fault : plan.schedule()) {
                assertTrue(fault.at() < MINUTE);
                assertTrue(fault.servers().stream().allMatch(s -> Integer.parseInt(s.substring(1)) <= servers));
                assertEquals(Set.copyOf(fault.servers()).size(), fault.servers().size());
            }
        }
    }

    @Test
    void longerPlanBeginsAsTheShorterOneOfTheSameSeed() {
        List<String> three = List.of("n1", "n2", "n3");
        for (long seed = 0; seed < 50; seed++) {
            List<Fault> shorter = FaultPlan.draw(seed, three, MINUTE / 2).schedule();
            List<Fault> longer = FaultPlan.draw(seed, three, MINUTE).schedule();
            assertEquals(
                    shorter, longer.stream().filter(f -> f.at() < MINUTE / 2).toList());
        }
    }

    @Test
    void oneServerCannotBeCutOff() {
        Set<Kind> cuts = Set.of(Kind.PARTITION, Kind.ONE_WAY_PARTITION, Kind.BRIDGE, Kind.RING);
        assertTrue(plans(1).stream().flatMap(plan -> plan.schedule().stream()).noneMatch(f -> cuts.contains(f.kind())));
    }

    @Test
    void partitionLeavesSomebodyOnEachSide() {
        assertTrue(plans(3).stream()
                .flatMap(plan -> plan.schedule().stream())
                .filter(f -> f.kind() == Kind.PARTITION)
                .allMatch(f -> f.servers().size() < 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7})
    void aMajorityIsHealedAndEachOfTheRestIsBrokenForEver(int servers) {
        List<String> all = RaftTrace.ids(servers);
        Set<Kind> ways = EnumSet.noneOf(Kind.class);
        for (long seed = 0; seed < 100; seed++) {
            FaultPlan plan = FaultPlan.drawHealed(seed, all, MINUTE, 2 * MINUTE);
            List<String> healed = plan.healing().orElseThrow().servers();
            assertTrue(2 * healed.size() > servers);
            List<Fault> after =
                    plan.schedule().stream().filter(f -> f.at() >= MINUTE).toList();
            Set<String> broken = new TreeSet<>(all);
            healed.forEach(broken::remove);
            assertEquals(
                    broken, after.stream().flatMap(f -> f.servers().stream()).collect(Collectors.toSet()));
            assertTrue(after.stream().allMatch(f -> f.end() > 2 * MINUTE));
            after.forEach(f -> ways.add(f.kind()));
        }
        assertEquals(servers < 3 ? Set.of() : EnumSet.of(Kind.CRASH, Kind.PAUSE, Kind.PARTITION), ways);
    }

    @Test
    void scheduleOutOfOrderIsRefused() {
        Fault early = new Fault(1, 1, Kind.CRASH, List.of("n1"));
        Fault late = new Fault(2, 1, Kind.CRASH, List.of("n1"));
        assertThrows(IllegalArgumentException.class, () -> FaultPlan.none().withSchedule(List.of(late, early)));
    }

    @Test
    void faultOfAServerThatWasHealedIsRefused() {
        Healing healing = new Healing(5, List.of("n1", "n2"));
        List<Fault> ofTheRest = List.of(new Fault(5, 1, Kind.CRASH, List.of("n3")));
        FaultPlan plan = new FaultPlan(MessageRates.NONE, ofTheRest, Optional.of(healing));
        List<Fault> ofAll = List.of(new Fault(6, 1, Kind.CLUSTER_RESTART, List.of()));
        List<Fault> ofOne = List.of(new Fault(6, 1, Kind.CRASH, List.of("n2")));
        assertThrows(IllegalArgumentException.class, () -> plan.withSchedule(ofAll));
        assertThrows(IllegalArgumentException.class, () -> plan.withSchedule(ofOne));
    }

    @Test
    void faultThatCannotBeIsRefused() {
        List<String> one = List.of("n1");
        assertThrows(IllegalArgumentException.class, () -> new Fault(0, 1, Kind.CRASH, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Fault(0, 1, Kind.CLUSTER_RESTART, one));
        assertThrows(IllegalArgumentException.class, () -> new Fault(-1, 1, Kind.CRASH, one));
        assertThrows(IllegalArgumentException.class, () -> new Fault(0, -1, Kind.CRASH, one));
        assertThrows(IllegalArgumentException.class, () -> new Fault(0, 1, Kind.CRASH, one, 1));
        assertThrows(IllegalArgumentException.class, () -> new Fault(0, 1, Kind.CLOCK_RATE, one));
        assertThrows(IllegalArgumentException.class, () -> new FaultPlan.Rates(1001, 0, 0, 5, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> new FaultPlan.Rates(0, 0, 0, 5, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> new FaultPlan.Rates(0, 0, 0, 4, 1, 5));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MessageRates(FaultPlan.Rates.NONE, FaultPlan.Rates.NONE, 1001, 1));
    }
}
