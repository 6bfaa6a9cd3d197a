package dev.quorate.impl.campaign;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

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
    }

    private final Order order;
    private final Driver.Factory drivers;
    private final Path module;
    private final String sha256;
    private final Path folder;
    private final Tally tally = new Tally();
    private final AtomicInteger filesLeft = new AtomicInteger(MOST_FILES);
    private final AtomicLong next;
    private volatile boolean stopped;

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
     * @throws SpecificationException if the specification cannot be loaded
     * @throws IOException if the trace of a failed seed cannot be written
     */
    public CampaignResult run() throws InterruptedException, SpecificationException, IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int n = 0; n < threads; n++) {
                workers.add(pool.submit(this::work));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
            return tally.soFar();
        } catch (ExecutionException e) {
            Throwables.throwIfInstanceOf(e.getCause(), SpecificationException.class);
            Throwables.throwIfInstanceOf(e.getCause(), IOException.class);
            throw new IllegalStateException("a campaign ended in an unexpected way", e.getCause());
        } finally {
            stop();
            pool.shutdown();
        }
    }

    /** Lets no further seed begin. By any thread. */
    public void stop() {
        stopped = true;
    }

    /** What is known so far. By any thread. */
    public CampaignResult soFar() {
        return tally.soFar();
    }

    private Void work() throws SpecificationException, IOException {
        try (SpecificationShelf shelf = new SpecificationShelf(module)) {
            for (long seed = next.getAndIncrement(); seed <= order.last && !stopped; seed = next.getAndIncrement()) {
                run(order.plan(seed), shelf);
            }
        }
        return null;
    }

    private void run(SimulationPlan plan, SpecificationShelf shelf) throws SpecificationException, IOException {
        Situations seen = new Situations(plan.servers(), plan.firstTerm());
        Trial trial = Trial.of(plan, drivers, shelf, seen::see);
        if (trial.failure().isEmpty()) {
            tally.add(plan, trial.result().orElseThrow(), seen);
        } else {
            tally.add(failed(plan, trial.failure().get(), shelf));
        }
    }

    private FailedSeed failed(SimulationPlan plan, Failure failure, SpecificationShelf shelf)
            throws SpecificationException, IOException {
        if (filesLeft.getAndDecrement() <= 0) {
            return new FailedSeed(plan.seed(), failure, Optional.empty(), Optional.empty());
        }
        Path trace = writeTrace(plan);
        Optional<Scenario> scenario =
                new Minimizer(drivers, shelf).minimize(plan, failure).scenario();
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
            Simulation.run(plan, drivers, trace::write);
        } catch (RuntimeException | AssertionError e) {
            // the trace ends where the program gave up
        }
        return file;
    }
}
