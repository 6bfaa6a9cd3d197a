package dev.quorate.impl.cli;

import com.google.common.io.MoreFiles;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.impl.report.Chapter;
import dev.quorate.impl.report.Report;
import dev.quorate.impl.report.ReportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes one page of what other commands have measured. */
@Command(
        description =
                "Writes what other commands have left under target/ as one HTML page, each figure with the command"
                        + " that makes it again. Measures nothing itself.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 the page is written, whatever it tells, 2 a file is not what its command writes.")
final class ReportCommand implements Callable<Integer> {
    @Option(names = "--from", paramLabel = "FOLDER", description = "that was measured into (default: ${DEFAULT-VALUE})")
    private Path target = Path.of("target");

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "the page (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target", "report", "index.html");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, SpecificationException, ReportException {
        Report report;
        try (SpecificationFiles files = new SpecificationFiles()) {
            report = Report.of(target, Model.all(files.folder()));
        }
        MoreFiles.createParentDirectories(out);
        Files.writeString(out, report.page(Instant.now()));
        PrintWriter print = spec.commandLine().getOut();
        Table table = new Table("part", "here it is", "what came out");
        for (Chapter chapter : report.chapters()) {
            table.add(
                    chapter.title(),
                    chapter.state().words(),
                    chapter.state() == Chapter.State.MISSING ? "run " + chapter.command() : chapter.sentence());
        }
        table.lines().forEach(print::println);
        print.println();
        print.println(out);
        return 0;
    }
}
