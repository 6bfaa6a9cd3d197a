package dev.quorate.impl.sim;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.FaultPlan;
import java.util.Collection;
import java.util.function.Function;

/** How a plan looks in the header of a trace: with the initial logs there, enough to run it again. */
final class PlanForm {
    private PlanForm() {}

    static ImmutableMap<String, Value> of(SimulationPlan plan) {
        return ImmutableMap.of("seed", RaftTrace.number(plan.seed()), "faults", faults(plan));
    }

    private static Value faults(SimulationPlan plan) {
        FaultPlan.Rates rates = plan.faults().rates();
        return Value.record(ImmutableMap.<String, Value>builder()
                .put("durationMicros", RaftTrace.number(plan.durationMicros()))
                .put("lossPerMille", Value.of(rates.lossPerMille()))
                .put("duplicationPerMille", Value.of(rates.duplicationPerMille()))
                .put("latePerMille", Value.of(rates.latePerMille()))
                .put("latestMicros", RaftTrace.number(rates.latest()))
                .put("minDelayMicros", RaftTrace.number(rates.minDelay()))
                .put("maxDelayMicros", RaftTrace.number(rates.maxDelay()))
                .put("schedule", sequence(plan.faults().schedule(), PlanForm::fault))
                .buildOrThrow());
    }

    private static Value fault(Fault fault) {
        return Value.record(ImmutableMap.of(
                "at", RaftTrace.number(fault.at()),
                "kind", Value.of(fault.kind().title()),
                "servers", sequence(fault.servers(), Value::of)));
    }

    private static <T> Value sequence(Collection<T> elements, Function<T, Value> form) {
        return new Value.Seq(elements.stream().map(form).collect(ImmutableList.toImmutableList()));
    }
}
