package dev.quorate.impl.cli;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.VerdictJson;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.Engine;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds traces against their specification. Of several files, bad input weighs more than a rejection. */
@Command(
        name = "validate",
        description = "Asks the specification whether it allows every step of a trace.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 accepted, 1 rejected, 2 bad input, 3 undecided.")
final class ValidateCommand implements Callable<Integer> {
    private static final int BAD_INPUT = CommandLine.ExitCode.USAGE;

    @Parameters(arity = "1..*", paramLabel = "TRACE", description = "files in the trace format")
    private List<Path> traces;

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description =
                    "the .tla file to judge by (default: the module that the trace names, as it comes with quorate)")
    private Path module;

    @Option(
            names = "--engine",
            description = "what evaluates the specification: ${COMPLETION-CANDIDATES}; both compares each answer of one"
                    + " with the other's (default: ${DEFAULT-VALUE})")
    private Engine engine = Engine.COMPILED;

    @Option(names = "--json", description = "print each verdict as one line of JSON")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Map<Path, SpecificationShelf> shelves = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        int worst = 0;
        try (SpecificationFiles files = new SpecificationFiles()) {
            for (Path trace : traces) {
                worst = worse(worst, validate(trace, files));
            }
        } finally {
            shelves.values().forEach(SpecificationShelf::close);
        }
        return worst;
    }

    private int validate(Path trace, SpecificationFiles files) {
        PrintWriter out = spec.commandLine().getOut();
        try (TraceReader reader = new TraceReader(trace)) {
            Path file = module != null ? module : files.module(reader.header().specification());
            SpecificationShelf shelf = shelves.computeIfAbsent(file, f -> new SpecificationShelf(f, engine));
            Verdict verdict = TraceChecker.check(reader, shelf);
            if (json) {
                out.println(VerdictJson.of(verdict));
            } else {
                VerdictText.of(verdict).forEach(out::println);
            }
            return verdict.outcome().exitCode();
        } catch (TraceException e) {
            spec.commandLine().getErr().println("quorate: " + e.getMessage());
        } catch (SpecificationException e) {
            spec.commandLine().getErr().println("quorate: " + trace + ": " + e.getMessage());
        }
        return BAD_INPUT;
    }

    private static int worse(int a, int b) {
        List<Integer> weights = List.of(0, 3, 1, BAD_INPUT);
        return weights.indexOf(a) >= weights.indexOf(b) ? a : b;
    }
}
