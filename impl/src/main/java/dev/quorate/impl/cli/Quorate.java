package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.history.HistoryException;
import dev.quorate.conformance.tla.EnginesDisagree;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.campaign.ScenarioException;
import dev.quorate.impl.report.ReportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command. Exit codes: 0 all is as it should be, 1 something is not (a rejected trace, a model that does not
 * hold), 2 bad input or usage, 3 undecided. Bad input gets one line on the error stream, never a stack trace.
 */
@Command(
        name = "quorate",
        description = "A Raft whose leader elections are held to one TLA+ specification.",
        mixinStandardHelpOptions = true,
        version = "quorate 0.1.0")
public final class Quorate implements Runnable {
    /** An answer that cannot be trusted is none; no other failure ends with this code. */
    static final int INTERNAL_ERROR = 4;

    private static final ImmutableMap<String, Class<?>> COMMANDS = ImmutableMap.<String, Class<?>>builder()
            .put("check", CheckCommand.class)
            .put("validate", ValidateCommand.class)
            .put("view", ViewCommand.class)
            .put("history", HistoryCommand.class)
            .put("export-tlc", ExportTlcCommand.class)
            .put("simulate", SimulateCommand.class)
            .put("explore", ExploreCommand.class)
            .put("campaign", CampaignCommand.class)
            .put("replay", ReplayCommand.class)
            .put("lab", LabCommand.class)
            .put("model", ModelCommand.class)
            .put("mutants", MutantsCommand.class)
            .put("report", ReportCommand.class)
            .buildOrThrow();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Surroundings surroundings;

    private Quorate(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    public static void main(String[] args) {
        System.exit(run(
                Surroundings.ofProcess(),
                new PrintWriter(System.out, true, UTF_8),
                new PrintWriter(System.err, true, UTF_8),
                args));
    }

    /** Runs the command with these streams, and with nothing else around it. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(Surroundings.NONE, out, err, args);
    }

    /** Runs the command and gives its exit code. */
    static int run(Surroundings surroundings, PrintWriter out, PrintWriter err, String... args) {
        CommandLine quorate = new CommandLine(new Quorate(surroundings));
        // Building a command takes a while; so only the one that is asked for is built, if it is clear which that is.
        String first = args.length == 0 ? "" : args[0];
        (COMMANDS.containsKey(first) ? ImmutableSet.of(first) : COMMANDS.keySet())
                .forEach(name -> quorate.addSubcommand(name, COMMANDS.get(name)));
        return quorate.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Quorate::badUsage)
                .setExecutionExceptionHandler(Quorate::failed)
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: " + String.join(", ", spec.subcommands().keySet()) + " (quorate --help explains)");
    }

    private static int badUsage(ParameterException e, String[] args) {
        e.getCommandLine()
                .getErr()
                .println("quorate: " + e.getMessage().lines().findFirst().orElse(""));
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (e instanceof EnginesDisagree) {
            command.getErr().println("quorate: internal error: " + e.getMessage());
            return INTERNAL_ERROR;
        }
        if (e instanceof TraceException
                || e instanceof HistoryException
                || e instanceof ScenarioException
                || e instanceof ReportException
                || e instanceof SpecificationException) {
            command.getErr().println("quorate: " + e.getMessage());
        } else if (e instanceof UncheckedIOException io) {
            command.getErr().println("quorate: " + explain(io.getCause()));
        } else if (e instanceof IOException io) {
            command.getErr().println("quorate: " + explain(io));
        } else if (e instanceof InterruptedException) {
            command.getErr().println("quorate: interrupted");
        } else {
            throw e;
        }
        return ExitCode.USAGE;
    }

    /** A file system says what is wrong by the type of its exception only: AccessDenied, NoSuchFile. */
    static String explain(IOException e) {
        if (e instanceof FileSystemException f && f.getReason() == null) {
            String kind = f.getClass().getSimpleName().replace("Exception", "");
            return f.getFile() + ": "
                    + CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_HYPHEN, kind).replace('-', ' ');
        }
        return e.getMessage();
    }
}
