package dev.quorate.conformance.trace;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Any values, small and nested, made by the factories that choose the plainest form. */
final class Values {
    private Values() {}

    static Arbitrary<Value> any() {
        return any(3);
    }

    private static Arbitrary<Value> any(int depth) {
        Arbitrary<Value> plain = Arbitraries.oneOf(
                Arbitraries.integers().map(n -> Value.of(n.longValue())),
                Arbitraries.integers().between(1, 3).map(n -> Value.of(n.longValue())),
                Arbitraries.of(true, false).map(Value::of),
                names().map(Value::of));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<Value> inner = any(depth - 1);
        return Arbitraries.oneOf(
                plain,
                inner.list().ofMaxSize(3).map(Value::set),
                inner.list().ofMaxSize(3).map(list -> new Value.Seq(ImmutableList.copyOf(list))),
                Arbitraries.maps(names(), inner).ofMaxSize(3).map(Value::record),
                Arbitraries.maps(inner, inner).ofMaxSize(3).map((Map<Value, Value> map) -> Value.function(map)));
    }

    /** Names as people choose them, and some that mean something in JSON or in the format. */
    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "n1", "a b", "\"", "\\", "\n", "\u0000", "é", "\ud83d\ude00", "#set", "#map", "#"),
                Arbitraries.strings().alpha().ofMaxLength(3));
    }
}
