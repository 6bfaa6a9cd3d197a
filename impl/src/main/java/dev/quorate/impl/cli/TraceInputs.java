package dev.quorate.impl.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.impl.cli.InputFiles.InputFile;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The traces that arguments stand for. */
record TraceInputs(InputStream input) {
    private static final InputFiles FILES = new InputFiles("traces", ImmutableList.of(".ndjson"));

    /**
     * In the order of {@link InputFiles#of}.
     *
     * @param spec whose arguments these are
     */
    ImmutableList<TraceInput> of(List<Path> arguments, CommandSpec spec) {
        return FILES.of(arguments, spec).stream().map(this::trace).collect(toImmutableList());
    }

    private TraceInput trace(InputFile file) {
        if (!file.problem().isEmpty()) {
            return TraceInput.missing(file.path(), file.problem());
        }
        return file.isStandardInput()
                ? TraceInput.of(file.name(), 0, () -> new TraceReader(file.name(), input))
                : TraceInput.of(file.path());
    }
}
