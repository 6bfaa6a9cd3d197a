package dev.quorate.impl.sim;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.DurableState;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.Randomness;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A cluster in virtual time, single-threaded: the same plan gives the same trace, byte for byte, on any JVM. */
public final class Simulation {
    private final SimulationPlan plan;
    private final Agenda agenda = new Agenda();
    private final Casualties casualties = new Casualties();
    private final Chronicle chronicle;
    private final SimulatedNetwork network;
    private final ImmutableSortedMap<String, Machine> machines;

    private Simulation(SimulationPlan plan, Core core, TraceWriter trace) {
        this.plan = plan;
        this.chronicle = new Chronicle(trace, plan.servers(), plan.firstTerm());
        this.network = new SimulatedNetwork(
                plan.faults().rates(), agenda, Randomness.seeded(plan.seed(), "network"), casualties, this::deliver);
        this.machines = ImmutableSortedMap.copyOf(Maps.toMap(
                plan.servers(),
                id -> new Machine(initial(id), core, plan.seed(), agenda, casualties, network, chronicle)));
    }

    /**
     * Runs {@link ElectionCore}.
     *
     * @see #run(SimulationPlan, Core, String, OutputStream)
     */
    public static SimulationResult run(SimulationPlan plan, String specificationSha256, OutputStream trace) {
        return run(plan, new ElectionCore(), specificationSha256, trace);
    }

    /**
     * Runs a core and writes its trace.
     *
     * @param specificationSha256 of the text of {@code RaftElection.tla}, for the header
     * @param trace is closed at the end
     * @throws UncheckedIOException if the trace cannot be written
     * @throws IllegalStateException if the core throws it, or a delivery has no line in the trace
     */
    public static SimulationResult run(SimulationPlan plan, Core core, String specificationSha256, OutputStream trace) {
        try (TraceWriter writer =
                new TraceWriter(trace, RaftTrace.header(specificationSha256, plan.logs(), PlanForm.of(plan)))) {
            return new Simulation(plan, core, writer).run();
        }
    }

    /** As the specification begins: every server a follower without a vote, in the term of the newest log entry. */
    private ServerState initial(String id) {
        return ServerState.recovered(
                id,
                plan.servers(),
                new DurableState(plan.firstTerm(), Optional.empty()),
                plan.logs().get(id));
    }

    private SimulationResult run() {
        plan.faults().schedule().forEach(fault -> agenda.after(fault.at(), () -> inject(fault)));
        machines.values().forEach(Machine::boot);
        agenda.runUntil(plan.durationMicros());
        long deliveries =
                machines.values().stream().mapToLong(Machine::received).sum();
        chronicle.checkEveryDeliveryHasALine(deliveries);
        return new SimulationResult(
                chronicle.elections(),
                casualties.counts(),
                chronicle.events(),
                deliveries,
                chronicle.highestTerm(),
                chronicle.leadership());
    }

    private void deliver(Message message) {
        Machine machine = machines.get(message.to());
        checkState(machine != null, "%s is addressed to nobody", message);
        machine.receive(message);
    }

    private void inject(Fault fault) {
        Set<String> named = Sets.newTreeSet(fault.servers());
        Set<String> rest = Sets.difference(plan.servers(), named);
        switch (fault.kind()) {
            case CRASH -> onEach(named, Machine::crash);
            case RESTART -> onEach(named, Machine::restart);
            case FAILED_WRITE -> onEach(named, Machine::failNextWrite);
            case HEAL -> network.heal();
            case ONE_WAY_CUT -> {
                network.cut(named, rest);
                casualties.add(fault.kind());
            }
            case PARTITION -> {
                network.cut(named, rest);
                network.cut(rest, named);
                casualties.add(fault.kind());
            }
        }
    }

    private void onEach(Set<String> named, Consumer<Machine> action) {
        named.forEach(id -> action.accept(machines.get(id)));
    }
}
