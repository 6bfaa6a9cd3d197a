package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values as TLC prints them, over several lines or on one. A model value becomes the string of its name. */
final class TlcValueText {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d+|\\w+|<<|>>|\\|->|:>|@@" + "|\\.\\.|[{}\\[\\](),])");
    private static final int WIDEST_RANGE = 1 << 20;

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private TlcValueText(String text) {
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find() && token.start() == end) {
            tokens.add(token.group(1));
            end = token.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("no value: " + text);
        }
    }

    /** @throws IllegalArgumentException if the text is not one finite value: {@code Nat}, or a set of functions */
    static Value parse(String text) {
        TlcValueText reader = new TlcValueText(text);
        Value value = reader.value();
        if (reader.next < reader.tokens.size()) {
            throw new IllegalArgumentException("something follows the value: " + text);
        }
        return value;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String take() {
        if (next == tokens.size()) {
            throw new IllegalArgumentException("the value ends too early");
        }
        return tokens.get(next++);
    }

    private boolean takes(String token) {
        boolean there = peek().equals(token);
        next += there ? 1 : 0;
        return there;
    }

    private void expect(String token) {
        if (!takes(token)) {
            throw new IllegalArgumentException("expected " + token + ", found " + peek());
        }
    }

    private Value value() {
        Value first = plain();
        return peek().equals(":>") ? function(first) : peek().equals("..") ? range(first) : first;
    }

    /** {@code a :> b @@ c :> d}, its first argument read. */
    private Value function(Value first) {
        Map<Value, Value> map = new LinkedHashMap<>();
        expect(":>");
        map.put(first, plain());
        while (takes("@@")) {
            Value argument = plain();
            expect(":>");
            map.put(argument, plain());
        }
        return Value.function(map);
    }

    private Value range(Value first) {
        expect("..");
        if (first instanceof Value.Int from
                && plain() instanceof Value.Int to
                && (long) to.value() - from.value() < WIDEST_RANGE) {
            List<Value> elements = new ArrayList<>();
            for (int n = from.value(); n <= to.value(); n++) {
                elements.add(Value.of(n));
            }
            return Value.set(elements);
        }
        throw new IllegalArgumentException("no range of integers");
    }

    private Value plain() {
        String token = take();
        return switch (token) {
            case "{" -> Value.set(list("}", this::value));
            case "<<" -> new Value.Seq(list(">>", this::value));
            case "[" -> record();
            case "(" -> {
                Value inner = value();
                expect(")");
                yield inner;
            }
            case "TRUE", "FALSE" -> Value.of(token.equals("TRUE"));
            default -> word(token);
        };
    }

    private static Value word(String token) {
        if (token.startsWith("\"")) {
            return Value.of(token.substring(1, token.length() - 1).translateEscapes());
        } else if (token.matches("-?\\d+")) {
            Integer number = Ints.tryParse(token);
            if (number != null) {
                return Value.of(number);
            }
        } else if (token.matches("\\w+")) {
            return Value.of(token);
        }
        throw new IllegalArgumentException("no value: " + token);
    }

    private Value record() {
        ImmutableMap.Builder<String, Value> fields = ImmutableMap.builder();
        for (Map.Entry<String, Value> field : list("]", this::field)) {
            fields.put(field);
        }
        return Value.record(fields.buildOrThrow());
    }

    private Map.Entry<String, Value> field() {
        String name = take();
        expect("|->");
        return Map.entry(name, value());
    }

    private <T> ImmutableList<T> list(String end, Supplier<T> element) {
        ImmutableList.Builder<T> elements = ImmutableList.builder();
        if (takes(end)) {
            return elements.build();
        }
        do {
            elements.add(element.get());
        } while (takes(","));
        expect(end);
        return elements.build();
    }
}
