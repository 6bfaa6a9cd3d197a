package dev.quorate.conformance.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.google.common.base.Joiner;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes histories, an operation a line. What is written is read back as the same history, but for strings that begin with
 * a colon, which in JSON are keywords.
 */
public final class HistoryWriter {
    private HistoryWriter() {}

    /** Writes EDN, which Jepsen and Elle read. The stream stays open. */
    public static void edn(History history, OutputStream stream) throws IOException {
        edn(history, characters(stream));
    }

    /** The same, as characters. */
    public static void edn(History history, Writer out) throws IOException {
        for (Operation operation : history.operations()) {
            out.append("{:type :").append(operation.type().word());
            out.append(", :f ").append(name(operation.f()));
            out.append(", :value [")
                    .append(Joiner.on(' ').join(operation.value()))
                    .append(']');
            out.append(", :process ").append(Integer.toString(operation.process()));
            if (operation.time() >= 0) {
                out.append(", :time ").append(Long.toString(operation.time()));
            }
            out.append(", :index ").append(Long.toString(operation.index())).append("}\n");
        }
        out.flush();
    }

    private static String name(String f) {
        return Atom.isKeyword(f) ? ":" + f : EdnText.quoted(f);
    }

    private static Writer characters(OutputStream stream) {
        return new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
    }

    /** Writes JSON lines. The stream stays open. */
    public static void json(History history, OutputStream stream) throws IOException {
        json(history, characters(stream));
    }

    /** The same, as characters. */
    public static void json(History history, Writer writer) throws IOException {
        JsonGenerator out = JsonHistory.JSON.createGenerator(writer);
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        for (Operation operation : history.operations()) {
            json(operation, out);
        }
        out.writeRaw('\n');
        out.close();
    }

    static void json(Operation operation, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", operation.type().word());
        out.writeStringField("f", operation.f());
        out.writeFieldName("value");
        json(operation.value(), out);
        out.writeNumberField("process", operation.process());
        if (operation.time() >= 0) {
            out.writeNumberField("time", operation.time());
        }
        out.writeNumberField("index", operation.index());
        out.writeEndObject();
    }

    private static void json(List<MicroOp> value, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (MicroOp op : value) {
            out.writeStartArray();
            if (op instanceof MicroOp.Append append) {
                out.writeString("append");
                json(append.key(), out);
                json(append.value(), out);
            } else if (op instanceof MicroOp.Read read) {
                out.writeString("r");
                json(read.key(), out);
                list(read, out);
            }
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    private static void list(MicroOp.Read read, JsonGenerator out) throws IOException {
        if (read.list().isEmpty()) {
            out.writeNull();
            return;
        }
        out.writeStartArray();
        for (Atom value : read.list().get()) {
            json(value, out);
        }
        out.writeEndArray();
    }

    static void json(Atom atom, JsonGenerator out) throws IOException {
        switch (atom.kind()) {
            case INTEGER -> out.writeNumber(atom.number());
            case KEYWORD -> out.writeString(atom.toString());
            case STRING -> out.writeString(atom.text());
        }
    }
}
