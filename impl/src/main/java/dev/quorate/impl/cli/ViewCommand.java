package dev.quorate.impl.cli;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.view.MermaidText;
import dev.quorate.conformance.view.RunPage;
import dev.quorate.conformance.view.ViewedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a run. */
@Command(
        description = "Draws a run and its verdict: a page to step through, in one file, or a diagram as text.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 drawn, whatever the verdict, 2 bad input.")
final class ViewCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "TRACE",
            description =
                    "a file in the trace format, as a run or quorate model wrote it; several are those of one run,"
                            + " whose processes wrote a file each")
    private List<Path> traces;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "the page (default: the name of the trace, with .html)")
    private Path out;

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description =
                    "the .tla file to judge by (default: the module that the trace names, as it comes with quorate)")
    private Path module;

    @Option(names = "--mermaid", description = "print a sequence diagram for Mermaid instead, as an issue can hold it")
    private boolean mermaid;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "how many steps of the diagram at most (default: ${DEFAULT-VALUE}): the last ones before what"
                    + " is rejected, or the first ones")
    private int steps = 40;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, TraceException, SpecificationException {
        if (steps < 1 || (mermaid && out != null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--steps is at least 1, and --mermaid prints and takes no --out");
        }
        try (SpecificationFiles files = new SpecificationFiles();
                SpecificationShelf shelf = new SpecificationShelf(module != null ? module : files.module(named()))) {
            ViewedRun run = ViewedRun.of(traces, shelf);
            if (mermaid) {
                MermaidText.of(run, steps).forEach(spec.commandLine().getOut()::println);
            } else {
                write(run, out != null ? out : RunPage.beside(traces.get(0)));
            }
        } catch (SpecificationException e) {
            throw new SpecificationException(traces.get(0) + ": " + e.getMessage(), e);
        }
        return 0;
    }

    private void write(ViewedRun run, Path page) throws IOException, TraceException, SpecificationException {
        RunPage.write(run, page);
        PrintWriter print = spec.commandLine().getOut();
        VerdictText.of(run.verdict()).forEach(print::println);
        print.println(String.format(Locale.ROOT, "%s: %,d kB, for any browser", page, Files.size(page) / 1000 + 1));
    }

    private String named() throws TraceException {
        try (TraceReader reader = new TraceReader(traces.get(0))) {
            return reader.header().specification();
        }
    }
}
