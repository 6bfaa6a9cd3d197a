package dev.quorate.conformance.trace;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.ValueJson.Malformed;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
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
public final class TraceReader implements AutoCloseable {
    private static final int LONGEST_LINE = 16 << 20;

    private final String file;
    private final InputStream in;
    private final TraceHeader header;
    private final Map<String, Long> lastSeq = new HashMap<>();
    private long line;
    private boolean lastLineEnded;
    private String warning = "";

    public TraceReader(Path path) throws TraceException {
        this(path.toString(), open(path));
    }

    public TraceReader(String file, InputStream stream) throws TraceException {
        this.file = file;
        this.in = new BufferedInputStream(stream, 1 << 16);
        byte[] first = readLine();
        if (first == null) {
            throw new TraceException(file, 0, "", "the file is empty; a trace begins with a header line");
        }
        this.header = parse(first, this::readHeader);
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
            throw new TraceException(path.toString(), 0, "", "cannot be read: " + e.getMessage());
        }
    }

    public String file() {
        return file;
    }

    public TraceHeader header() {
        return header;
    }

    /** One line about a torn end of the file, or an empty string. */
    public String warning() {
        return warning;
    }

    /** The next event, or nothing at the end. */
    public Optional<TraceEvent> next() throws TraceException {
        byte[] bytes = readLine();
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            TraceEvent event = parse(bytes, this::readEvent);
            checkNode(event);
            return Optional.of(event);
        } catch (TraceException e) {
            if (lastLineEnded || isWhole(bytes)) {
                throw e;
            }
            warning = file + ":" + line + ": the last line is torn (" + bytes.length
                    + " bytes, no line end); everything before it was judged";
            return Optional.empty();
        }
    }

    /** Whether a line is a JSON object: then it was written to its end, and only the line end is missing. */
    private static boolean isWhole(byte[] bytes) {
        try (JsonParser json = ValueJson.JSON.createParser(bytes)) {
            json.nextToken();
            return json.skipChildren().currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private void checkNode(TraceEvent event) throws TraceException {
        if (!header.nodes().contains(event.node())) {
            throw new TraceException(
                    file, line, "node", "\"" + event.node() + "\" is not in the header's init " + header.nodes());
        }
        long expected = lastSeq.getOrDefault(event.node(), 0L) + 1;
        if (event.seq() != expected) {
            String problem = event.seq() > expected
                    ? "line " + expected + " of " + event.node() + " is missing"
                    : "the lines of " + event.node() + " are doubled or out of order";
            throw new TraceException(
                    file, line, "seq", "expected " + expected + ", found " + event.seq() + ": " + problem);
        }
        lastSeq.put(event.node(), expected);
    }

    /** The bytes up to the next line end; {@code null} at the end of the file. */
    private byte[] readLine() throws TraceException {
        line++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        lastLineEnded = false;
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    lastLineEnded = true;
                    return bytes.toByteArray();
                }
                bytes.write(b);
                if (bytes.size() > LONGEST_LINE) {
                    throw new TraceException(file, line, "", "longer than " + (LONGEST_LINE >> 20) + " MiB");
                }
            }
        } catch (IOException e) {
            throw new TraceException(file, line, "", "cannot be read: " + e.getMessage());
        }
        return bytes.size() == 0 ? null : bytes.toByteArray();
    }

    @FunctionalInterface
    private interface LineParser<T> {
        T parse(JsonParser json) throws IOException, Malformed;
    }

    private <T> T parse(byte[] bytes, LineParser<T> parser) throws TraceException {
        if (bytes.length == 0) {
            throw new TraceException(file, line, "", "the line is empty");
        }
        try (JsonParser json = ValueJson.JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("", "expected a JSON object");
            }
            T result = parser.parse(json);
            if (json.nextToken() != null) {
                throw new Malformed("", "something follows the JSON object");
            }
            return result;
        } catch (Malformed e) {
            throw new TraceException(file, line, e.field, e.getMessage());
        } catch (JsonEOFException e) {
            throw new TraceException(file, line, "", "not JSON: the line is cut off");
        } catch (StreamConstraintsException e) {
            throw new TraceException(
                    file, line, "", "beyond a limit: " + e.getOriginalMessage().replaceFirst(", from .*", ")"));
        } catch (JacksonException e) {
            throw new TraceException(file, line, "", "not JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new TraceException(file, line, "", "not JSON: " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private TraceHeader readHeader(JsonParser json) throws IOException, Malformed {
        String format = null;
        Long version = null;
        String specification = null;
        String sha256 = "";
        ImmutableMap<String, Value> constants = null;
        ImmutableMap<String, ImmutableMap<String, Value>> init = null;
        String network = null;
        String violates = null;
        ImmutableMap.Builder<String, Value> extras = ImmutableMap.builder();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "format" -> format = string(json, field);
                case "version" -> version = integer(json, field);
                case "specification" -> specification = string(json, field);
                case "sha256" -> sha256 = string(json, field);
                case "constants" -> constants = ValueJson.readFields(json, field);
                case "init" -> init = readInit(json);
                case "network" -> network = string(json, field);
                case "violates" -> violates = string(json, field);
                case "seed", "faults" -> extras.put(field, ValueJson.read(json, field));
                default -> throw new Malformed(field, "not a field of the header");
            }
        }
        if (!TraceHeader.FORMAT.equals(required(format, "format"))) {
            throw new Malformed("format", "expected \"" + TraceHeader.FORMAT + "\", found \"" + format + "\"");
        }
        if (required(version, "version") != TraceHeader.VERSION) {
            throw new Malformed("version", "expected " + TraceHeader.VERSION + ", found " + version);
        }
        return new TraceHeader(
                required(specification, "specification"),
                sha256,
                required(constants, "constants"),
                required(init, "init"),
                required(network, "network"),
                Optional.ofNullable(violates),
                extras.buildOrThrow());
    }

    private static ImmutableMap<String, ImmutableMap<String, Value>> readInit(JsonParser json)
            throws IOException, Malformed {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new Malformed("init", "expected an object with a row per server, found " + json.getText());
        }
        ImmutableMap.Builder<String, ImmutableMap<String, Value>> rows = ImmutableMap.builder();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String node = json.currentName();
            json.nextToken();
            rows.put(node, ValueJson.readFields(json, "init." + node));
        }
        return rows.buildOrThrow();
    }

    private TraceEvent readEvent(JsonParser json) throws IOException, Malformed {
        Long seq = null;
        String node = null;
        long time = 0;
        String action = null;
        ImmutableMap<String, Value> params = null;
        ImmutableMap<String, Value> state = null;
        ImmutableList<Value> sent = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "seq" -> seq = integer(json, field);
                case "node" -> node = string(json, field);
                case "time" -> time = integer(json, field);
                case "action" -> action = string(json, field);
                case "params" -> params = ValueJson.readFields(json, field);
                case "state" -> state = ValueJson.readFields(json, field);
                case "sent" -> sent = ValueJson.readArray(json, field);
                default -> throw new Malformed(field, "not a field of an event");
            }
        }
        return new TraceEvent(
                line,
                required(seq, "seq"),
                required(node, "node"),
                time,
                required(action, "action"),
                required(params, "params"),
                required(state, "state"),
                required(sent, "sent"));
    }

    private static <T> T required(T value, String field) throws Malformed {
        if (value == null) {
            throw new Malformed(field, "missing");
        }
        return value;
    }

    private static String string(JsonParser json, String field) throws IOException, Malformed {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new Malformed(field, "expected a string, found " + json.getText());
        }
        return json.getText().intern();
    }

    private static long integer(JsonParser json, String field) throws IOException, Malformed {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw new Malformed(field, "expected an integer, found " + json.getText());
        }
        return json.getLongValue();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
