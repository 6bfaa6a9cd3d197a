package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells a mutant from the specification: it is put into a copy of the modules, and models are run on that, the cheapest
 * first, until one fails.
 */
public final class MutantTrial {
    /** So many states are explored while a JVM starts; models that must be refuted start one for each name. */
    private static final long STATES_OF_A_START = 1_000;

    /** Once a count has told a mutant, a model is run for the name of a property only if it is no dearer than this. */
    private static final long DEAR = 20_000;

    /** With more states a model takes minutes, for each of the mutants that no smaller one tells. */
    private static final long DEAREST = 50_000;

    private final Mutant mutant;
    private final Path work;

    private MutantTrial(Mutant mutant, Path work) {
        this.mutant = mutant;
        this.work = work;
    }

    /**
     * Prepares a trial.
     *
     * @param folder the modules and models
     * @param work a folder for this trial; emptied. The copy of the modules stays in it, in {@code modules}
     * @throws SpecificationException if the mutant does not fit the modules
     */
    public static MutantTrial of(Mutant mutant, Path folder, Path work) throws IOException, SpecificationException {
        WorkFolder.delete(work);
        MutantTrial trial = new MutantTrial(mutant, work);
        Files.createDirectories(trial.modules());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, trial.modules().resolve(file.getFileName()));
            }
        }
        mutant.applyIn(trial.modules());
        return trial;
    }

    private Path modules() {
        return work.resolve("modules");
    }

    /**
     * Runs models until one fails by a property. A count that is not the pinned one tells the mutant too, but less.
     *
     * @throws SpecificationException if TLC cannot work with the mutant
     */
    public MutantVerdict run() throws IOException, SpecificationException, InterruptedException {
        Optional<Refutation> byCount = Optional.empty();
        for (Model model : models()) {
            if (cost(model) > (byCount.isPresent() ? DEAR : DEAREST)) {
                break;
            }
            Optional<Refutation> refutation = run(model);
            if (refutation.isPresent() && !refutation.get().byCount()) {
                return new MutantVerdict(mutant, refutation);
            }
            byCount = byCount.or(() -> refutation);
        }
        return new MutantVerdict(mutant, byCount);
    }

    /** Those that depend on the module, the cheapest first. */
    private ImmutableList<Model> models() throws SpecificationException {
        ImmutableList.Builder<Model> models = ImmutableList.builder();
        for (Model model : Model.all(modules(), Model.Run.DEEP)) {
            if (dependsOnTheMutant(model.name())) {
                models.add(model);
            }
        }
        return ImmutableList.sortedCopyOf(Comparator.comparingLong(MutantTrial::cost), models.build());
    }

    private static long cost(Model model) {
        return model.expectation() instanceof Expectation.Refuted refuted
                ? refuted.names().size() * STATES_OF_A_START
                : model.distinct().orElse(Long.MAX_VALUE);
    }

    private boolean dependsOnTheMutant(String module) throws SpecificationException {
        if (module.equals(mutant.module())) {
            return true;
        }
        for (String imported : ModuleText.of(modules(), module).imports()) {
            if (dependsOnTheMutant(imported)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs one model.
     *
     * @return nothing if it does not tell the mutant
     * @throws SpecificationException if TLC cannot work with the mutant
     */
    public Optional<Refutation> run(Model model) throws IOException, SpecificationException, InterruptedException {
        try {
            Optional<Refutation> refutation = Refutation.of(tlc(model, model.name()));
            return refutation.isPresent() && refutation.get().isOfUnknownName()
                    ? Optional.of(named(refutation.get(), model))
                    : refutation;
        } catch (SpecificationException e) {
            throw mutant.problem(e.getMessage());
        }
    }

    /** The model of this name, with the mutant in it. */
    public Model model(String name) throws SpecificationException {
        return Model.named(modules(), name);
    }

    private ModelResult tlc(Model model, String folder)
            throws IOException, SpecificationException, InterruptedException {
        return new TlcProcess(work.resolve(folder), 1).run(model, states -> {});
    }

    /** Each property is run alone, until one fails. */
    private Refutation named(Refutation unnamed, Model model)
            throws IOException, SpecificationException, InterruptedException {
        for (String name : model.config().properties()) {
            ModelResult alone = tlc(refuting(name, model), model.name() + "-" + name);
            if (alone.refuted() == 1) {
                return unnamed.by(name, alone);
            }
        }
        return unnamed;
    }

    private static Model refuting(String name, Model model) {
        Expectation refuted = new Expectation.Refuted(ImmutableList.of(name));
        return new Model(model.folder(), model.name(), model.question(), model.run(), refuted);
    }
}
