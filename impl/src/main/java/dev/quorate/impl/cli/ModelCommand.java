package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.SpecificationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs TLC on models of the specification. */
@Command(
        name = "model",
        description = "Model-checks the specification with TLC.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 all hold, 1 one does not, 2 no such model.")
final class ModelCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "by name (default: those of every build)")
    private List<String> names = List.of();

    @Option(names = "--deep", description = "those too that take too long for every build")
    private boolean deep;

    @Option(names = "--workers", description = "TLC's worker threads (default: the number of cores)")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", paramLabel = "FOLDER", description = "for what TLC writes (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target", "models");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, SpecificationException, InterruptedException {
        if (workers < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--workers is at least 1");
        }
        try (FolderLock lock = FolderLock.of(out);
                SpecificationFiles files = new SpecificationFiles()) {
            ModelRuns runs = new ModelRuns(spec.commandLine().getErr(), lock.folder(), workers);
            for (Model model : models(files.folder())) {
                runs.run(model);
            }
            runs.table().forEach(spec.commandLine().getOut()::println);
            runs.failures().forEach(spec.commandLine().getOut()::println);
            return runs.failures().isEmpty() ? 0 : 1;
        }
    }

    private ImmutableList<Model> models(Path folder) throws SpecificationException {
        if (names.isEmpty()) {
            return deep ? Model.all(folder) : Model.ofEveryBuild(folder);
        }
        ImmutableList.Builder<Model> models = ImmutableList.builder();
        for (String name : names) {
            models.add(Model.named(folder, name));
        }
        return models.build();
    }
}
