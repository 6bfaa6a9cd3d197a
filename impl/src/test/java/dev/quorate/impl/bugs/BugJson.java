package dev.quorate.impl.bugs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.ImmutableList;
import dev.quorate.impl.report.Circumstances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What came of looking for mistakes, for the report. */
final class BugJson {
    private final ImmutableList<BugReport> reports;
    private final BugTable table;
    private final JsonGenerator json;

    private BugJson(ImmutableList<BugReport> reports, BugTable table, JsonGenerator json) {
        this.reports = reports;
        this.table = table;
        this.json = json;
    }

    /**
     * Writes a file.
     *
     * @param command that looks for them again
     */
    static void write(ImmutableList<BugReport> reports, BugTable table, String command, Path file) throws IOException {
        Circumstances.here(command).write(file, json -> new BugJson(reports, table, json).write());
    }

    private void write() throws IOException {
        json.writeNumberField("bank", Bank.all().size());
        json.writeStringField("sentence", table.recall().get(0));
        json.writeArrayFieldStart("surprises");
        for (String surprise : table.surprises()) {
            json.writeString(surprise);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("bugs");
        for (BugReport report : reports) {
            write(report);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("detectors");
        for (Detector detector : Detector.values()) {
            json.writeStartObject();
            json.writeStringField("name", detector.title());
            json.writeNumberField(
                    "foundFirst",
                    reports.stream().filter(r -> r.isFoundFirstBy(detector)).count());
            json.writeStringField("meaning", detector.meaning());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("leftOut");
        for (Map.Entry<String, String> row : Bank.leftOut().entrySet()) {
            json.writeStringField(row.getKey(), row.getValue());
        }
        json.writeEndObject();
    }

    private void write(BugReport report) throws IOException {
        Bug bug = report.bug();
        json.writeStartObject();
        json.writeStringField("id", bug.id());
        json.writeStringField("name", bug.name());
        json.writeStringField("rule", bug.rule());
        json.writeStringField("change", bug.change());
        if (report.isFound()) {
            Find find = report.first().find().orElseThrow();
            json.writeStringField("foundBy", find.detector().title());
            json.writeNumberField("runs", find.tries());
            json.writeStringField("said", find.said());
        }
        json.writeNumberField("seconds", report.first().seconds());
        number("acts", report.acts().map(Integer::longValue));
        number("invariants", report.invariants().find().map(Find::tries));
        number("history", report.history().find().map(Find::tries));
        number("explore", report.exhaustive().find().flatMap(Find::length).map(Integer::longValue));
        if (bug.unseen().isPresent()) {
            json.writeStringField("unseen", bug.unseen().get());
        }
        json.writeEndObject();
    }

    private void number(String name, Optional<Long> number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.get());
        }
    }
}
