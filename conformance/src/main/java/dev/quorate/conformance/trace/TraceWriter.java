package dev.quorate.conformance.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Writes a trace, a line at a time, each complete when {@link #write} returns to the buffer below. Not thread-safe:
 * the order of the lines is the order of the steps, so whoever writes holds what orders the steps.
 *
 * <p>An {@link IOException} becomes an {@link UncheckedIOException}: a step that cannot be recorded must not happen.
 */
public final class TraceWriter implements AutoCloseable {
    private final JsonGenerator out;
    private final TraceHeader header;

    public TraceWriter(OutputStream stream, TraceHeader header) {
        this.header = header;
        try {
            out = ValueJson.JSON.createGenerator(stream);
            out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            writeHeader();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeHeader() throws IOException {
        out.writeStartObject();
        out.writeStringField("format", TraceHeader.FORMAT);
        out.writeNumberField("version", TraceHeader.VERSION);
        out.writeStringField("specification", header.specification());
        out.writeStringField("sha256", header.sha256());
        out.writeFieldName("constants");
        ValueJson.writeFields(header.constants(), out);
        out.writeObjectFieldStart("init");
        for (Map.Entry<String, ImmutableMap<String, Value>> node : header.init().entrySet()) {
            out.writeFieldName(node.getKey());
            ValueJson.writeFields(node.getValue(), out);
        }
        out.writeEndObject();
        out.writeStringField("network", header.network());
        if (!header.unobserved().isEmpty()) {
            out.writeArrayFieldStart("unobserved");
            for (String name : header.unobserved()) {
                out.writeString(name);
            }
            out.writeEndArray();
        }
        if (!header.silent().isEmpty()) {
            out.writeObjectFieldStart("silent");
            for (Map.Entry<String, Integer> action : header.silent().entrySet()) {
                out.writeNumberField(action.getKey(), action.getValue());
            }
            out.writeEndObject();
        }
        if (header.violates().isPresent()) {
            out.writeStringField("violates", header.violates().get());
        }
        for (Map.Entry<String, Value> extra : header.extras().entrySet()) {
            out.writeFieldName(extra.getKey());
            ValueJson.write(extra.getValue(), out);
        }
        out.writeEndObject();
    }

    public void write(TraceEvent event) {
        try {
            out.writeStartObject();
            out.writeNumberField("seq", event.seq());
            out.writeStringField("node", event.node());
            out.writeNumberField("time", event.time());
            out.writeStringField("action", event.action());
            out.writeFieldName("params");
            ValueJson.writeFields(event.params(), out);
            out.writeFieldName("state");
            ValueJson.writeFields(event.state(), out);
            if (!header.isSentUnobserved(event.action())) {
                out.writeFieldName("sent");
                ValueJson.writeAll(event.sent(), out);
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (out.isClosed()) {
            return;
        }
        try {
            out.writeRaw('\n');
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
