package dev.quorate.conformance.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.quorate.conformance.check.Divergence.Difference;
import dev.quorate.conformance.tla.Binding;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.Source;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.conformance.trace.ValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** A verdict for a program: all that {@link VerdictText} says, as one line of JSON. */
public final class VerdictJson {
    private final JsonGenerator out;

    private VerdictJson(JsonGenerator out) {
        this.out = out;
    }

    public static String of(Verdict verdict) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            new VerdictJson(out).write(verdict);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private void write(Verdict verdict) throws IOException {
        out.writeStartObject();
        out.writeStringField("verdict", verdict.outcome().name().toLowerCase(Locale.ROOT));
        out.writeStringField("file", verdict.file());
        out.writeStringField("specification", verdict.specification());
        out.writeNumberField("events", verdict.events());
        strings("notes", verdict.notes());
        if (verdict.undecided().isPresent()) {
            out.writeStringField("undecided", verdict.undecided().get());
        }
        if (verdict.claim().isPresent()) {
            claim(verdict.claim().get());
        }
        if (verdict.divergence().isPresent()) {
            out.writeObjectFieldStart("divergence");
            divergence(verdict.divergence().get());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private void claim(Claim claim) throws IOException {
        out.writeObjectFieldStart("claim");
        out.writeStringField("violates", claim.property());
        out.writeBooleanField("judged", claim.judged());
        if (claim.violation().isPresent()) {
            violation(claim.violation().get());
        }
        out.writeEndObject();
    }

    private void divergence(Divergence d) throws IOException {
        step(d.event());
        event(d.event());
        out.writeStringField("problem", d.problem());
        out.writeStringField("rule", d.action().rule());
        source(d.action().source());
        out.writeArrayFieldStart("falseGuards");
        for (Clause guard : d.falseGuards()) {
            out.writeStartObject();
            clause(guard);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("differences");
        for (Difference difference : d.differences()) {
            difference(difference);
        }
        out.writeEndArray();
        if (d.violation().isPresent()) {
            violation(d.violation().get());
        }
        strings(
                "alsoBroken",
                d.violations().stream().skip(1).map(Violation::property).toList());
        strings("others", d.others());
        out.writeArrayFieldStart("recent");
        for (TraceEvent event : d.recent()) {
            out.writeStartObject();
            step(event);
            out.writeEndObject();
        }
        out.writeEndArray();
        if (d.origin().isPresent()) {
            out.writeObjectFieldStart("origin");
            out.writeStringField("file", d.origin().get().file());
            out.writeNumberField("line", d.origin().get().line());
            out.writeStringField("node", d.origin().get().node());
            out.writeNumberField("seq", d.origin().get().seq());
            out.writeEndObject();
        }
    }

    private void step(TraceEvent event) throws IOException {
        out.writeNumberField("line", event.line());
        out.writeStringField("node", event.node());
        out.writeNumberField("seq", event.seq());
        out.writeStringField("step", event.call());
    }

    /** The event as the trace has it, for whoever wants more of it than a text. */
    private void event(TraceEvent event) throws IOException {
        out.writeStringField("action", event.action());
        out.writeFieldName("params");
        ValueJson.writeFields(event.params(), out);
        out.writeFieldName("state");
        ValueJson.writeFields(event.state(), out);
        out.writeFieldName("sent");
        ValueJson.write(new Value.Seq(event.sent()), out);
    }

    private void difference(Difference d) throws IOException {
        out.writeStartObject();
        out.writeStringField("what", d.what());
        out.writeStringField("allowed", d.allowed());
        out.writeStringField("observed", d.observed());
        out.writeStringField("before", d.before());
        if (d.branch().isPresent()) {
            clause(d.branch().get());
        }
        out.writeEndObject();
    }

    private void violation(Violation v) throws IOException {
        out.writeObjectFieldStart("violation");
        out.writeStringField("property", v.property());
        out.writeStringField("rule", v.rule());
        clause(v.clause());
        out.writeEndObject();
    }

    private void clause(Clause clause) throws IOException {
        source(clause.source());
        out.writeObjectFieldStart("values");
        for (Binding value : clause.values()) {
            out.writeStringField(value.expression(), value.value());
        }
        out.writeEndObject();
    }

    private void source(Source source) throws IOException {
        out.writeStringField("place", source.place());
        out.writeStringField("text", source.text());
    }

    private void strings(String field, Iterable<String> values) throws IOException {
        out.writeArrayFieldStart(field);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }
}
