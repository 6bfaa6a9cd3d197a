package dev.quorate.impl.cli;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TlcExport;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a trace as TLA+, so that plain TLC can judge it, and nobody has to trust this program. */
@Command(
        description = "Writes a trace and its judgement as TLA+ modules, for plain TLC to judge.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 written, whatever the verdict, 2 bad input.")
final class ExportTlcCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TRACE", description = "a file in the trace format")
    private Path trace;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "for the modules (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target", "export-tlc");

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
            TlcExport export = TlcExport.write(trace, shelf, out);
            PrintWriter print = spec.commandLine().getOut();
            print.println(out + ": " + TlcExport.MODULE + ".tla says how to read what TLC answers to");
            print.println("  cd " + out + " && java -cp tla2tools.jar tlc2.TLC " + TlcExport.MODULE);
            print.println("If it accepts the trace, it finds " + export.lines() + " distinct states. Quorate says:");
            VerdictText.of(export.verdict()).forEach(line -> print.println("  " + line));
        } catch (SpecificationException e) {
            throw new SpecificationException(trace + ": " + e.getMessage(), e);
        }
        return 0;
    }

    private String named() throws TraceException {
        try (TraceReader reader = new TraceReader(trace)) {
            return reader.header().specification();
        }
    }
}
