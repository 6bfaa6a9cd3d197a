package dev.quorate.conformance.tla;

import dev.quorate.conformance.trace.Value;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as TLA+ expressions that need no module but the language itself, and Integers for a negative number. */
public final class TlaText {
    /** What can name a field. Words in capitals are left out: some of them are the language's own. */
    private static final Pattern IDENTIFIER = Pattern.compile("(?![A-Z]+$|[WS]F_)[a-zA-Z][a-zA-Z0-9_]*");

    private TlaText() {}

    public static String of(Value value) {
        return of(value, 0);
    }

    private static String of(Value value, int depth) {
        if (value instanceof Value.SetOf set) {
            return set.elements().stream().map(v -> of(v, depth)).collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof Value.Seq seq) {
            return seq.elements().stream().map(v -> of(v, depth)).collect(Collectors.joining(", ", "<<", ">>"));
        } else if (value instanceof Value.Fun fun) {
            return function(fun.map(), depth);
        } else if (value instanceof Value.Rec rec) {
            return rec.fields().keySet().stream()
                            .allMatch(name -> IDENTIFIER.matcher(name).matches())
                    ? record(rec, depth)
                    : function(
                            rec.fields().entrySet().stream()
                                    .collect(Collectors.toMap(f -> Value.of(f.getKey()), Map.Entry::getValue)),
                            depth);
        }
        return value.toString();
    }

    private static String record(Value.Rec rec, int depth) {
        return rec.fields().entrySet().stream()
                .map(f -> f.getKey() + " |-> " + of(f.getValue(), depth))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Nested functions bind different symbols, and none that a specification is likely to declare. */
    private static String function(Map<Value, Value> map, int depth) {
        String symbol = "Judge_argument_" + depth;
        String domain =
                map.keySet().stream().sorted(Value.ORDER).map(v -> of(v, depth)).collect(Collectors.joining(", "));
        String cases = map.keySet().stream()
                .sorted(Value.ORDER)
                .map(k -> symbol + " = " + of(k, depth + 1) + " -> " + of(map.get(k), depth + 1))
                .collect(Collectors.joining(" [] "));
        return "[" + symbol + " \\in {" + domain + "} |-> CASE " + cases + "]";
    }
}
