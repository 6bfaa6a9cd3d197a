package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import dev.quorate.conformance.history.Flaw;
import dev.quorate.conformance.history.History;
import dev.quorate.conformance.history.HistoryGenerator;
import dev.quorate.conformance.history.HistoryGenerator.Settings;
import dev.quorate.conformance.history.HistoryText;
import dev.quorate.conformance.history.HistoryWriter;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a history of a simulated store. */
@Command(
        name = "generate",
        description = "Makes a history of a simulated store, sound or with a flaw, and writes it.",
        mixinStandardHelpOptions = true,
        footer = "The same options give the same bytes.")
final class HistoryGenerateCommand implements Callable<Integer> {
    private static final int MOST_TRANSACTIONS = 10_000_000;
    private static final int MOST = 100_000;

    /** How a history is written. */
    private enum Format {
        EDN,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The options of a flaw; the others mean nothing without the first. */
    private static final class Flawed {
        @Option(
                names = "--flaw",
                required = true,
                paramLabel = "NAME",
                converter = NameConverter.OfFlaw.class,
                description = "what is wrong with the store: ${COMPLETION-CANDIDATES}")
        private Flaw flaw;

        @Option(
                names = "--flawed",
                paramLabel = "N",
                defaultValue = "10",
                description = "how many transactions meet the flaw at most; with some flaws not each of them shows"
                        + " (default: ${DEFAULT-VALUE})")
        private int flawed;

        @Option(
                names = "--from",
                paramLabel = "N",
                defaultValue = "0",
                description = "the first transaction that may meet it, counted from zero (default: ${DEFAULT-VALUE})")
        private int from;
    }

    @Option(names = "--seed", description = "what decides everything (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--transactions", paramLabel = "N", description = "how many (default: ${DEFAULT-VALUE})")
    private int transactions = 1_000;

    @Option(names = "--clients", paramLabel = "N", description = "how many at a time (default: ${DEFAULT-VALUE})")
    private int clients = 10;

    @Option(
            names = "--keys",
            paramLabel = "N",
            description = "how many are in use at a time, each half as often as the one before"
                    + " (default: ${DEFAULT-VALUE})")
    private int keys = 10;

    @Option(
            names = "--longest",
            paramLabel = "N",
            description = "the most steps of a transaction (default: ${DEFAULT-VALUE})")
    private int longest = 4;

    @Option(
            names = "--appends",
            paramLabel = "N",
            description = "to a key, before another one takes its place (default: ${DEFAULT-VALUE})")
    private int appends = 256;

    @Option(
            names = "--failed",
            paramLabel = "SHARE",
            description = "of transactions that fail, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double failed = 0.02;

    @Option(
            names = "--unknown",
            paramLabel = "SHARE",
            defaultValue = "0.0005",
            description = "of transactions with an unknown outcome, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double unknown;

    @ArgGroup(exclusive = false)
    private Flawed flawed;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format = Format.EDN;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "packed by gzip if its name ends with .gz; - is the standard output"
                    + " (default: ${DEFAULT-VALUE})")
    private Path out = InputFiles.DASH;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        History history = HistoryGenerator.generate(settings());
        PrintWriter print = spec.commandLine().getOut();
        String told = HistoryText.transactions(history) + ", seed " + seed + (flawed == null ? "" : ", " + flawed.flaw);
        if (out.equals(InputFiles.DASH)) {
            write(history, print);
            print.flush();
            spec.commandLine().getErr().println("quorate: " + told);
        } else {
            MoreFiles.createParentDirectories(out);
            try (Writer writer = new BufferedWriter(new OutputStreamWriter(opened(), UTF_8))) {
                write(history, writer);
            }
            print.println(out + ": " + told);
        }
        return 0;
    }

    private Settings settings() {
        within("--transactions", transactions, 1, MOST_TRANSACTIONS);
        within("--clients", clients, 1, MOST);
        within("--keys", keys, 1, MOST);
        within("--longest", longest, 1, MOST);
        within("--appends", appends, 1, MOST);
        within("--failed", failed, 0, 1);
        within("--unknown", unknown, 0, 1 - failed);
        Settings settings = Settings.sound(seed, transactions, clients)
                .withSizes(keys, longest, appends)
                .withOutcomes(failed, unknown);
        if (flawed == null) {
            return settings;
        }
        within("--from", flawed.from, 0, transactions - 1);
        within("--flawed", flawed.flawed, 0, MOST_TRANSACTIONS);
        return settings.withFlaw(flawed.flaw, flawed.flawed, flawed.from);
    }

    private void within(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    String.format(Locale.ROOT, "%s is %d to %d, not %d", option, least, most, value));
        }
    }

    private void within(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    String.format(Locale.ROOT, "%s is %s to %s, not %s", option, least, most, value));
        }
    }

    private OutputStream opened() throws IOException {
        OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out));
        return out.toString().endsWith(".gz") ? new GZIPOutputStream(stream) : stream;
    }

    private void write(History history, Writer writer) throws IOException {
        switch (format) {
            case EDN -> HistoryWriter.edn(history, writer);
            case JSON -> HistoryWriter.json(history, writer);
        }
    }
}
