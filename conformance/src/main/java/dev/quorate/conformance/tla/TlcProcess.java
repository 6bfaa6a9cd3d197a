package dev.quorate.conformance.tla;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.math.IntMath;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Runs TLC on a model, as what the model must show asks. Each child has its own temporary folder, since TLC unpacks
 * standard modules there, and works on a copy of the modules, since newer editions write beside them.
 */
public final class TlcProcess {
    private final Path work;
    private final TlcSettings settings;

    /**
     * TLC with its own files, as it comes with this program.
     *
     * @param work a folder for what TLC writes; emptied by each run
     */
    public TlcProcess(Path work, int workers) {
        this(work, TlcSettings.of(workers));
    }

    /** The same, with other settings. */
    public TlcProcess(Path work, TlcSettings settings) {
        this.work = work.toAbsolutePath();
        this.settings = settings;
    }

    /**
     * Runs a model to its end.
     *
     * @param progress told the number of states, whenever TLC prints it; of a model that must be refuted, the number
     *     of names done
     * @throws SpecificationException if TLC gave no answer: the model is broken, the memory did not suffice, or
     *     something ended TLC
     * @throws InterruptedException if the thread is interrupted; TLC is ended then
     */
    public ModelResult run(Model model, LongConsumer progress)
            throws IOException, SpecificationException, InterruptedException {
        WorkFolder.delete(work);
        Files.createDirectories(work);
        copyModules(model, modules());
        long start = System.nanoTime();
        try {
            ImmutableList<TlcRun> runs = runs(model, progress);
            return new ModelResult(model, Duration.ofNanos(System.nanoTime() - start), runs);
        } finally {
            WorkFolder.delete(modules());
        }
    }

    private Path modules() {
        return work.resolve("modules");
    }

    /** Newer editions of TLC write beside the modules. */
    static void copyModules(Model model, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(model.folder())) {
            for (Path file : files.filter(file -> file.toString().matches(".*\\.(tla|cfg)"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private ImmutableList<TlcRun> runs(Model model, LongConsumer progress)
            throws IOException, SpecificationException, InterruptedException {
        if (model.expectation() instanceof Expectation.Refuted refuted) {
            return refutations(model, refuted, progress);
        }
        Consumer<TlcMessage> listener = message -> TlcRun.Counts.in(message)
                .ifPresent(counts -> progress.accept(counts.distinct() < 0 ? counts.generated() : counts.distinct()));
        ImmutableList<String> arguments = model.expectation() instanceof Expectation.Simulated simulated
                ? simulation(simulated)
                : ImmutableList.of();
        return ImmutableList.of(
                child(model, model.name(), settings.jvm(model), settings.workers(), arguments, listener));
    }

    /** TLC's number of behaviours is for each of its workers. */
    private ImmutableList<String> simulation(Expectation.Simulated simulated) {
        return ImmutableList.of(
                "-simulate",
                "num=" + IntMath.divide(simulated.behaviours(), settings.workers(), RoundingMode.CEILING),
                "-depth",
                Integer.toString(simulated.depth()),
                "-seed",
                Integer.toString(simulated.seed()));
    }

    /** A run for each name, several at a time: to start a JVM is most of what each of them does. */
    private ImmutableList<TlcRun> refutations(Model model, Expectation.Refuted refuted, LongConsumer progress)
            throws IOException, SpecificationException, InterruptedException {
        AtomicLong done = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(settings.workers());
        try {
            List<Future<TlcRun>> runs = new ArrayList<>();
            for (String name : refuted.names()) {
                Files.writeString(
                        modules().resolve(configOf(name)), model.config().withOnly(name));
                runs.add(pool.submit(() -> {
                    TlcRun run = child(
                            model,
                            name,
                            settings.jvmOfShortRun(),
                            1,
                            ImmutableList.of("-config", configOf(name)),
                            message -> {});
                    progress.accept(done.incrementAndGet());
                    return run;
                }));
            }
            ImmutableList.Builder<TlcRun> all = ImmutableList.builder();
            for (Future<TlcRun> run : runs) {
                all.add(run.get());
            }
            return all.build();
        } catch (ExecutionException e) {
            Throwables.throwIfInstanceOf(e.getCause(), IOException.class);
            Throwables.throwIfInstanceOf(e.getCause(), SpecificationException.class);
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static String configOf(String name) {
        return "only_" + name + ".cfg";
    }

    /**
     * One TLC.
     *
     * @param name of the run, for its files
     * @throws SpecificationException if it gave no answer
     */
    private TlcRun child(
            Model model,
            String name,
            ImmutableList<String> jvm,
            int workers,
            ImmutableList<String> arguments,
            Consumer<TlcMessage> listener)
            throws IOException, SpecificationException, InterruptedException {
        Path scratch = work.resolve(name);
        Files.createDirectories(scratch.resolve("tmp"));
        ImmutableList<String> command = ImmutableList.<String>builder()
                .addAll(jvm)
                .add("-Djava.io.tmpdir=" + scratch.resolve("tmp"))
                .add("-cp", settings.classPath(), TlcWithGuard.class.getName(), "-tool")
                .add("-workers", Integer.toString(workers))
                .add("-metadir", scratch.resolve("states").toString())
                .addAll(arguments)
                .add(model.name())
                .build();
        try {
            TlcRun run = TlcChild.run(command, modules(), listener);
            MoreFiles.asCharSink(output(name), UTF_8).writeLines(run.text());
            if (run.noAnswer().isPresent()) {
                throw new SpecificationException(
                        model.name() + ": " + run.noAnswer().get());
            }
            return run;
        } finally {
            WorkFolder.delete(scratch);
        }
    }

    /**
     * The file with all that TLC said.
     *
     * @param name of the model; if it must be refuted, of the invariant or property
     */
    public Path output(String name) {
        return work.resolve(name + ".out");
    }
}
