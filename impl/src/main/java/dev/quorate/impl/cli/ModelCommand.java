package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.DistributedTlc;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.ModelResult;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.TlcSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs TLC on models. A model that TLC could not answer for, because it does not parse, the heap is too small or
 * something ended TLC, is not said to fail: the exit code is that of bad input, for what TLC was given did not do.
 */
@Command(
        description = "Model-checks the specification with TLC; a counterexample is printed step by step,"
                + " and written as a trace.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 all are as they should be, 1 one is not, 2 TLC gave no answer or bad usage.")
final class ModelCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "by name (default: those of every build)")
    private List<String> names = List.of();

    @Option(names = "--list", description = "say what each model asks, and run none")
    private boolean list;

    @Option(names = "--deep", description = "those too that take too long for every build")
    private boolean deep;

    @Option(
            names = "--workers",
            description =
                    "TLC's worker threads, or processes of this machine if distributed (default: the number of cores)")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--heap", paramLabel = "SIZE", description = "TLC's memory, as in 2g (default: the JVM's own)")
    private String heap;

    @Option(
            names = "--tools",
            paramLabel = "FILE",
            description = "another tla2tools.jar, as a newer one (default: the one that comes with quorate)")
    private Path tools;

    @Option(
            names = "--spec",
            paramLabel = "FOLDER",
            description = "with models MC*.tla and .cfg (default: those that come with quorate)")
    private Path folder;

    @Option(names = "--out", paramLabel = "FOLDER", description = "for what TLC writes (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target", "models");

    @ArgGroup(exclusive = false)
    private Distribution distribution;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, SpecificationException, InterruptedException {
        if (workers < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--workers is at least 1");
        }
        TlcSettings settings = settings();
        try (SpecificationFiles files = new SpecificationFiles()) {
            ImmutableList<Model> models = models(folder != null ? folder : files.folder());
            return list ? list(models) : run(models, settings);
        }
    }

    private TlcSettings settings() throws SpecificationException {
        TlcSettings settings = TlcSettings.of(workers);
        if (heap != null) {
            settings = settings.withHeap(heap);
        }
        return tools != null ? settings.withTools(tools) : settings;
    }

    private ImmutableList<Model> models(Path from) throws SpecificationException {
        if (names.isEmpty()) {
            ImmutableList<Model> all = Model.all(from);
            if (all.isEmpty()) {
                throw new SpecificationException(from + ": no models; one is MC<name>.tla with MC<name>.cfg beside it");
            }
            return deep || list ? all : Model.all(from, Model.Run.BUILD);
        }
        ImmutableList.Builder<Model> models = ImmutableList.builder();
        for (String name : names) {
            models.add(Model.named(from, name));
        }
        return models.build();
    }

    private int list(ImmutableList<Model> models) {
        Table table = new Table("model", "run", "question");
        models.forEach(model -> table.add(model.name(), model.run().toString(), model.question()));
        table.lines().forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private int run(ImmutableList<Model> models, TlcSettings settings)
            throws IOException, SpecificationException, InterruptedException {
        PrintWriter print = spec.commandLine().getOut();
        try (FolderLock lock = FolderLock.of(out)) {
            ModelRuns runs = runs(lock.folder(), settings);
            try {
                for (Model model : models) {
                    ModelResult result = runs.run(model);
                    if (isOurs()) {
                        ModelJson.write(result, runs.work(model));
                    }
                }
            } finally {
                if (runs.count() > 0) {
                    runs.table().forEach(print::println); // what was found before TLC gave up is not lost
                    runs.failures().forEach(print::println);
                }
            }
            if (distribution != null) {
                print.println(DistributedTlc.NOT_SHOWN);
            }
            return runs.allGood() ? 0 : 1;
        }
    }

    /** What other specifications, other tools and a TLC that shows less have found is nothing to report of ours. */
    private boolean isOurs() {
        return folder == null && tools == null && distribution == null;
    }

    private ModelRuns runs(Path folder, TlcSettings settings) {
        PrintWriter err = spec.commandLine().getErr();
        return distribution == null
                ? new ModelRuns(err, folder, settings)
                : new ModelRuns(err, folder, distribution.tlc(settings, note -> err.println("  " + note)));
    }
}
