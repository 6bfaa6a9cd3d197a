package dev.quorate.impl.cli;

import com.google.common.base.Joiner;
import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.quorate.conformance.history.History;
import dev.quorate.conformance.history.HistoryDrawings;
import dev.quorate.conformance.history.HistoryException;
import dev.quorate.conformance.history.HistoryJson;
import dev.quorate.conformance.history.HistoryReader;
import dev.quorate.conformance.history.HistoryVerdict;
import dev.quorate.conformance.history.ListAppend;
import dev.quorate.conformance.history.Model;
import dev.quorate.impl.cli.InputFiles.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the anomalies in histories, one after the other: each has the whole memory. */
@Command(
        name = "check",
        description = "Finds what no store that keeps a consistency model could have answered.",
        mixinStandardHelpOptions = true,
        footer = {
            "Exit code: 0 valid, 1 invalid, 2 bad input; of several histories bad input, then an invalid one weighs"
                    + " most.",
            "Colours appear on a terminal, unless NO_COLOR is set. GitHub Actions gets an annotation for each history"
                    + " that is not valid."
        })
final class HistoryCheckCommand implements Callable<Integer> {
    private static final String JUNIT_SUITE = "quorate history check";
    private static final InputFiles FILES = new InputFiles("histories", ImmutableList.of(".edn", ".jsonl"));

    @Parameters(
            arity = "1..*",
            paramLabel = "HISTORY",
            description = "files of Jepsen's operations in EDN or JSON, packed by gzip or not; folders, for all *.edn"
                    + " and *.jsonl (and .gz) below them; - for the standard input")
    private List<Path> histories;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            converter = NameConverter.OfModel.class,
            description = "what the store promises: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Model model = Model.STRICT_SERIALIZABLE;

    @Option(names = "--json", description = "print each verdict as one line of JSON")
    private boolean json;

    @Option(
            names = "--fail-fast",
            description = "end with the first history, in the order given, that is not valid; those after it are not"
                    + " reported")
    private boolean failFast;

    @Option(names = "--junit-xml", paramLabel = "FILE", description = "also write a report as JUnit has them")
    private Path junitXml;

    @Option(
            names = "--svg",
            paramLabel = "FOLDER",
            description = "also draw the cycles that are told, each alone and among its neighbours")
    private Path svg;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Surroundings surroundings = ((Quorate) spec.root().userObject()).surroundings();
        ImmutableList<HistoryJudgement> judgements = judge(FILES.of(histories, spec), surroundings);
        if (!json) {
            new HistoryReport(judgements, surroundings.palette(), model)
                    .print(spec.commandLine().getOut(), spec.commandLine().getErr());
        }
        BuildReport report = new BuildReport(judgements);
        report.annotate(surroundings, spec.commandLine().getErr());
        report.writeJunit(JUNIT_SUITE, Optional.ofNullable(junitXml));
        return report.exitCode();
    }

    private ImmutableList<HistoryJudgement> judge(ImmutableList<InputFile> files, Surroundings surroundings)
            throws IOException {
        List<HistoryJudgement> judgements = new ArrayList<>();
        boolean bar = surroundings.isTerminal() && files.size() > 1 && !json;
        try (Progress progress = bar ? Progress.bar("histories", "histories", files.size()) : Progress.none()) {
            for (InputFile file : files) {
                judgements.add(judge(file, surroundings.input()));
                progress.step();
                if (failFast && !Iterables.getLast(judgements).isAccepted()) {
                    break;
                }
            }
        }
        return ImmutableList.copyOf(judgements);
    }

    private HistoryJudgement judge(InputFile file, InputStream input) throws IOException {
        Stopwatch time = Stopwatch.createStarted();
        try {
            HistoryVerdict verdict = ListAppend.check(read(file, input), model);
            if (json) {
                spec.commandLine().getOut().println(HistoryJson.of(file.name(), verdict));
            }
            return HistoryJudgement.of(file.name(), verdict, drawings(file, verdict), time.elapsed());
        } catch (HistoryException e) {
            if (json) {
                spec.commandLine().getErr().println("quorate: " + e.getMessage());
            }
            return HistoryJudgement.of(file.name(), e, time.elapsed());
        }
    }

    /** Files of one name in several folders have drawings of several names. */
    private ImmutableList<Path> drawings(InputFile file, HistoryVerdict verdict) throws IOException {
        if (svg == null || verdict.isValid()) {
            return ImmutableList.of();
        }
        String name = file.isStandardInput()
                ? "history"
                : Joiner.on('-').join(file.path().normalize());
        return HistoryDrawings.write(verdict, svg, name);
    }

    private static History read(InputFile file, InputStream input) throws HistoryException {
        if (!file.problem().isEmpty()) {
            throw new HistoryException(file.name(), 0, -1, file.problem());
        }
        return file.isStandardInput() ? HistoryReader.read(file.name(), input) : HistoryReader.read(file.path());
    }
}
