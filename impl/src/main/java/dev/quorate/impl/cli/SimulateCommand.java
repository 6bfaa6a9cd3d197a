package dev.quorate.impl.cli;

import com.google.common.io.MoreFiles;
import dev.quorate.conformance.history.History;
import dev.quorate.conformance.history.HistoryWriter;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one seed and writes its trace, and who led in it. */
@Command(
        description = "Runs the Java Raft in virtual time, with faults drawn from a seed, and writes the trace.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--seed", description = "what decides everything (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--servers", description = "how many (default: ${DEFAULT-VALUE})")
    private int servers = 3;

    @Option(names = "--seconds", description = "of simulated time (default: ${DEFAULT-VALUE})")
    private int seconds = 60;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the trace")
    private Path out;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "also write who led, as a history for quorate history check")
    private Path history;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, SpecificationException {
        if (servers < 1 || servers > 99 || seconds < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--servers is 1 to 99 and --seconds at least 1");
        }
        MoreFiles.createParentDirectories(out);
        try (SpecificationFiles files = new SpecificationFiles();
                OutputStream trace = new BufferedOutputStream(Files.newOutputStream(out))) {
            SimulationResult result = Simulation.run(
                    SimulationPlan.drawn(seed, servers, seconds), files.sha256(RaftTrace.SPECIFICATION), trace);
            if (history != null) {
                write(result.leadership());
            }
            spec.commandLine()
                    .getOut()
                    .println(out + ": " + servers + " servers, seed " + seed + ", " + seconds + " simulated seconds: "
                            + result.elections() + " elections, " + result.events() + " steps, highest term "
                            + result.highestTerm() + ", faults " + result.faults());
        }
        return 0;
    }

    private void write(History leadership) throws IOException {
        MoreFiles.createParentDirectories(history);
        try (OutputStream file = Files.newOutputStream(history)) {
            HistoryWriter.edn(leadership, file);
        }
    }
}
