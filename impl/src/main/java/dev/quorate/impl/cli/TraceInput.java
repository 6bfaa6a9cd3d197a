package dev.quorate.impl.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.nio.file.Path;
import java.util.List;

/**
 * A trace that is asked for: a file, or the files of one run.
 *
 * @param name of the (first) file, as it is told to people
 * @param bytes about its size, zero if it is not known before
 * @param files to open, at least one
 */
record TraceInput(String name, long bytes, ImmutableList<Opening> files) {

    /** How many times smaller a trace becomes when it is packed, at least. */
    private static final int USUAL_PACKING = 10;

    /** Opens a file. */
    interface Opening {
        TraceReader open() throws TraceException;
    }

    static TraceInput of(String name, long bytes, Opening file) {
        return new TraceInput(name, bytes, ImmutableList.of(file));
    }

    static TraceInput of(Path file) {
        long unpacked = file.toString().endsWith(".gz") ? USUAL_PACKING : 1;
        return of(file.toString(), unpacked * file.toFile().length(), () -> new TraceReader(file));
    }

    /** What is asked for and no trace. */
    static TraceInput missing(Path path, String problem) {
        return of(path.toString(), 0, () -> {
            throw new TraceException(path.toString(), 0, "", problem);
        });
    }

    /** One run whose processes wrote a file each. */
    static TraceInput merged(List<TraceInput> inputs) {
        return new TraceInput(
                inputs.get(0).name,
                inputs.stream().mapToLong(TraceInput::bytes).sum(),
                inputs.stream().flatMap(input -> input.files.stream()).collect(toImmutableList()));
    }
}
