package dev.quorate.conformance.tla;

import dev.quorate.conformance.trace.Value;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as TLA+ expressions that need no module but the language itself. */
final class TlaText {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");

    private TlaText() {}

    static String of(Value value) {
        if (value instanceof Value.SetOf set) {
            return set.elements().stream().map(TlaText::of).collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof Value.Seq seq) {
            return seq.elements().stream().map(TlaText::of).collect(Collectors.joining(", ", "<<", ">>"));
        } else if (value instanceof Value.Fun fun) {
            return function(fun.map());
        } else if (value instanceof Value.Rec rec) {
            return rec.fields().keySet().stream()
                            .allMatch(name -> IDENTIFIER.matcher(name).matches())
                    ? record(rec)
                    : function(rec.fields().entrySet().stream()
                            .collect(Collectors.toMap(f -> Value.of(f.getKey()), Map.Entry::getValue)));
        }
        return value.toString();
    }

    private static String record(Value.Rec rec) {
        return rec.fields().entrySet().stream()
                .map(f -> f.getKey() + " |-> " + of(f.getValue()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String function(Map<Value, Value> map) {
        String domain =
                map.keySet().stream().sorted(Value.ORDER).map(TlaText::of).collect(Collectors.joining(", "));
        String cases = map.keySet().stream()
                .sorted(Value.ORDER)
                .map(k -> "x = " + of(k) + " -> " + of(map.get(k)))
                .collect(Collectors.joining(" [] "));
        return "[x \\in {" + domain + "} |-> CASE " + cases + "]";
    }
}
