package dev.quorate.impl.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.VerdictJson;
import dev.quorate.impl.lab.OutsideVerdict;
import dev.quorate.impl.lab.ScenarioResult;
import java.io.IOException;
import java.util.Optional;

/** What {@link LabOutcome} and {@link LabPoints} tell, for a program: one line of JSON each. */
final class LabJson {
    private LabJson() {}

    static String of(LabOutcome outcome) {
        return JsonText.of(json -> {
            ScenarioResult result = outcome.result();
            json.writeStringField("test", result.name());
            json.writeStringField("time", outcome.run().time().word());
            json.writeNumberField("seed", outcome.run().seed());
            json.writeStringField("outcome", outcome.grade().word());
            if (result.failure().isPresent()) {
                json.writeStringField("failure", result.failure().get());
            }
            json.writeNumberField("points", outcome.points());
            json.writeNumberField("of", outcome.run().points());
            json.writeNumberField("servers", result.servers());
            json.writeNumberField("seconds", result.elapsed().toMillis() / 1e3);
            json.writeNumberField("rpcs", result.rpcs());
            json.writeNumberField("bytes", result.bytes());
            json.writeNumberField("elections", result.elections());
            json.writeNumberField("steps", result.events());
            json.writeArrayFieldStart("warnings");
            for (String warning : result.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
            json.writeStringField("trace", outcome.trace().toString());
            judgements(outcome, json);
            json.writeArrayFieldStart("leadership");
            for (String line : outcome.leadership().text()) {
                json.writeString(line);
            }
            json.writeEndArray();
            json.writeStringField("again", outcome.again());
        });
    }

    /** Verdicts as {@code quorate validate --json} has them, and what is no trace at all. */
    private static void judgements(LabOutcome outcome, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("told");
        if (outcome.told().isPresent()) {
            Judgement told = outcome.told().get();
            verdict(told.verdict(), json);
            problem(told.word(), told.complaint(), json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("seen");
        if (outcome.seen().isPresent()) {
            OutsideVerdict seen = outcome.seen().get();
            verdict(seen.verdict(), json);
            verdict(seen.suspicion(), json);
            problem("rejected", seen.finding(), json);
        }
        json.writeEndArray();
    }

    private static void verdict(Optional<Verdict> verdict, JsonGenerator json) throws IOException {
        if (verdict.isPresent()) {
            json.writeRawValue(VerdictJson.of(verdict.get()));
        }
    }

    private static void problem(String word, Optional<String> problem, JsonGenerator json) throws IOException {
        if (problem.isPresent()) {
            json.writeStartObject();
            json.writeStringField("verdict", word);
            json.writeStringField("problem", problem.get());
            json.writeEndObject();
        }
    }

    static String of(LabPoints points) {
        return JsonText.of(json -> {
            json.writeNumberField("points", points.points());
            json.writeNumberField("of", points.of());
            json.writeArrayFieldStart("tests");
            for (LabPoints.Row row : points.rows()) {
                json.writeStartObject();
                json.writeStringField("test", row.test());
                json.writeNumberField("points", row.points());
                json.writeNumberField("of", row.of());
                for (LabOutcome.Grade grade : LabOutcome.Grade.values()) {
                    json.writeNumberField(grade.word(), row.count(grade));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
