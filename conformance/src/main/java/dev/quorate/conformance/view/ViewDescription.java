package dev.quorate.conformance.view;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.Value;
import dev.quorate.conformance.trace.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is worth seeing in the runs of a protocol: the file {@code X.view.json} beside the module {@code X.tla}. All of it
 * may be left out, as may the file.
 *
 * <pre>
 * nodes    what to call the nodes, in the plural
 * colour   {"variable": v, "name": n, "message": f}     v decides the colour of a node, field f that of a message; the
 *                                                        legend calls it n
 * bands    [{"variable": v, "value": x, "name": n}]      beside a node while its v is x: the first is filled, others are
 *                                                        drawn round
 * tally    {"variable": v, "of": c, "name": n}           the size of the set v, out of the set constant c, where it changes
 * message  {"type": f, "to": g}                          the fields of a message that tell what it is, and for whom
 * hidden   {"types": [t], "name": n}                     messages that can be hidden, with the steps that they change
 *                                                        nothing in
 * faults   [a]                                           actions that are something gone wrong
 * </pre>
 *
 * @param fields as they stand in the file
 */
record ViewDescription(Fields fields) {
    private static final ViewDescription PLAIN = new ViewDescription(Fields.NONE);
    private static final ImmutableSet<String> FIELDS =
            ImmutableSet.of("nodes", "colour", "bands", "tally", "message", "hidden", "faults");

    /**
     * The description beside a module; a plain one if there is none.
     *
     * @throws ViewException if it is not one of this specification
     */
    static ViewDescription beside(Path module, Specification specification) throws IOException, ViewException {
        Path file =
                module.resolveSibling(String.valueOf(module.getFileName()).replaceFirst("\\.tla$", "") + ".view.json");
        return Files.isRegularFile(file) ? read(file, specification) : PLAIN;
    }

    private static ViewDescription read(Path file, Specification specification) throws IOException, ViewException {
        try {
            if (!(ValueJson.decode(Files.readAllBytes(file)) instanceof Value.Rec json)) {
                throw new IllegalArgumentException("expected an object with fields of a view: " + FIELDS);
            }
            new Check(specification).description(json.fields());
            return new ViewDescription(json.fields());
        } catch (IllegalArgumentException e) {
            throw new ViewException(file, e.getMessage(), e);
        }
    }

    /** Whether messages of this kind can be hidden. */
    boolean isHidden(Value message) {
        return type(message).filter(type -> hiddenTypes().contains(type)).isPresent();
    }

    private ImmutableList<Value> hiddenTypes() {
        return fields.get("hidden") instanceof Value.Rec hidden
                        && hidden.fields().get("types") instanceof Value.Seq types
                ? types.elements()
                : ImmutableList.of();
    }

    /** What a message is. */
    Optional<Value> type(Value message) {
        return field(message, messageField("type"));
    }

    /** Whom a message is for. */
    Optional<Value> to(Value message) {
        return field(message, messageField("to"));
    }

    /** The name of a field of messages, which is that of its meaning unless the description has another one. */
    String messageField(String meaning) {
        return fields.get("message") instanceof Value.Rec message
                        && message.fields().get(meaning) instanceof Value.Str name
                ? name.value()
                : meaning;
    }

    private static Optional<Value> field(Value message, String name) {
        return message instanceof Value.Rec rec
                ? Optional.ofNullable(rec.fields().get(name))
                : Optional.empty();
    }

    /** What is wrong with a description is told by the field that it is wrong in. */
    private record Check(Specification specification) {
        void description(Fields view) {
            known("", view, FIELDS);
            string(view, "", "nodes");
            rec(view, "colour").ifPresent(colour -> {
                known("colour.", colour, ImmutableSet.of("variable", "name", "message"));
                variable(colour, "colour.");
                string(colour, "colour.", "name");
                string(colour, "colour.", "message");
            });
            int n = 0;
            for (Value band : sequence(view, "", "bands")) {
                band("bands[" + n++ + "]", band);
            }
            rec(view, "tally").ifPresent(tally -> {
                known("tally.", tally, ImmutableSet.of("variable", "of", "name"));
                variable(tally, "tally.");
                string(tally, "tally.", "of");
                string(tally, "tally.", "name");
            });
            rec(view, "message").ifPresent(message -> {
                known("message.", message, ImmutableSet.of("type", "to"));
                string(message, "message.", "type");
                string(message, "message.", "to");
            });
            rec(view, "hidden").ifPresent(hidden -> {
                known("hidden.", hidden, ImmutableSet.of("types", "name"));
                strings(hidden, "hidden.", "types");
                string(hidden, "hidden.", "name");
            });
            strings(view, "", "faults").forEach(this::action);
        }

        private void band(String place, Value value) {
            if (!(value instanceof Value.Rec band)) {
                throw new IllegalArgumentException(place + ": expected an object, found " + value);
            }
            known(place + ".", band.fields(), ImmutableSet.of("variable", "value", "name"));
            variable(band.fields(), place + ".");
            string(band.fields(), place + ".", "name");
            if (!band.fields().containsKey("value")) {
                throw new IllegalArgumentException(place + ".value: missing");
            }
        }

        private static void known(String place, Map<String, Value> fields, ImmutableSet<String> names) {
            for (String name : fields.keySet()) {
                if (!names.contains(name)) {
                    throw new IllegalArgumentException(
                            place + name + ": not a field of a view; there are " + String.join(", ", names));
                }
            }
        }

        private static Optional<Fields> rec(Fields view, String name) {
            Value value = view.get(name);
            if (value == null) {
                return Optional.empty();
            } else if (value instanceof Value.Rec rec) {
                return Optional.of(rec.fields());
            }
            throw new IllegalArgumentException(name + ": expected an object, found " + value);
        }

        private void variable(Fields fields, String place) {
            String name = string(fields, place, "variable")
                    .orElseThrow(() -> new IllegalArgumentException(place + "variable: missing"));
            if (!specification.variables().contains(name)) {
                throw new IllegalArgumentException(place + "variable: no such variable as " + name + "; there are "
                        + String.join(", ", specification.variables()));
            }
        }

        private void action(String name) {
            if (!specification.actions().containsKey(name)) {
                throw new IllegalArgumentException("faults: no such action as " + name + "; there are "
                        + String.join(", ", specification.actions().keySet()));
            }
        }

        private static Optional<String> string(Fields fields, String place, String name) {
            Value value = fields.get(name);
            if (value == null) {
                return Optional.empty();
            } else if (value instanceof Value.Str string) {
                return Optional.of(string.value());
            }
            throw new IllegalArgumentException(place + name + ": expected a string, found " + value);
        }

        private static ImmutableList<Value> sequence(Fields fields, String place, String name) {
            Value value = fields.get(name);
            if (value == null) {
                return ImmutableList.of();
            } else if (value instanceof Value.Seq sequence) {
                return sequence.elements();
            }
            throw new IllegalArgumentException(place + name + ": expected an array, found " + value);
        }

        private static ImmutableList<String> strings(Fields fields, String place, String name) {
            return sequence(fields, place, name).stream()
                    .map(value -> {
                        if (value instanceof Value.Str string) {
                            return string.value();
                        }
                        throw new IllegalArgumentException(place + name + ": expected strings, found " + value);
                    })
                    .collect(toImmutableList());
        }
    }
}
