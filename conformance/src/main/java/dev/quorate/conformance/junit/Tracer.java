package dev.quorate.conformance.junit;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.conformance.view.RunPage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where a test's program writes its trace: into one file, or into one for each of its processes; those are put together
 * by what was sent before it was received. {@code TRACE.md} says what is in a trace. All is closed when the test is over.
 *
 * <p>Thread-safe, but what it hands out is only as far as it says itself.
 */
public final class Tracer {
    private final Path folder;
    private final String name;
    private final List<Path> files = new ArrayList<>();
    /** The last first: a writer ends before the stream below it. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /**
     * A tracer without a file.
     *
     * @param folder is made if it is missing
     * @param name of the test
     */
    Tracer(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * The one trace of the test, for a program that writes the lines itself.
     *
     * @throws UncheckedIOException if the file cannot be written
     * @throws IllegalStateException if it was asked for before
     */
    public OutputStream stream() {
        return open(name + ".ndjson");
    }

    /**
     * The trace of one of several processes, each of which begins with the same header.
     *
     * @param process tells its file from those of the others: letters, digits, {@code -} and {@code _}
     * @throws UncheckedIOException if the file cannot be written
     * @throws IllegalStateException if it was asked for before
     */
    public OutputStream stream(String process) {
        Preconditions.checkArgument(process.matches("[\\w-]+"), "%s cannot be in the name of a file", process);
        return open(name + "." + process + ".ndjson");
    }

    /** The one trace of the test, for a program that has its steps as values; as {@link #stream()}. */
    public synchronized TraceWriter writer(TraceHeader header) {
        TraceWriter writer = new TraceWriter(stream(), header);
        open.push(writer);
        return writer;
    }

    private synchronized OutputStream open(String file) {
        Path path = folder.resolve(file);
        Preconditions.checkState(!files.contains(path), "%s is being written already", path);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(RunPage.beside(path)); // of an earlier run
            OutputStream stream = new BufferedOutputStream(Files.newOutputStream(path));
            files.add(path);
            open.push(stream);
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": " + e.getMessage(), e);
        }
    }

    /** Ends all files. @return them, in the order in which they were asked for */
    synchronized ImmutableList<Path> close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        return ImmutableList.copyOf(files);
    }
}
