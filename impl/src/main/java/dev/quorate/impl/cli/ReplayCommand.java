package dev.quorate.impl.cli;

import com.google.common.io.MoreFiles;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.campaign.Campaign;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs one seed of a campaign again, and this time writes its trace. */
@Command(
        description = "Runs one seed of a campaign again, bit by bit, writes its trace and judges it.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 all is as it should be, 1 it is not, 2 bad input, 3 undecided.")
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SEED", description = "as the campaign named it")
    private long seed;

    @Mixin
    private CampaignOptions options = new CampaignOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, SpecificationException, TraceException {
        Campaign.Order order = options.order(seed, seed, spec.commandLine());
        PrintWriter print = spec.commandLine().getOut();
        Path file = options.out().resolve("seed-" + seed + ".ndjson");
        MoreFiles.createParentDirectories(file);
        try (SpecificationFiles files = new SpecificationFiles();
                SpecificationShelf shelf = new SpecificationShelf(files.module(RaftTrace.SPECIFICATION))) {
            try (OutputStream trace = new BufferedOutputStream(Files.newOutputStream(file))) {
                SimulationResult result =
                        Simulation.run(order.plan(seed), files.sha256(RaftTrace.SPECIFICATION), trace);
                print.println(String.format(
                        Locale.ROOT,
                        "%s: %,d steps, %,d elections, faults %s",
                        file,
                        result.events(),
                        result.elections(),
                        result.faults()));
            }
            Verdict verdict = TraceChecker.check(file, shelf);
            VerdictText.of(verdict).forEach(print::println);
            return verdict.outcome().exitCode();
        }
    }
}
