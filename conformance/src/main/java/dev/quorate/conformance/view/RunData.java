package dev.quorate.conformance.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.VerdictJson;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.Value;
import dev.quorate.conformance.trace.ValueJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run as one JSON object for the script of the page ({@code run.js} unpacks it). Each different value is written once,
 * and a step refers to it by number:
 *
 * <pre>
 * [node, action, time since the step before, [arguments], [variable, value, ...], [sent], [sources], file]
 * </pre>
 *
 * where the arguments leave out the acting node, the variables are those that the step changed, and what is empty at the
 * end is left out. Memory grows with the different values, not with the steps.
 */
final class RunData {
    private final ViewedRun run;
    private final JsonGenerator out;
    private final ImmutableList<String> nodes;
    private final Interned<Value> values = new Interned<>();
    private final Interned<String> variables = new Interned<>();
    /** The actions, with the parameters whose arguments are written. */
    private final Map<String, ImmutableList<String>> actions = new LinkedHashMap<>();

    private final Interned<String> actionNames = new Interned<>();
    private final Rows rows;
    private long time;

    private RunData(ViewedRun run, JsonGenerator out) throws SpecificationException {
        this.run = run;
        this.rows = Rows.of(run);
        this.out = out;
        this.nodes = run.header().nodes().asList();
    }

    static void write(ViewedRun run, ViewDescription view, Writer page)
            throws IOException, TraceException, SpecificationException {
        try (JsonGenerator out = new JsonFactory()
                .createGenerator(new ScriptText(page))
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new RunData(run, out).write(view);
        }
    }

    private void write(ViewDescription view) throws IOException, TraceException, SpecificationException {
        out.writeStartObject();
        out.writeStringField("name", run.name());
        out.writeStringField("specification", run.header().specification());
        strings("nodes", nodes);
        strings("files", run.files().stream().map(Path::toString).toList());
        strings("unobserved", run.header().unobserved());
        out.writeFieldName("constants");
        ValueJson.writeFields(run.header().constants(), out);
        out.writeFieldName("extras");
        ValueJson.writeFields(run.header().extras(), out);
        out.writeFieldName("view");
        ValueJson.writeFields(view.fields(), out);
        out.writeFieldName("verdict");
        out.writeRawValue(VerdictJson.of(run.verdict()));
        if (run.blamed().isPresent()) {
            out.writeNumberField("blamed", run.blamed().get());
        }
        out.writeStringField("module", new String(Files.readAllBytes(run.module()), UTF_8)); // in whatever letters
        initial();
        out.writeArrayFieldStart("steps");
        Optional<String> unread = run.visit(this::step);
        out.writeEndArray();
        if (unread.isPresent()) {
            out.writeStringField("unread", unread.get());
        }
        actions();
        strings("variables", variables.all());
        out.writeArrayFieldStart("values");
        for (Value value : values.all()) {
            ValueJson.write(value, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void initial() throws IOException {
        out.writeArrayFieldStart("initial");
        for (String node : nodes) {
            numbers(numbered(rows.row(node)));
        }
        out.writeEndArray();
    }

    private List<Integer> numbered(Map<String, Value> row) {
        return row.entrySet().stream()
                .flatMap(cell -> Stream.of(variables.number(cell.getKey()), values.number(cell.getValue())))
                .toList();
    }

    private void numbers(List<Integer> numbers) throws IOException {
        out.writeStartArray();
        for (int number : numbers) {
            out.writeNumber(number);
        }
        out.writeEndArray();
    }

    private void step(int number, int file, TraceEvent event, ImmutableList<Integer> sources) throws IOException {
        Row row = new Row();
        row.number(nodes.indexOf(event.node()));
        row.number(actionNames.number(event.action()));
        row.number(event.time() - time);
        time = event.time();
        row.list(arguments(event));
        row.list(numbered(rows.take(event)));
        row.list(event.sent().stream().map(values::number).toList());
        row.list(sources);
        if (file > 0) {
            row.number(file);
        }
        row.end();
    }

    /** A step's array, in which what is empty waits for something that follows it. */
    private final class Row {
        private int waiting;

        Row() throws IOException {
            out.writeStartArray();
        }

        void number(long number) throws IOException {
            writeWaiting();
            out.writeNumber(number);
        }

        void list(List<Integer> numbers) throws IOException {
            if (numbers.isEmpty()) {
                waiting++;
                return;
            }
            writeWaiting();
            numbers(numbers);
        }

        private void writeWaiting() throws IOException {
            for (; waiting > 0; waiting--) {
                out.writeStartArray();
                out.writeEndArray();
            }
        }

        void end() throws IOException {
            out.writeEndArray();
        }
    }

    private List<Integer> arguments(TraceEvent event) {
        return actions.computeIfAbsent(event.action(), action -> parameters(event)).stream()
                .map(event.params()::get)
                .map(argument -> argument == null ? ViewedRun.NOWHERE : values.number(argument))
                .toList();
    }

    /** All but the acting node. After a divergence nobody has looked whether there is such an action. */
    private ImmutableList<String> parameters(TraceEvent event) {
        ActionShape shape = run.specification().actions().get(event.action());
        return shape == null
                ? ImmutableList.copyOf(event.params().keySet())
                : shape.params().stream()
                        .filter(param -> !param.equals(shape.actor().orElse(""))
                                || shape.received().contains(param))
                        .collect(ImmutableList.toImmutableList());
    }

    private void actions() throws IOException {
        out.writeArrayFieldStart("actions");
        for (String name : actionNames.all()) {
            ActionShape shape = run.specification().actions().get(name);
            out.writeStartObject();
            out.writeStringField("name", name);
            strings("params", actions.get(name));
            if (shape != null) {
                if (shape.actor().isPresent()) {
                    out.writeStringField("actor", shape.actor().get());
                }
                strings("received", shape.received());
                out.writeStringField("rule", shape.rule());
                out.writeStringField("place", shape.source().place());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void strings(String name, Iterable<String> strings) throws IOException {
        out.writeArrayFieldStart(name);
        for (String string : strings) {
            out.writeString(string);
        }
        out.writeEndArray();
    }
}
