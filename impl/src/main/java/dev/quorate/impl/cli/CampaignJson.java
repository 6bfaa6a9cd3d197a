package dev.quorate.impl.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.quorate.conformance.tla.Coverage;
import dev.quorate.impl.campaign.Campaign;
import dev.quorate.impl.campaign.CampaignResult;
import dev.quorate.impl.campaign.FailedSeed;
import dev.quorate.impl.campaign.Situation;
import dev.quorate.impl.report.Circumstances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a campaign was like, for a program. */
final class CampaignJson {
    private final CampaignReport report;
    private final CampaignResult result;
    private final JsonGenerator json;

    private CampaignJson(CampaignReport report, CampaignResult result, JsonGenerator json) {
        this.report = report;
        this.result = result;
        this.json = json;
    }

    /**
     * Writes a file.
     *
     * @throws IOException if it cannot be written
     */
    static void write(CampaignReport report, CampaignResult result, Path file) throws IOException {
        Circumstances.here(report.command()).write(file, json -> new CampaignJson(report, result, json).write());
    }

    private void write() throws IOException {
        figures();
        counts("actions", result.actions());
        counts("faults", result.faults());
        situations();
        coverage(result.coverage());
        failures();
    }

    private void figures() throws IOException {
        Campaign.Order order = report.order();
        json.writeNumberField("firstSeed", order.first());
        json.writeNumberField("lastSeed", order.last());
        json.writeNumberField("servers", order.servers());
        json.writeNumberField("secondsOfFaults", order.seconds());
        json.writeBooleanField("complete", result.seeds() == order.seeds());
        json.writeBooleanField("green", report.isGreen(result));
        json.writeStringField("sentence", report.sentence(result));
        json.writeNumberField("seeds", result.seeds());
        json.writeNumberField("simulatedSeconds", result.micros() / 1e6);
        json.writeNumberField("elapsedSeconds", report.elapsedSeconds());
        json.writeNumberField("steps", result.steps());
        json.writeNumberField("elections", result.elections());
        json.writeNumberField("ledSoon", result.ledSoon());
    }

    private void counts(String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private void situations() throws IOException {
        json.writeObjectFieldStart("situations");
        for (Map.Entry<Situation, Long> situation : result.situations().entrySet()) {
            if (situation.getKey().isPossibleWith(report.order().servers())) {
                json.writeNumberField(situation.getKey().title(), situation.getValue());
            }
        }
        json.writeEndObject();
    }

    private void coverage(Coverage coverage) throws IOException {
        json.writeObjectFieldStart("coverage");
        json.writeArrayFieldStart("places");
        for (Coverage.Place place : coverage.places()) {
            json.writeStartObject();
            json.writeStringField("kind", place.kind().toString());
            json.writeStringField("action", place.action());
            json.writeStringField("module", place.source().module());
            json.writeNumberField("line", place.source().line());
            json.writeNumberField("column", place.source().column());
            json.writeStringField("text", place.source().text());
            json.writeBooleanField("seenTrue", place.seenTrue());
            json.writeBooleanField("seenFalse", place.seenFalse());
            json.writeBooleanField("exercised", place.isExercised());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("untold");
        for (String action : coverage.untold()) {
            json.writeString(action);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void failures() throws IOException {
        json.writeArrayFieldStart("failures");
        for (FailedSeed failed : result.failures()) {
            json.writeStartObject();
            json.writeNumberField("seed", failed.seed());
            json.writeStringField("detector", failed.failure().detector().toString());
            json.writeStringField("story", failed.failure().story());
            json.writeStringField("again", report.options().again(failed.seed()));
            path("trace", failed.trace().orElse(null));
            path("scenario", failed.scenario().orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void path(String name, Path path) throws IOException {
        if (path != null) {
            json.writeStringField(name, path.toString());
        }
    }
}
