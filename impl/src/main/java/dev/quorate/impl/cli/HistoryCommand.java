package dev.quorate.impl.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** What is done with histories of clients. */
@Command(
        description =
                "Finds the anomalies in what clients of a store asked for and were told, or makes such histories.",
        mixinStandardHelpOptions = true,
        subcommands = {HistoryCheckCommand.class, HistoryGenerateCommand.class})
final class HistoryCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: history "
                        + String.join(", history ", spec.subcommands().keySet()));
    }
}
