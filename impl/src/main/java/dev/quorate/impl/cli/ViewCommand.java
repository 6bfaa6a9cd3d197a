package dev.quorate.impl.cli;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
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
        description = "Draws a run and its verdict: a page to step through, in one file.",
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

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, TraceException, SpecificationException {
        try (SpecificationFiles files = new SpecificationFiles();
                SpecificationShelf shelf = new SpecificationShelf(module != null ? module : files.module(named()))) {
            ViewedRun run = ViewedRun.of(traces, shelf);
            Path page = out != null ? out : besideTrace();
            RunPage.write(run, page);
            PrintWriter print = spec.commandLine().getOut();
            print.println(VerdictText.of(run.verdict()).get(0));
            print.println(String.format(Locale.ROOT, "%s: %,d kB, for any browser", page, Files.size(page) / 1000 + 1));
        } catch (SpecificationException e) {
            throw new SpecificationException(traces.get(0) + ": " + e.getMessage(), e);
        }
        return 0;
    }

    private Path besideTrace() {
        Path trace = traces.get(0);
        String name = String.valueOf(trace.getFileName()).replaceFirst("(\\.ndjson)?(\\.gz)?$", "");
        return trace.resolveSibling(name + ".html");
    }

    private String named() throws TraceException {
        try (TraceReader reader = new TraceReader(traces.get(0))) {
            return reader.header().specification();
        }
    }
}
