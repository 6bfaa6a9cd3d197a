package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.FaultPlan;
import dev.quorate.impl.world.Healing;
import dev.quorate.impl.world.MessageRates;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Makes a plan simpler, as long as its run fails in the same way: fewer servers, no second phase, fewer faults, a calm
 * network, empty logs.
 */
final class PlanReduction {
    private final Predicate<SimulationPlan> fails;
    private SimulationPlan plan;

    /** @param plan whose run fails */
    PlanReduction(SimulationPlan plan, Predicate<SimulationPlan> fails) {
        this.plan = plan;
        this.fails = fails;
    }

    /** A plan for as few servers as will do, and without a second phase if that will do. */
    SimulationPlan smallest() {
        attempt(PlanReduction::withoutHealing);
        for (String server : plan.servers().descendingSet()) {
            attempt(p -> without(server, p));
        }
        return plan;
    }

    /** A plan of which nothing can be left out any more. */
    SimulationPlan simplest() {
        plan = smallest();
        List<Fault> faults = DeltaDebugging.smallest(
                ImmutableList.copyOf(plan.faults().schedule()),
                schedule -> Optional.of(schedule).filter(s -> fails.test(withSchedule(s, plan))));
        plan = withSchedule(faults, plan);
        attempt(p -> p.withFaults(p.faults().withRates(MessageRates.NONE)));
        attempt(p -> withLogs(ImmutableSortedMap.copyOf(Maps.toMap(p.servers(), s -> LogPosition.EMPTY)), p));
        return plan;
    }

    private void attempt(UnaryOperator<SimulationPlan> simpler) {
        SimulationPlan other;
        try {
            other = simpler.apply(plan);
        } catch (IllegalArgumentException e) {
            return; // there is no such plan: what is healed is no majority any more, say
        }
        if (!other.equals(plan) && fails.test(other)) {
            plan = other;
        }
    }

    private static SimulationPlan withSchedule(List<Fault> schedule, SimulationPlan p) {
        return p.withFaults(p.faults().withSchedule(schedule));
    }

    private static SimulationPlan withLogs(ImmutableSortedMap<String, LogPosition> logs, SimulationPlan p) {
        return new SimulationPlan(p.seed(), p.durationMicros(), p.faults(), logs);
    }

    private static SimulationPlan withoutHealing(SimulationPlan p) {
        long end = p.faults().healing().map(Healing::at).orElse(p.durationMicros());
        List<Fault> schedule =
                p.faults().schedule().stream().filter(fault -> fault.at() < end).toList();
        return new SimulationPlan(
                p.seed(), end, new FaultPlan(p.faults().rates(), schedule, Optional.empty()), p.logs());
    }

    private static SimulationPlan without(String server, SimulationPlan p) {
        FaultPlan faults = p.faults();
        return new SimulationPlan(
                p.seed(),
                p.durationMicros(),
                new FaultPlan(
                        faults.rates(),
                        faults.schedule().stream()
                                .filter(fault -> !fault.servers().equals(List.of(server)))
                                .map(fault -> new Fault(
                                        fault.at(),
                                        fault.lasts(),
                                        fault.kind(),
                                        without(server, fault.servers()),
                                        fault.detail()))
                                .toList(),
                        faults.healing().map(healing -> new Healing(healing.at(), without(server, healing.servers())))),
                ImmutableSortedMap.copyOf(Maps.filterKeys(p.logs(), id -> !id.equals(server))));
    }

    private static List<String> without(String server, List<String> servers) {
        return servers.stream().filter(id -> !id.equals(server)).toList();
    }
}
