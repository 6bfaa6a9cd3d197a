package dev.quorate.impl.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.quorate.impl.report.Circumstances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The figures of {@link Figure16} as its page has them, in milliseconds, for the report. */
final class Figure16Json {
    private Figure16Json() {}

    static void write(Figure16 figure, Path file) throws IOException {
        Circumstances.here("make figure16 SEED=" + figure.experiment().seed()).write(file, json -> {
            json.writeNumberField("judgedTrials", figure.judged().trials());
            json.writeNumberField("judgedSteps", figure.judged().steps());
            json.writeArrayFieldStart("rows");
            for (Map.Entry<ElectionTimeouts, Downtimes> row : figure.measured().entrySet()) {
                json.writeStartObject();
                write(row.getKey(), row.getValue(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(ElectionTimeouts timeouts, Downtimes downtimes, JsonGenerator json) throws IOException {
        json.writeStringField("timeouts", timeouts.label());
        json.writeNumberField("trials", downtimes.trials());
        json.writeStringField("mean", downtimes.meanText());
        json.writeStringField("median", downtimes.medianText());
        json.writeStringField("ninetieth", downtimes.ninetiethText());
        json.writeStringField("worst", downtimes.worstText());
        json.writeNumberField("terms", downtimes.terms());
        json.writeStringField("paper", Figure16.published(timeouts));
    }
}
