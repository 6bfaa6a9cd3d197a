package dev.quorate.impl.sim;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.FaultPlan;
import java.util.Collection;
import java.util.function.Function;

/** How a plan looks in the header of a trace: with the initial logs there, enough to run it again. */
final class PlanForm {
    private PlanForm() {}

    static ImmutableMap<String, Value> of(SimulationPlan plan) {
        return ImmutableMap.of("seed", number(plan.seed()), "faults", faults(plan));
    }

    private static Value faults(SimulationPlan plan) {
        FaultPlan.Rates rates = plan.faults().rates();
        return Value.record(ImmutableMap.<String, Value>builder()
                .put("durationMicros", number(plan.durationMicros()))
                .put("lossPerMille", Value.of(rates.lossPerMille()))
                .put("duplicationPerMille", Value.of(rates.duplicationPerMille()))
                .put("latePerMille", Value.of(rates.latePerMille()))
                .put("latestMicros", number(rates.latest()))
                .put("minDelayMicros", number(rates.minDelay()))
                .put("maxDelayMicros", number(rates.maxDelay()))
                .put("schedule", sequence(plan.faults().schedule(), PlanForm::fault))
                .buildOrThrow());
    }

    private static Value fault(Fault fault) {
        return Value.record(ImmutableMap.of(
                "at", number(fault.at()),
                "kind", Value.of(fault.kind().title()),
                "servers", sequence(fault.servers(), Value::of)));
    }

    private static <T> Value sequence(Collection<T> elements, Function<T, Value> form) {
        return new Value.Seq(elements.stream().map(form).collect(ImmutableList.toImmutableList()));
    }

    /** An integer, or a string where the 32 bits of the TLA+ tools do not hold it. */
    private static Value number(long number) {
        return Ints.saturatedCast(number) == number ? Value.of(number) : Value.of(Long.toString(number));
    }
}
