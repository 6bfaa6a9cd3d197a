package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.TlcSettings;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.lab.ElectionScenarios;
import dev.quorate.impl.server.RaftTrace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job: the models, the runs, the verdict on each, one table and one last line. */
@Command(
        description = "The main job: models, runs, and the verdict on every step of every run, in one table.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 all is as it should be, 1 something is not, 2 bad usage.")
final class CheckCommand implements Callable<Integer> {
    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            converter = SeedRange.Converter.class,
            description = "one simulation for each (default: 1..20)")
    private SeedRange seeds = new SeedRange(1, 20);

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "N",
            description = "cluster sizes that the simulations take in turn (default: 3,5)")
    private List<Integer> servers = List.of(3, 5);

    @Option(names = "--seconds", description = "of simulated time for each (default: ${DEFAULT-VALUE})")
    private int seconds = 60;

    @Option(names = "--out", paramLabel = "FOLDER", description = "for traces and TLC (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target", "check");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, SpecificationException, InterruptedException, TraceException {
        if (seconds < 1 || servers.stream().anyMatch(n -> n < 1 || n > 99)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--servers is 1 to 99 and --seconds at least 1");
        }
        long start = System.nanoTime();
        try (FolderLock lock = FolderLock.of(out);
                SpecificationFiles files = new SpecificationFiles()) {
            ModelRuns models = models(files, lock.folder());
            ImmutableList<RunRow> runs = ImmutableList.<RunRow>builder()
                    .addAll(lab(files))
                    .addAll(simulations(files))
                    .build();
            return report(models, runs, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** What is shown next, in words. */
    private void tell(String next) {
        spec.commandLine().getErr().println(next);
        spec.commandLine().getErr().flush();
    }

    private ModelRuns models(SpecificationFiles files, Path folder)
            throws IOException, SpecificationException, InterruptedException {
        ModelRuns models = new ModelRuns(
                spec.commandLine().getErr(),
                folder.resolve("models"),
                TlcSettings.of(Runtime.getRuntime().availableProcessors()));
        ImmutableList<Model> all = ImmutableList.copyOf(Model.all(files.folder(), Model.Run.CHECK));
        tell("The specification: TLC explores every state of " + all.size()
                + " models. Is it safe, whatever is lost, late, doubled or restarted?");
        for (Model model : all) {
            ModelJson.write(models.run(model), models.work(model));
        }
        return models;
    }

    private ImmutableList<RunRow> lab(SpecificationFiles files)
            throws IOException, SpecificationException, InterruptedException {
        List<LabRun> runs = ElectionScenarios.assignment().stream()
                .map(scenario -> new LabRun(scenario, LabTime.REAL, seeds.first()))
                .toList();
        tell("The Java Raft: does it elect a leader? The course's two election tests, in real time.");
        ImmutableList.Builder<RunRow> rows = ImmutableList.builder();
        try (Progress progress =
                Progress.of(spec.commandLine().getErr(), "lab, in real time", "scenarios", runs.size())) {
            new LabRuns(
                            TestedRaft.ours(),
                            files.module(RaftTrace.SPECIFICATION),
                            files.sha256(RaftTrace.SPECIFICATION),
                            out)
                    .run(runs, outcome -> {
                        rows.add(outcome.row());
                        progress.step();
                    });
        }
        return rows.build();
    }

    private ImmutableList<RunRow> simulations(SpecificationFiles files)
            throws IOException, SpecificationException, InterruptedException {
        ImmutableList<Long> all = seeds.seeds();
        tell("The Java Raft under faults: is each step one of the specification? " + all.size()
                + " seeds in virtual time.");
        try (Progress progress = Progress.of(spec.commandLine().getErr(), "simulations", "seeds", all.size())) {
            return new SimulationRuns(
                            all,
                            servers,
                            seconds,
                            files.module(RaftTrace.SPECIFICATION),
                            files.sha256(RaftTrace.SPECIFICATION),
                            out)
                    .run(progress);
        }
    }

    private int report(ModelRuns models, ImmutableList<RunRow> runs, Duration elapsed) {
        PrintWriter print = spec.commandLine().getOut();
        Table table = new Table("run", "servers", "seed", "elections", "faults", "steps", "verdict", "history");
        runs.forEach(run -> run.addTo(table));
        models.table().forEach(print::println);
        print.println();
        table.lines().forEach(print::println);
        print.println();
        models.failures().forEach(print::println);
        runs.forEach(run -> run.problem().forEach(print::println));
        boolean allGood = models.allGood() && runs.stream().allMatch(RunRow::isGood);
        print.println(String.format(
                Locale.ROOT,
                "%s: %d of %d models hold; %d of %d runs, %,d elections and %,d steps, conform to %s;"
                        + " %d of %d histories are strictly serializable; %d s.",
                allGood ? "OK" : "NOT OK",
                models.good(),
                models.count(),
                runs.stream().filter(RunRow::conforms).count(),
                runs.size(),
                runs.stream().mapToLong(RunRow::elections).sum(),
                runs.stream().mapToLong(RunRow::events).sum(),
                RaftTrace.SPECIFICATION,
                runs.stream().filter(RunRow::isLeadershipValid).count(),
                runs.size(),
                elapsed.toSeconds()));
        print.println("To look at a run: quorate view " + SimulationRuns.trace(out, servers.get(0), seeds.first()));
        return allGood ? 0 : 1;
    }
}
