package dev.quorate.conformance.view;

import static java.util.stream.Collectors.joining;

import dev.quorate.conformance.trace.Value;

/** Values in fewer signs than TLA+ has, where there is little room and nobody would copy them. */
final class BriefText {
    private BriefText() {}

    static String of(Value value) {
        if (value instanceof Value.Str string) {
            return string.value();
        } else if (value instanceof Value.SetOf set) {
            return set.elements().stream().map(BriefText::of).collect(joining(", ", "{", "}"));
        } else if (value instanceof Value.Seq sequence) {
            return sequence.elements().stream().map(BriefText::of).collect(joining(", ", "<<", ">>"));
        } else if (value instanceof Value.Rec rec) {
            return rec.fields().entrySet().stream()
                    .map(field -> field.getKey() + " " + of(field.getValue()))
                    .collect(joining(", "));
        }
        return value.toString();
    }
}
