package dev.quorate.impl.cli;

import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.campaign.Campaign;
import dev.quorate.impl.campaign.CampaignResult;
import dev.quorate.impl.campaign.FailedSeed;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.server.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates and judges many seeds. Ctrl-C ends it with what is known by then. */
@Command(
        description = "Simulates many seeds under faults, judges every step of each, and tells what was met.",
        mixinStandardHelpOptions = true,
        footer = {
            "All that it tells is also written to campaign.json.",
            "Exit code: 0 all seeds are as they should be and nothing that counts was missed, 1 not so,"
                    + " 2 bad input, 130 ended by Ctrl-C."
        })
final class CampaignCommand implements Callable<Integer> {
    private static final int MOST_EXPLAINED = 3;

    @Option(names = "--seeds", description = "A..B (default: 1..100)", converter = SeedRange.Converter.class)
    private SeedRange seeds = new SeedRange(1, 100);

    @Mixin
    private CampaignOptions options = new CampaignOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, SpecificationException, TraceException, InterruptedException {
        Campaign.Order order = options.order(seeds.first(), seeds.last(), spec.commandLine());
        try (FolderLock lock = FolderLock.of(options.out());
                Interruption interruption = new Interruption();
                SpecificationFiles files = new SpecificationFiles()) {
            Path module = files.module(RaftTrace.SPECIFICATION);
            Campaign campaign = new Campaign(
                    order,
                    Server.with(new ElectionCore()),
                    module,
                    files.sha256(RaftTrace.SPECIFICATION),
                    lock.folder());
            CampaignReport report = new CampaignReport(order, options, options.again(seeds), System.nanoTime());
            CampaignResult result = run(campaign, order, report, interruption);
            PrintWriter print = spec.commandLine().getOut();
            report.lines(result).forEach(print::println);
            print.println();
            CampaignJson.write(report, result, options.out().resolve("campaign.json"));
            if (interruption.isAsked()) {
                print.println("ENDED EARLY: what is told above is of the seeds that were run");
                return Interruption.EXIT_CODE;
            }
            explain(result, module, print);
            print.println(report.sentence(result));
            return report.isGreen(result) ? 0 : 1;
        }
    }

    private CampaignResult run(
            Campaign campaign, Campaign.Order order, CampaignReport report, Interruption interruption)
            throws InterruptedException, SpecificationException, IOException {
        try (CampaignProgress progress = new CampaignProgress(spec.commandLine().getErr(), order.seeds())) {
            progress.watch(campaign::soFar, report);
            return campaign.run(interruption::isAsked);
        }
    }

    private void explain(CampaignResult result, Path module, PrintWriter print)
            throws SpecificationException, TraceException, IOException {
        try (SpecificationShelf shelf = new SpecificationShelf(module)) {
            for (FailedSeed failed : result.failures()
                    .subList(0, Math.min(MOST_EXPLAINED, result.failures().size()))) {
                explain(failed, shelf, print);
            }
        }
    }

    private void explain(FailedSeed failed, SpecificationShelf shelf, PrintWriter print)
            throws SpecificationException, TraceException, IOException {
        print.println(
                "FAILED     seed " + failed.seed() + ": " + failed.failure().story());
        if (failed.trace().isPresent()) {
            VerdictText.of(TraceChecker.check(failed.trace().get(), shelf)).forEach(print::println);
            PageBeside.write(failed.trace().get(), shelf).map(PageBeside::line).ifPresent(print::println);
        }
        failed.scenario()
                .map(file -> ShellWords.line(List.of("quorate", "replay", file.toString())))
                .ifPresent(command -> print.println("  in short      " + command));
        print.println("  again         " + options.again(failed.seed()));
        print.println();
    }
}
