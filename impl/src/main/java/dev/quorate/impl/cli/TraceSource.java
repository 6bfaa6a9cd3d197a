package dev.quorate.impl.cli;

import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import java.nio.file.Path;

/**
 * A trace that is asked for.
 *
 * @param name of the file, as it is told to people
 * @param bytes its size, zero if it is not known before
 */
record TraceSource(String name, long bytes, Opening opening) {

    /** Opens what is named. */
    interface Opening {
        TraceReader open() throws TraceException;
    }

    static TraceSource of(Path file) {
        return new TraceSource(file.toString(), file.toFile().length(), () -> new TraceReader(file));
    }

    /** What is asked for and no trace. */
    static TraceSource missing(Path path, String problem) {
        return new TraceSource(path.toString(), 0, () -> {
            throw new TraceException(path.toString(), 0, "", problem);
        });
    }

    TraceReader open() throws TraceException {
        return opening.open();
    }
}
