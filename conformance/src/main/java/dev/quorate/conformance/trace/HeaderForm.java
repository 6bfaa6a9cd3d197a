package dev.quorate.conformance.trace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The first line. */
final class HeaderForm implements JsonLine.Form<TraceHeader> {
    private final ValueReader values;

    private String format;
    private Long version;
    private String specification;
    private String sha256 = "";
    private ImmutableMap<String, Value> constants;
    private ImmutableMap<String, ImmutableMap<String, Value>> init;
    private String network;
    private ImmutableSet<String> unobserved = ImmutableSet.of();
    private ImmutableMap<String, Integer> silent = ImmutableMap.of();
    private String violates;
    private final ImmutableMap.Builder<String, Value> extras = ImmutableMap.builder();

    HeaderForm(ValueReader values) {
        this.values = values;
    }

    @Override
    public boolean member(String name, JsonParser json) throws IOException, Malformed {
        switch (name) {
            case "format" -> format = JsonLine.string(json);
            case "version" -> version = JsonLine.integer(json);
            case "specification" -> specification = JsonLine.string(json);
            case "sha256" -> sha256 = JsonLine.string(json);
            case "constants" -> constants = ImmutableMap.copyOf(values.fields(json));
            case "init" -> init = init(json);
            case "network" -> network = JsonLine.string(json);
            case "unobserved" -> unobserved = names(json);
            case "silent" -> silent = bounds(json);
            case "violates" -> violates = JsonLine.string(json);
            case "seed", "faults" -> extras.put(name, values.read(json));
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public String knows() {
        return "a field of the header";
    }

    private ImmutableMap<String, ImmutableMap<String, Value>> init(JsonParser json) throws IOException, Malformed {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new Malformed("", "expected an object with a row per node, found " + json.getText());
        }
        Map<String, ImmutableMap<String, Value>> rows = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String node = json.currentName();
            json.nextToken();
            try {
                if (rows.put(node, ImmutableMap.copyOf(values.fields(json))) != null) {
                    throw new Malformed("", "stands here twice");
                }
            } catch (Malformed e) {
                throw e.in(node);
            }
        }
        return ImmutableMap.copyOf(rows);
    }

    private ImmutableSet<String> names(JsonParser json) throws IOException, Malformed {
        ImmutableSet.Builder<String> names = ImmutableSet.builder();
        for (Value name : values.array(json)) {
            if (!(name instanceof Value.Str string)) {
                throw new Malformed("", "expected names, found " + name);
            }
            names.add(string.value());
        }
        return names.build();
    }

    private ImmutableMap<String, Integer> bounds(JsonParser json) throws IOException, Malformed {
        ImmutableMap.Builder<String, Integer> bounds = ImmutableMap.builder();
        for (Map.Entry<String, Value> action : values.fields(json).entrySet()) {
            if (!(action.getValue() instanceof Value.Int most) || most.value() < 1) {
                throw new Malformed(
                        action.getKey(), "expected how many steps may be left out, found " + action.getValue());
            }
            bounds.put(action.getKey(), most.value());
        }
        return bounds.buildOrThrow();
    }

    @Override
    public TraceHeader whole() throws Malformed {
        if (!TraceHeader.FORMAT.equals(JsonLine.required(format, "format"))) {
            throw new Malformed("format", "expected \"" + TraceHeader.FORMAT + "\", found \"" + format + "\"");
        }
        if (JsonLine.required(version, "version") != TraceHeader.VERSION) {
            throw new Malformed("version", "expected " + TraceHeader.VERSION + ", found " + version);
        }
        return new TraceHeader(
                JsonLine.required(specification, "specification"),
                sha256,
                JsonLine.required(constants, "constants"),
                JsonLine.required(init, "init"),
                JsonLine.required(network, "network"),
                unobserved,
                silent,
                Optional.ofNullable(violates),
                extras.buildOrThrow());
    }
}
