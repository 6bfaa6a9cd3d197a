package dev.quorate.conformance.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a trace, a line at a time, in memory that does not grow with the file. Every failure is a
 * {@link TraceException} that names file, line and field. Not thread-safe.
 *
 * <p>A last line that was cut off, as by a crash or a full disk, is not a failure: {@link #next} ends before it and
 * {@link #warning} tells.
 */
public final class TraceReader implements TraceSource, AutoCloseable {
    private final String file;
    private final Lines lines;
    private final LineParser parser = new LineParser();
    private final EventForm form;
    private final TraceHeader header;
    /** The nodes of the run, and how many steps of each were read. */
    private final Map<String, Counter> steps = new HashMap<>();

    private String warning = "";

    /** Counts the steps of a node; the first one in a file has the number one, unless the file is one of several. */
    private static final class Counter {
        private long read;
        private boolean anyFirst;
    }

    public TraceReader(Path path) throws TraceException {
        this(path.toString(), open(path));
    }

    /**
     * Reads a stream, which may be packed by gzip.
     *
     * @param file what to call it
     */
    public TraceReader(String file, InputStream stream) throws TraceException {
        this.file = file;
        this.lines = new Lines(unpacked(stream));
        ValueReader values = new ValueReader();
        this.form = new EventForm(values);
        if (!advance()) {
            throw new TraceException(file, 0, "", "the file is empty; a trace begins with a header line");
        }
        this.header = header(new HeaderForm(values));
        form.under(header);
        header.nodes().forEach(node -> steps.put(node, new Counter()));
    }

    /** Makes this one of the files of a run: others may have the other nodes, and the steps before. */
    void isPartOf(TraceHeader run) {
        for (String node : run.nodes()) {
            steps.computeIfAbsent(node, n -> new Counter()).anyFirst = true;
        }
    }

    private InputStream unpacked(InputStream stream) throws TraceException {
        try {
            return Unpacked.of(stream);
        } catch (IOException e) {
            throw new TraceException(file, 0, "", Unpacked.unreadable(e));
        }
    }

    private static InputStream open(Path path) throws TraceException {
        if (Files.isDirectory(path)) {
            throw new TraceException(path.toString(), 0, "", "is a folder, not a trace");
        }
        try {
            return Files.newInputStream(path);
        } catch (NoSuchFileException e) {
            throw new TraceException(path.toString(), 0, "", "no such file");
        } catch (IOException e) {
            throw new TraceException(path.toString(), 0, "", Unpacked.unreadable(e));
        }
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public String name() {
        return file;
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public String warning() {
        return warning;
    }

    @Override
    public Optional<TraceEvent> next() throws TraceException {
        if (!advance()) {
            return Optional.empty();
        }
        try {
            TraceEvent event = event();
            count(event);
            return Optional.of(event);
        } catch (TraceException e) {
            if (lines.isEnded() || JsonLine.isWhole(lines.bytes(), lines.begin(), lines.length())) {
                throw e;
            }
            warning = file + ":" + lines.number() + ": the last line is torn (" + lines.length()
                    + " bytes, no line end); everything before it was judged";
            return Optional.empty();
        }
    }

    private boolean advance() throws TraceException {
        try {
            return lines.advance();
        } catch (Lines.LineTooLong e) {
            throw new TraceException(file, lines.number(), "", e.getMessage());
        } catch (IOException e) {
            throw new TraceException(file, lines.number(), "", Unpacked.unreadable(e));
        }
    }

    private TraceHeader header(HeaderForm headerForm) throws TraceException {
        try {
            return JsonLine.read(lines.bytes(), lines.begin(), lines.length(), headerForm);
        } catch (Malformed e) {
            throw malformed(e);
        }
    }

    private TraceEvent event() throws TraceException {
        try {
            return parser.read(lines.bytes(), lines.begin(), lines.length(), form.at(lines.number()));
        } catch (Malformed e) {
            throw malformed(e);
        }
    }

    private TraceException malformed(Malformed e) {
        return new TraceException(file, lines.number(), e.field, e.getMessage());
    }

    private void count(TraceEvent event) throws TraceException {
        Counter counter = steps.get(event.node());
        if (counter == null) {
            throw new TraceException(
                    file,
                    event.line(),
                    "node",
                    "\"" + event.node() + "\" is not in the header's init " + header.nodes());
        }
        long expected = counter.anyFirst ? Math.max(1, event.seq()) : counter.read + 1;
        counter.anyFirst = false;
        if (event.seq() != expected) {
            String problem = event.seq() > expected
                    ? "line " + expected + " of " + event.node() + " is missing"
                    : "the lines of " + event.node() + " are doubled or out of order";
            throw new TraceException(
                    file, event.line(), "seq", "expected " + expected + ", found " + event.seq() + ": " + problem);
        }
        counter.read = expected;
    }

    @Override
    public void close() {
        parser.close();
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
