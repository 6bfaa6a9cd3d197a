package dev.quorate.impl.campaign;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import com.google.common.io.MoreFiles;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Simulates seeds and judges each step of each, on all cores. Nothing is written but what is wrong.
 *
 * <p>Which core a seed is run on changes nothing: each thread has a specification of its own, and the seeds share
 * nothing else.
 */
public final class Campaign {
    /** A program that is wrong most often is wrong in most seeds. */
    private static final int MOST_FILES = 10;

    /**
     * What to run.
     *
     * @param first seed
     * @param last seed
     * @param servers in each cluster
     * @param seconds of simulated time under faults, for each seed; then comes the healing of a majority
     */
    public record Order(long first, long last, int servers, int seconds) {
        /** The plan of a seed. */
        public SimulationPlan plan(long seed) {
            return SimulationPlan.campaign(seed, servers, seconds);
        }

        /** How many there are. */
        public long seeds() {
            return last - first + 1;
        }

        /** The names of the actions that can be taken: in a cluster of one nothing is received. */
        private ImmutableSet<String> possible(Collection<ActionShape> actions) {
            return actions.stream()
                    .filter(action -> servers > 1 || action.received().isEmpty())
                    .map(ActionShape::name)
                    .collect(ImmutableSet.toImmutableSet());
        }
    }

    private final Order order;
    private final Driver.Factory drivers;
    private final Path module;
    private final String sha256;
    private final Path folder;
    private final Tally tally = new Tally();
    private final AtomicInteger filesLeft = new AtomicInteger(MOST_FILES);
    private final AtomicLong next;

    /**
     * A campaign that has not begun.
     *
     * @param module to judge by
     * @param sha256 of its text, for the traces of failed seeds
     * @param folder for what is written
     */
    public Campaign(Order order, Driver.Factory drivers, Path module, String sha256, Path folder) {
        this.order = order;
        this.drivers = drivers;
        this.module = module;
        this.sha256 = sha256;
        this.folder = folder;
        this.next = new AtomicLong(order.first);
    }

    /**
     * Runs all seeds.
     *
     * @param stop is asked whether to end early; a seed in the middle of its run is not counted then
     * @throws SpecificationException if the specification cannot be loaded
     * @throws IOException if the trace of a failed seed cannot be written
     */
    public CampaignResult run(BooleanSupplier stop) throws InterruptedException, SpecificationException, IOException {
        AllCores.run(goOn -> work(() -> goOn.getAsBoolean() && !stop.getAsBoolean()));
        return tally.soFar();
    }

    /** What is known so far; what of the specification was exercised is known at the end. By any thread. */
    public CampaignResult soFar() {
        return tally.soFar();
    }

    private void work(BooleanSupplier goOn) throws SpecificationException, IOException {
        try (SpecificationShelf shelf = new SpecificationShelf(module)) {
            Specification specification = shelf.forTrace(Simulation.header(order.plan(order.first), sha256));
            ImmutableSet<String> actions =
                    order.possible(specification.actions().values());
            tally.expect(actions);
            for (long seed = next.getAndIncrement();
                    seed <= order.last && goOn.getAsBoolean();
                    seed = next.getAndIncrement()) {
                run(order.plan(seed), shelf, goOn);
            }
            tally.add(specification.coverage().of(actions));
        }
    }

    private void run(SimulationPlan plan, SpecificationShelf shelf, BooleanSupplier goOn)
            throws SpecificationException, IOException {
        Situations seen = new Situations(plan.servers(), plan.firstTerm());
        Multiset<String> actions = HashMultiset.create();
        try {
            Trial trial = Trial.of(plan, drivers, shelf, step -> {
                if (!goOn.getAsBoolean()) {
                    throw new CancellationException();
                }
                seen.see(step);
                actions.add(step.action());
            });
            if (trial.failure().isEmpty()) {
                tally.add(plan, trial.result().orElseThrow(), actions, seen);
            } else {
                tally.add(failed(plan, trial.failure().get(), shelf, goOn));
            }
        } catch (CancellationException e) {
            // nobody asks for this seed any more
        }
    }

    /** What failed is told even if nobody waits for the files any more. */
    private FailedSeed failed(SimulationPlan plan, Failure failure, SpecificationShelf shelf, BooleanSupplier goOn)
            throws SpecificationException, IOException {
        FailedSeed alone = new FailedSeed(plan.seed(), failure, Optional.empty(), Optional.empty());
        if (filesLeft.getAndDecrement() <= 0) {
            return alone;
        }
        try {
            return reduced(plan, failure, shelf, goOn);
        } catch (CancellationException e) {
            return alone;
        }
    }

    private FailedSeed reduced(SimulationPlan plan, Failure failure, SpecificationShelf shelf, BooleanSupplier goOn)
            throws SpecificationException, IOException {
        Path trace = writeTrace(plan);
        Optional<Scenario> scenario = new Minimizer(drivers, shelf, goOn).minimize(plan, failure);
        Optional<Path> file = Optional.empty();
        if (scenario.isPresent()) {
            file = Optional.of(folder.resolve("seed-" + plan.seed() + ".scenario"));
            Conversation conversation = Conversation.of(scenario.get(), drivers, shelf);
            Files.write(
                    file.get(),
                    ImmutableList.<String>builder()
                            .add("# Of seed " + plan.seed() + ", " + order.servers + " servers, " + order.seconds
                                    + " s: " + failure.story())
                            .addAll(conversation.lines())
                            .build());
        }
        return new FailedSeed(plan.seed(), failure, Optional.of(trace), file);
    }

    private Path writeTrace(SimulationPlan plan) throws IOException {
        Path file = folder.resolve("seed-" + plan.seed() + ".ndjson");
        MoreFiles.createParentDirectories(file);
        try (TraceWriter trace = new TraceWriter(
                new BufferedOutputStream(Files.newOutputStream(file)), Simulation.header(plan, sha256))) {
            runToItsEnd(plan, trace);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return file;
    }

    /** The trace ends where the program gives up. */
    private void runToItsEnd(SimulationPlan plan, TraceWriter trace) {
        try {
            Simulation.run(plan, drivers, trace::write);
        } catch (UncheckedIOException e) { // of the trace
            throw e;
        } catch (RuntimeException | AssertionError e) {
            // is the failure that the trace is written for
        }
    }
}
