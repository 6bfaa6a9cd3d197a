package dev.quorate.conformance.tla;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import tlc2.output.EC;
import tlc2.tool.distributed.TLCServer;
import tlc2.tool.distributed.TLCWorker;

/**
 * Runs TLC's own distributed mode: a server, which keeps what was found, and workers, which take steps, each in a
 * process of its own. Workers of other machines can join at any time.
 *
 * <p>It shows less than TLC in one process does. It says that all is well of what it does not check: properties of whole
 * behaviours, so a model with any is refused. It cannot be told by a {@code .cfg} to let a deadlock be, so it looks for
 * none. It judges a property of steps only where a step leads to a state that was new. And of a violation it
 * reports neither what is violated nor a behaviour that leads there, but its last step. A model that is explored before
 * each worker is ready can make its server fail, so this is for large ones.
 */
public final class DistributedTlc {
    /** What a run leaves open, in words. */
    public static final String NOT_SHOWN =
            "TLC's distributed mode looks for no deadlock, and judges properties of steps"
                    + " only where a step leads to a state that is new.";

    private static final String ONE_OF_TWO = "a state or a step is not allowed, or a formula cannot be evaluated; TLC's"
            + " distributed mode does not say which, so run the model without --distributed";

    private static final String REPORT_MILLIS = "1000";

    private final Path work;
    private final TlcSettings settings;
    private final MeetingPlace wanted;
    private final Consumer<String> notes;

    /**
     * With a process for each worker of the settings.
     *
     * @param work a folder for what TLC writes; emptied by each run
     * @param notes told how others can join, and what becomes of workers
     */
    public DistributedTlc(Path work, TlcSettings settings, MeetingPlace place, Consumer<String> notes) {
        this.work = work.toAbsolutePath();
        this.settings = settings;
        this.wanted = place;
        this.notes = notes;
    }

    /**
     * Runs a model to its end.
     *
     * @param progress told the number of distinct states now and then
     * @throws SpecificationException if this mode cannot judge the model, the port is taken, or TLC gave no answer
     * @throws InterruptedException if the thread is interrupted; all processes are ended then
     */
    public ModelResult run(Model model, LongConsumer progress)
            throws IOException, SpecificationException, InterruptedException {
        refuseWhatIsNotJudged(model);
        MeetingPlace place = wanted.free();
        notes.accept(howToJoin(place));
        WorkFolder.delete(work);
        TlcProcess.copyModules(model, work.resolve("modules"));
        try (DistributedWorkers workers = new DistributedWorkers(notes)) {
            TlcRun run = TlcChild.run(server(model, place), work.resolve("modules"), message -> {
                if (message.code() == EC.TLC_DISTRIBUTED_SERVER_RUNNING) {
                    start(workers, model, place);
                } else if (message.code() == EC.TLC_PROGRESS_STATS) {
                    workers.watch();
                    TlcRun.Counts.in(message).ifPresent(counts -> progress.accept(counts.distinct()));
                }
            });
            MoreFiles.asCharSink(work.resolve(model.name() + ".out"), UTF_8).writeLines(run.text());
            return new ModelResult(model, run.elapsed(), ImmutableList.of(judged(model, place, run)));
        } catch (DistributedWorkers.AllLost e) {
            throw new SpecificationException(
                    model.name() + ": all workers of this machine ended half-way; what they said is in "
                            + work.resolve("worker*.out"),
                    e);
        } finally {
            WorkFolder.delete(work.resolve("modules"));
            WorkFolder.delete(work.resolve("scratch"));
        }
    }

    private static void refuseWhatIsNotJudged(Model model) throws SpecificationException {
        if (!(model.expectation() instanceof Expectation.Holds)) {
            throw new SpecificationException(
                    model.name() + ": only a model that holds can be distributed, with a pinned number of states;"
                            + " run this one without --distributed");
        }
        try (ModelDefinitions definitions = Specifications.load(model)) {
            if (!definitions.propertiesOfBehaviours().isEmpty()) {
                throw new SpecificationException(model.name() + ": TLC's distributed mode checks no property of whole"
                        + " behaviours, as this model has; run it without --distributed");
            }
        }
    }

    private ImmutableList<String> server(Model model, MeetingPlace place) throws IOException {
        return process("server", model, place)
                .add("server", "-tool", "-deadlock")
                .add("-metadir", work.resolve("scratch/states").toString(), model.name())
                .build();
    }

    private void start(DistributedWorkers workers, Model model, MeetingPlace place) {
        try {
            for (int n = 1; n <= settings.workers(); n++) {
                String name = "worker" + n;
                workers.start(
                        process(name, model, place).add("worker", place.host()).build(),
                        work.resolve("scratch"),
                        work.resolve(name + ".out"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String howToJoin(MeetingPlace place) throws SpecificationException {
        return place.isLocal()
                ? "only this machine takes part; --host NAME, its name for others, lets them join"
                : "others join with the same " + settings.tools().getFileName() + " (" + settings.tools() + "):\n"
                        + "  java -XX:+ExitOnOutOfMemoryError -D" + TLCServer.class.getName() + ".port=" + place.port()
                        + " -cp " + settings.tools().getFileName() + " " + TLCWorker.class.getName() + " "
                        + place.host();
    }

    /** A JVM of the run, with a temporary folder of its own: TLC unpacks modules there. */
    private ImmutableList.Builder<String> process(String name, Model model, MeetingPlace place) throws IOException {
        Path temporary = Files.createDirectories(work.resolve("scratch").resolve(name));
        return ImmutableList.<String>builder()
                .addAll(settings.jvm(model))
                .add("-Djava.io.tmpdir=" + temporary)
                .add("-Djava.rmi.server.hostname=" + place.host())
                .add("-D" + TLCServer.class.getName() + ".port=" + place.port())
                .add("-D" + TLCServer.class.getName() + ".report=" + REPORT_MILLIS)
                .add("-D" + TLCWorker.class.getName() + ".threadCount=1")
                .add("-cp", settings.classPath(), DistributedTlcWithGuard.class.getName());
    }

    /** The server exits with zero whatever it has found, so its words are judged. */
    private static TlcRun judged(Model model, MeetingPlace place, TlcRun run) throws SpecificationException {
        Optional<TlcMessage> error =
                run.messages().stream().filter(TlcMessage::error).findFirst();
        if (error.isPresent() && error.get().text().contains("Port already in use")) {
            throw place.unusable("it is in use");
        } else if (said(run, EC.TLC_BEHAVIOR_UP_TO_THIS_POINT)) {
            return refuted(run); // what fails after that does not matter
        } else if (run.noAnswer().isPresent()) {
            throw new SpecificationException(
                    model.name() + ": " + run.noAnswer().get());
        } else if (!said(run, EC.TLC_FINISHED)) {
            throw new SpecificationException(model.name()
                    + ": TLC ended half-way, as it may if a small model is explored before each worker is ready: "
                    + error.map(TlcMessage::headline).orElse("it did not say why"));
        }
        return error.isEmpty() && said(run, EC.TLC_SUCCESS) ? run : failed(run, run.messages());
    }

    private static boolean said(TlcRun run, int code) {
        return run.messages().stream().anyMatch(message -> message.code() == code);
    }

    /** The counts only: the states that TLC prints are not a behaviour. */
    private static TlcRun refuted(TlcRun run) {
        return failed(
                run,
                ImmutableList.<TlcMessage>builder()
                        .addAll(run.messages().stream()
                                .filter(message -> message.code() == EC.TLC_PROGRESS_STATS)
                                .toList())
                        .add(new TlcMessage(0, true, ONE_OF_TWO))
                        .build());
    }

    private static TlcRun failed(TlcRun run, ImmutableList<TlcMessage> messages) {
        return new TlcRun(EC.ExitStatus.VIOLATION_SAFETY, run.elapsed(), messages);
    }
}
