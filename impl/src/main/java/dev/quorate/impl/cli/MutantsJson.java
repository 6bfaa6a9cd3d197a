package dev.quorate.impl.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.quorate.conformance.tla.Mutant;
import dev.quorate.conformance.tla.MutantVerdict;
import dev.quorate.conformance.tla.Refutation;
import dev.quorate.impl.report.Circumstances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the models make of the mutants that come with quorate, for a program. */
final class MutantsJson {
    private MutantsJson() {}

    /** Writes a file. */
    static void write(List<MutantVerdict> verdicts, Path file) throws IOException {
        Circumstances.here("make mutants-spec").write(file, json -> {
            json.writeArrayFieldStart("mutants");
            for (MutantVerdict verdict : verdicts) {
                write(verdict, json);
            }
            json.writeEndArray();
        });
    }

    private static void write(MutantVerdict verdict, JsonGenerator json) throws IOException {
        Mutant mutant = verdict.mutant();
        json.writeStartObject();
        json.writeStringField("name", mutant.name());
        json.writeStringField("module", mutant.module());
        json.writeStringField("rule", mutant.reason());
        json.writeBooleanField("equivalent", mutant.equivalent());
        json.writeBooleanField("asDeclared", verdict.isAsDeclared());
        if (verdict.refutation().isPresent()) {
            Refutation by = verdict.refutation().get();
            json.writeStringField("caughtBy", by.result().model().name());
            json.writeStringField("because", by.what());
            if (by.steps().isPresent()) {
                json.writeNumberField("steps", by.steps().getAsInt());
            }
        }
        json.writeEndObject();
    }
}
