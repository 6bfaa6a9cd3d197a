package dev.quorate.impl.cli;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.campaign.Conversation;
import dev.quorate.impl.campaign.Failure;
import dev.quorate.impl.campaign.ScenarioException;
import dev.quorate.impl.campaign.ScenarioFile;
import dev.quorate.impl.campaign.ScenarioFile.Surprise;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs one seed of a campaign again, and this time writes its trace; or performs a scenario. */
@Command(
        description = "Runs one seed of a campaign again, bit by bit, writes its trace and judges it; or performs a"
                + " scenario, act by act, and compares what comes of it with what its file expects.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 all is as it should be, 1 it is not, 2 bad input, 3 undecided.")
final class ReplayCommand implements Callable<Integer> {
    private static final Pattern SEED = Pattern.compile("\\d{1,18}");

    @Parameters(paramLabel = "SEED|FILE", description = "a seed as the campaign named it, or the file of a scenario")
    private String what;

    @Mixin
    private CampaignOptions options = new CampaignOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, SpecificationException, TraceException, ScenarioException {
        try (SpecificationFiles files = new SpecificationFiles();
                SpecificationShelf shelf = new SpecificationShelf(files.module(RaftTrace.SPECIFICATION))) {
            return SEED.matcher(what).matches()
                    ? seed(Long.parseLong(what), files.sha256(RaftTrace.SPECIFICATION), shelf)
                    : scenario(ScenarioFile.read(Path.of(what)), shelf);
        }
    }

    private int seed(long seed, String sha256, SpecificationShelf shelf)
            throws IOException, SpecificationException, TraceException {
        SimulationPlan plan = options.order(seed, seed, spec.commandLine()).plan(seed);
        PrintWriter print = spec.commandLine().getOut();
        try (FolderLock lock = FolderLock.of(options.out())) {
            Path file = lock.folder().resolve("seed-" + seed + ".ndjson");
            Optional<Failure> failure = run(plan, sha256, file, print);
            Verdict verdict = TraceChecker.check(file, shelf);
            VerdictText.of(verdict).forEach(print::println);
            failure.ifPresent(f -> print.println("FAILED     " + f.story()));
            return exitCode(verdict, failure.isEmpty());
        }
    }

    /** Writes the trace. @return what is wrong with the run, but for its steps */
    private static Optional<Failure> run(SimulationPlan plan, String sha256, Path file, PrintWriter print)
            throws IOException {
        try (OutputStream trace = new BufferedOutputStream(Files.newOutputStream(file))) {
            SimulationResult result = Simulation.run(plan, sha256, trace);
            print.println(String.format(
                    Locale.ROOT,
                    "%s: %,d steps, %,d elections, faults %s",
                    file,
                    result.events(),
                    result.elections(),
                    result.faults()));
            return Failure.ofWhole(result);
        } catch (UncheckedIOException e) { // of the trace
            throw e.getCause();
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(Failure.of(e));
        }
    }

    /** @param isRight whether all is as it should be but for what the verdict says */
    static int exitCode(Verdict verdict, boolean isRight) {
        return verdict.outcome() == Verdict.Outcome.ACCEPTED && !isRight
                ? Judged.WRONG
                : verdict.outcome().exitCode();
    }

    private int scenario(ScenarioFile file, SpecificationShelf shelf) throws SpecificationException {
        Conversation conversation = Conversation.of(file.scenario(), Server.with(new ElectionCore()), shelf);
        PrintWriter print = spec.commandLine().getOut();
        conversation.lines().forEach(print::println);
        print.println();
        if (conversation.verdict().outcome() != Verdict.Outcome.ACCEPTED) {
            VerdictText.of(conversation.verdict()).forEach(print::println);
        }
        conversation.failure().ifPresent(failure -> print.println("FAILED     " + failure.story()));
        Optional<Surprise> surprise = file.surprise(conversation);
        surprise.ifPresent(s -> {
            print.println("SURPRISE   " + s.file() + ":" + s.line() + ": not as the file has it");
            print.println("  expected      " + s.expected().strip());
            print.println("  observed      " + s.found().strip());
        });
        int exitCode = exitCode(conversation.verdict(), conversation.failure().isEmpty() && surprise.isEmpty());
        if (exitCode == 0) {
            print.println(
                    "OK: " + file.file() + ", " + file.scenario().acts().size() + " acts: all as expected, and all "
                            + conversation.verdict().events() + " steps are steps of " + RaftTrace.SPECIFICATION);
        }
        return exitCode;
    }
}
