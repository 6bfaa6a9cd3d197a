package dev.quorate.impl.sim;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.Healing;
import dev.quorate.impl.world.Timing;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/** A cluster in virtual time, single-threaded: the same plan gives the same trace, byte for byte, on any JVM. */
public final class Simulation {
    /** A leader that stays for so many microseconds is taken to stay. */
    static final long LONG_ENOUGH = 25 * Timing.COURSE.electionMax();

    private static final long SECOND = 1_000_000;

    private final SimulationPlan plan;
    private final Agenda agenda = new Agenda();
    private final Casualties casualties = new Casualties();
    private final Optional<RecoveryWatch> watch;
    private final Chronicle chronicle;
    private final SimulatedNetwork network;
    private final ImmutableMap<String, Machine> machines;

    private Simulation(SimulationPlan plan, Driver.Factory drivers, Consumer<TraceEvent> trace) {
        this.plan = plan;
        this.watch = plan.faults().healing().map(healing -> new RecoveryWatch(healing, plan.firstTerm()));
        this.chronicle =
                new Chronicle(watch.map(w -> trace.andThen(w::add)).orElse(trace), plan.servers(), plan.firstTerm());
        this.network = new SimulatedNetwork(
                plan.servers(), plan.faults().rates(), plan.seed(), agenda, casualties, this::deliver);
        this.machines = Maps.toMap(
                plan.servers(),
                id -> new Machine(
                        ServerState.initial(id, plan.logs()),
                        drivers,
                        plan.seed(),
                        agenda,
                        casualties,
                        network,
                        chronicle::write));
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
        try (TraceWriter writer = new TraceWriter(trace, header(plan, specificationSha256))) {
            return run(plan, Server.with(core), writer::write);
        }
    }

    /**
     * Runs servers and hands on each step.
     *
     * @param drivers make the servers
     * @param trace takes the steps, in the order in which they happen; what it throws ends the run
     * @throws IllegalStateException if a core throws it, or a delivery has no line in the trace
     */
    public static SimulationResult run(SimulationPlan plan, Driver.Factory drivers, Consumer<TraceEvent> trace) {
        return new Simulation(plan, drivers, trace).run();
    }

    /**
     * What a trace of a plan begins with.
     *
     * @param specificationSha256 of the text of {@code RaftElection.tla}
     */
    public static TraceHeader header(SimulationPlan plan, String specificationSha256) {
        return RaftTrace.header(specificationSha256, plan.logs(), PlanForm.of(plan));
    }

    private SimulationResult run() {
        plan.faults().healing().ifPresent(healing -> agenda.at(healing.at(), () -> heal(healing)));
        plan.faults().schedule().forEach(fault -> agenda.at(fault.at(), () -> inject(fault)));
        machines.values().forEach(Machine::boot);
        letTimePass();
        long deliveries =
                machines.values().stream().mapToLong(Machine::received).sum();
        chronicle.checkEveryDeliveryHasALine(deliveries);
        return new SimulationResult(
                chronicle.elections(),
                casualties.counts(),
                chronicle.events(),
                deliveries,
                chronicle.highestTerm(),
                watch.map(RecoveryWatch::recovery),
                agenda.micros(),
                chronicle.leadership());
    }

    /** To the end of the plan, or until it is clear what comes of the healing. */
    private void letTimePass() {
        while (agenda.micros() < plan.durationMicros()
                && watch.filter(w -> w.isDecided(agenda.micros(), LONG_ENOUGH)).isEmpty()) {
            agenda.runUntil(Math.min(plan.durationMicros(), agenda.micros() + SECOND));
        }
    }

    private void deliver(Message message) {
        machines.get(message.to()).receive(message);
    }

    private void inject(Fault fault) {
        switch (fault.kind()) {
            case PARTITION, ONE_WAY_PARTITION, BRIDGE, RING -> {
                agenda.at(fault.end(), network.cut(Cuts.of(fault, plan.servers())));
                casualties.add(fault.kind());
            }
            case CLUSTER_RESTART -> {
                machines.values().forEach(machine -> machine.suffer(fault));
                casualties.add(fault.kind());
            }
            default -> fault.servers().forEach(server -> machines.get(server).suffer(fault));
        }
    }

    private void heal(Healing healing) {
        network.heal();
        healing.servers().forEach(server -> machines.get(server).heal());
    }
}
