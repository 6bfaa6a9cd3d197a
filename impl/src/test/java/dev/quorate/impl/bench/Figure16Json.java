package dev.quorate.impl.bench;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.quorate.impl.report.Circumstances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The figures of {@link Figure16} as its page has them, in milliseconds, for the report. */
final class Figure16Json {
    private Figure16Json() {}

    static void write(Figure16 figure, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            Circumstances.here("make figure16 SEED=" + figure.experiment().seed())
                    .write(json);
            json.writeNumberField("judgedTrials", figure.judged().trials());
            json.writeNumberField("judgedSteps", figure.judged().steps());
            json.writeArrayFieldStart("rows");
            for (Map.Entry<ElectionTimeouts, Downtimes> row : figure.measured().entrySet()) {
                Downtimes downtimes = row.getValue();
                json.writeStartObject();
                json.writeStringField("timeouts", row.getKey().label());
                json.writeNumberField("trials", downtimes.trials());
                json.writeStringField("mean", downtimes.meanText());
                json.writeStringField("median", downtimes.medianText());
                json.writeStringField("ninetieth", downtimes.ninetiethText());
                json.writeStringField("worst", downtimes.worstText());
                json.writeNumberField("terms", downtimes.terms());
                json.writeStringField("paper", Figure16.published(row.getKey()));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
