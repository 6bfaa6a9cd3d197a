package dev.quorate.impl.cli;

import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.server.RaftTrace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The course's election tests on the Java Raft, each with the verdict on its trace. */
@Command(
        description = "Runs the course's two election scenarios in real time and validates their traces.",
        mixinStandardHelpOptions = true,
        footer = "Exit code: 0 both passed and conform, 1 one did not.")
final class LabCommand implements Callable<Integer> {
    @Option(names = "--seed", description = "of the timeouts (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "FOLDER", description = "for the traces (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target", "lab");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, TraceException, SpecificationException {
        PrintWriter print = spec.commandLine().getOut();
        boolean allGood = true;
        try (FolderLock lock = FolderLock.of(out);
                SpecificationFiles files = new SpecificationFiles();
                Progress progress = LabRuns.progress(spec.commandLine().getErr())) {
            LabRuns runs = new LabRuns(
                    seed, files.module(RaftTrace.SPECIFICATION), files.sha256(RaftTrace.SPECIFICATION), lock.folder());
            for (LabRuns.Judged judged : runs.run(progress)) {
                print.println(judged.result().report());
                judged.result().warnings().forEach(warning -> print.println("  warning: " + warning));
                judged.row().verdict().map(VerdictText::of).ifPresent(lines -> lines.forEach(print::println));
                allGood &= judged.row().isGood();
            }
        }
        return allGood ? 0 : 1;
    }
}
