package dev.quorate.impl.sim;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.FaultPlan;
import dev.quorate.impl.world.Healing;
import dev.quorate.impl.world.MessageRates;
import java.util.Collection;
import java.util.function.Function;

/** How a plan looks in the header of a trace: with the initial logs there, enough to run it again. */
final class PlanForm {
    private PlanForm() {}

    static ImmutableMap<String, Value> of(SimulationPlan plan) {
        return ImmutableMap.of("seed", RaftTrace.number(plan.seed()), "faults", faults(plan));
    }

    private static Value faults(SimulationPlan plan) {
        MessageRates rates = plan.faults().rates();
        ImmutableMap.Builder<String, Value> fields = ImmutableMap.<String, Value>builder()
                .put("durationMicros", RaftTrace.number(plan.durationMicros()))
                .put("requests", rates(rates.requests()))
                .put("replies", rates(rates.replies()))
                .put("heldPerMille", Value.of(rates.heldPerMille()))
                .put("longestHoldMicros", RaftTrace.number(rates.longestHold()))
                .put("schedule", sequence(plan.faults().schedule(), PlanForm::fault));
        plan.faults().healing().ifPresent(healing -> fields.put("healing", healing(healing)));
        return Value.record(fields.buildOrThrow());
    }

    private static Value rates(FaultPlan.Rates rates) {
        return Value.record(ImmutableMap.of(
                "lossPerMille", Value.of(rates.lossPerMille()),
                "duplicationPerMille", Value.of(rates.duplicationPerMille()),
                "latePerMille", Value.of(rates.latePerMille()),
                "latestMicros", RaftTrace.number(rates.latest()),
                "minDelayMicros", RaftTrace.number(rates.minDelay()),
                "maxDelayMicros", RaftTrace.number(rates.maxDelay())));
    }

    private static Value fault(Fault fault) {
        return Value.record(ImmutableMap.of(
                "at", RaftTrace.number(fault.at()),
                "lasts", RaftTrace.number(fault.lasts()),
                "kind", Value.of(fault.kind().title()),
                "servers", sequence(fault.servers(), Value::of),
                "detail", RaftTrace.number(fault.detail())));
    }

    private static Value healing(Healing healing) {
        return Value.record(ImmutableMap.of(
                "at", RaftTrace.number(healing.at()), "servers", sequence(healing.servers(), Value::of)));
    }

    private static <T> Value sequence(Collection<T> elements, Function<T, Value> form) {
        return new Value.Seq(elements.stream().map(form).collect(ImmutableList.toImmutableList()));
    }
}
