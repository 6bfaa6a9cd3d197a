package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.explore.Bound;
import dev.quorate.impl.explore.Exploration;
import dev.quorate.impl.explore.Explored;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.report.Circumstances;
import dev.quorate.impl.server.RaftTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds every state that the code can reach under a bound against every state that the specification can reach. */
@Command(
        description = "Explores every state that the Java Raft can reach under a bound: each step must be one of the"
                + " specification, and both must reach the same rows.",
        mixinStandardHelpOptions = true,
        footer = {
            "A message may be lost, doubled and late, and a server crash at any point, without bound.",
            "Exit code: 0 equal, 1 a difference, to which the shortest way is printed, 2 bad usage, 130 interrupted."
        })
final class ExploreCommand implements Callable<Integer> {
    private static final int MOST_SERVERS = 5;
    private static final int MOST_TERMS = 9;

    @Option(names = "--servers", description = "1 to " + MOST_SERVERS + " (default: ${DEFAULT-VALUE})")
    private int servers = 3;

    @Option(
            names = "--terms",
            description = "how many above the first, 1 to " + MOST_TERMS + " (default: ${DEFAULT-VALUE})")
    private int terms = 2;

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description = "the .tla file to compare with (default: RaftElection, as it comes with quorate)")
    private Path module;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "for the trace of a difference (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target", "explore");

    @Option(names = "--json", description = "print a line of JSON for each beginning")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, SpecificationException, TraceException {
        if (servers < 1 || servers > MOST_SERVERS || terms < 1 || terms > MOST_TERMS) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--servers is 1 to " + MOST_SERVERS + " and --terms 1 to " + MOST_TERMS);
        }
        try (Interruption interruption = new Interruption();
                SpecificationFiles files = new SpecificationFiles();
                SpecificationShelf shelf =
                        new SpecificationShelf(module != null ? module : files.module(RaftTrace.SPECIFICATION))) {
            ExplorationReport report = new ExplorationReport(spec.commandLine().getOut(), json, out);
            ImmutableList<Bound> bounds = Bound.of(servers, terms);
            // One for all: they differ in where the logs end, which is no constant.
            Specification specification = shelf.forTrace(bounds.get(0).header());
            for (Bound bound : bounds) {
                if (!interruption.isAsked()) {
                    explore(bound, specification, interruption, report);
                }
            }
            if (interruption.isAsked()) {
                report.interrupted();
            }
            report.finish(shelf);
            if (module == null && !interruption.isAsked()) { // other specifications are nothing to report of ours
                report.write(
                        Circumstances.here("quorate explore --servers " + servers + " --terms " + terms),
                        out.resolve("exploration.json"));
            }
            return interruption.isAsked() ? Interruption.EXIT_CODE : report.isEqual() ? 0 : 1;
        }
    }

    private void explore(Bound bound, Specification specification, Interruption interruption, ExplorationReport report)
            throws IOException, SpecificationException {
        long start = System.nanoTime();
        try (Progress progress = Progress.of(spec.commandLine().getErr(), bound.name(), "transitions", -1)) {
            Explored explored = new Exploration(bound, new ElectionCore(), specification).run(transitions -> {
                progress.to(transitions);
                return !interruption.isAsked();
            });
            report.add(explored, Duration.ofNanos(System.nanoTime() - start));
        } catch (OutOfMemoryError e) { // of a search, which is gone by now
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "the memory does not hold so many states: take fewer servers or terms, or give the JVM more, as in"
                            + " JDK_JAVA_OPTIONS=-Xmx8g");
        }
    }
}
