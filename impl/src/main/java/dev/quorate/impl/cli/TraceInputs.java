package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The traces that arguments stand for: files, all traces below a folder, and {@code -} for the standard input. */
record TraceInputs(List<Path> arguments, InputStream input) {
    static final String STANDARD_INPUT = "standard input";

    static final Path DASH = Path.of("-");

    /** In the order of the arguments, and inside a folder in that of their names. */
    ImmutableList<TraceInput> all() {
        ImmutableList.Builder<TraceInput> inputs = ImmutableList.builder();
        for (Path argument : arguments) {
            if (argument.equals(DASH)) {
                inputs.add(TraceInput.of(STANDARD_INPUT, 0, () -> new TraceReader(STANDARD_INPUT, input)));
            } else if (Files.isDirectory(argument)) {
                inputs.addAll(below(argument));
            } else {
                inputs.add(TraceInput.of(argument));
            }
        }
        return inputs.build();
    }

    private static ImmutableList<TraceInput> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            ImmutableList<TraceInput> traces = files.filter(TraceInputs::isTrace)
                    .sorted()
                    .map(TraceInput::of)
                    .collect(ImmutableList.toImmutableList());
            return traces.isEmpty()
                    ? ImmutableList.of(TraceInput.missing(folder, "a folder without traces (*.ndjson, *.ndjson.gz)"))
                    : traces;
        } catch (IOException e) {
            return ImmutableList.of(unreadable(folder, e));
        } catch (UncheckedIOException e) {
            return ImmutableList.of(unreadable(folder, e.getCause()));
        }
    }

    private static TraceInput unreadable(Path folder, IOException e) {
        return TraceInput.missing(folder, "cannot be searched: " + Quorate.explain(e));
    }

    private static boolean isTrace(Path path) {
        String name = path.getFileName().toString();
        return (name.endsWith(".ndjson") || name.endsWith(".ndjson.gz")) && Files.isRegularFile(path);
    }
}
