package dev.quorate.impl.cli;

import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.ModelResult;
import dev.quorate.impl.report.Circumstances;
import java.io.IOException;
import java.nio.file.Path;

/** What came of a model of the specification that comes with quorate, for a program: {@code result.json}. */
final class ModelJson {
    private ModelJson() {}

    /**
     * Writes the file.
     *
     * @param folder of this model, in which TLC has written
     */
    static void write(ModelResult result, Path folder) throws IOException {
        Model model = result.model();
        Circumstances.here("quorate model " + model.name()).write(folder.resolve("result.json"), json -> {
            json.writeStringField("model", model.name());
            json.writeStringField("question", model.question());
            json.writeStringField("found", ModelRuns.found(result));
            json.writeNumberField("distinct", result.distinct());
            json.writeNumberField("generated", result.generated());
            json.writeNumberField("seconds", result.elapsed().toMillis() / 1e3);
            json.writeBooleanField("good", result.problem().isEmpty());
            json.writeStringField("verdict", ModelRuns.verdict(result));
            if (result.problem().isPresent()) {
                json.writeStringField("problem", result.problem().get());
            }
        });
    }
}
