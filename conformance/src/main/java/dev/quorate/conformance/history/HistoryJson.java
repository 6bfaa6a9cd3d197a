package dev.quorate.conformance.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** A verdict on a history as JSON, with all that {@link HistoryText} has and every anomaly. */
public final class HistoryJson {
    private final JsonGenerator out;
    private final HistoryVerdict verdict;

    private HistoryJson(JsonGenerator out, HistoryVerdict verdict) {
        this.out = out;
        this.verdict = verdict;
    }

    /**
     * One line; the same verdict has the same.
     *
     * @param file what to call the history
     */
    public static String of(String file, HistoryVerdict verdict) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonHistory.JSON.createGenerator(text)) {
            new HistoryJson(out, verdict).write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private void write(String file) throws IOException {
        History history = verdict.history();
        out.writeStartObject();
        out.writeStringField("file", file);
        out.writeBooleanField("valid", verdict.isValid());
        out.writeStringField("model", verdict.model().toString());
        out.writeObjectFieldStart("transactions");
        out.writeNumberField("ok", history.count(OperationType.OK));
        out.writeNumberField("fail", history.count(OperationType.FAIL));
        out.writeNumberField("info", history.count(OperationType.INFO));
        out.writeEndObject();
        out.writeObjectFieldStart("anomaly-types");
        for (Map.Entry<AnomalyType, Integer> type : verdict.counts().entrySet()) {
            out.writeNumberField(type.getKey().toString(), type.getValue());
        }
        out.writeEndObject();
        models("not", verdict.weakestRefuted());
        models("also-not", verdict.alsoRefuted());
        out.writeArrayFieldStart("anomalies");
        for (Anomaly anomaly : verdict.anomalies()) {
            anomaly(anomaly);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void models(String field, Iterable<Model> models) throws IOException {
        out.writeArrayFieldStart(field);
        for (Model model : models) {
            out.writeString(model.toString());
        }
        out.writeEndArray();
    }

    private void anomaly(Anomaly anomaly) throws IOException {
        ImmutableMap<Integer, String> names = HistoryText.names(anomaly);
        out.writeStartObject();
        out.writeStringField("type", anomaly.type().toString());
        out.writeNumberField("severity", anomaly.type().severity());
        out.writeBooleanField("forbidden", verdict.model().forbids(anomaly.type()));
        if (anomaly.key().isPresent()) {
            out.writeFieldName("key");
            HistoryWriter.json(anomaly.key().get(), out);
        }
        if (!anomaly.words().isEmpty()) {
            out.writeStringField("words", anomaly.words());
        }
        out.writeArrayFieldStart("transactions");
        for (Map.Entry<Integer, String> named : names.entrySet()) {
            out.writeStartObject();
            out.writeStringField("name", named.getValue());
            out.writeFieldName("operation");
            HistoryWriter.json(verdict.history().last(named.getKey()), out);
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!anomaly.cycle().isEmpty()) {
            cycle(anomaly, names);
        }
        out.writeEndObject();
    }

    private void cycle(Anomaly anomaly, Map<Integer, String> names) throws IOException {
        out.writeNumberField("component", anomaly.component().length());
        out.writeArrayFieldStart("cycle");
        for (Dependency dependency : anomaly.cycle()) {
            String from = names.get(dependency.from());
            String to = names.get(dependency.to());
            out.writeStartObject();
            out.writeStringField("from", from);
            out.writeStringField("to", to);
            out.writeStringField("kind", dependency.kind().toString());
            out.writeStringField("because", dependency.because(from, to));
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
