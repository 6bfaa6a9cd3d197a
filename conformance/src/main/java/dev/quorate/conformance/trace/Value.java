package dev.quorate.conformance.trace;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A value of TLA+. Immutable, compared by what it is: two sets are equal if they have the same elements, a record is
 * a function from strings, a sequence is a function from {@code 1..n}. Its string is TLA+ notation.
 */
public sealed interface Value {

    /** An integer. The TLA+ tools compute with 32 bits, so nothing larger is a value here. */
    record Int(int value) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Int that && value == that.value;
        }

        @Override
        public int hashCode() {
            return value;
        }

        @Override
        public String toString() {
            return Integer.toString(value);
        }
    }

    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return value ? "TRUE" : "FALSE";
        }
    }

    record Str(String value) implements Value {
        private static final Escaper ESCAPES = Escapers.builder()
                .addEscape('\\', "\\\\")
                .addEscape('"', "\\\"")
                .addEscape('\n', "\\n")
                .addEscape('\r', "\\r")
                .addEscape('\t', "\\t")
                .addEscape('\f', "\\f")
                .build();

        @Override
        public boolean equals(Object other) {
            return other instanceof Str that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }

        @Override
        public String toString() {
            return '"' + ESCAPES.escape(value) + '"';
        }
    }

    /** A finite set; the elements stand in {@link #ORDER}, each once. */
    final class SetOf implements Value {
        private final ImmutableList<Value> elements;
        private int hash;

        public SetOf(Collection<? extends Value> elements) {
            ImmutableList<Value> given = ImmutableList.copyOf(elements);
            this.elements =
                    isInOrder(given) ? given : ImmutableList.copyOf(ImmutableSortedSet.<Value>copyOf(ORDER, given));
        }

        /** Most sets are small, and made of what stood in a set before. */
        private static boolean isInOrder(ImmutableList<Value> given) {
            for (int n = 1; n < given.size(); n++) {
                if (ORDER.compare(given.get(n - 1), given.get(n)) >= 0) {
                    return false;
                }
            }
            return true;
        }

        public ImmutableList<Value> elements() {
            return elements;
        }

        public boolean contains(Value element) {
            return search(element) >= 0;
        }

        /** The place of an element; or, if it is not here, minus one and minus the place where it would stand. */
        public int search(Value element) {
            int low = 0;
            int high = elements.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = ValueOrder.compare(elements.get(middle), element);
                if (order == 0) {
                    return middle;
                } else if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return -low - 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other || (other instanceof SetOf that && elements.equals(that.elements));
        }

        @Override
        public int hashCode() {
            if (hash == 0) {
                hash = 31 + elements.hashCode();
            }
            return hash;
        }

        @Override
        public String toString() {
            return elements.stream().map(Value::toString).collect(Collectors.joining(", ", "{", "}"));
        }
    }

    record Seq(ImmutableList<Value> elements) implements Value {
        @Override
        public String toString() {
            return elements.stream().map(Value::toString).collect(Collectors.joining(", ", "<<", ">>"));
        }
    }

    /** A record with at least one field; the order of the fields is for the reader's eye only. */
    record Rec(Fields fields) implements Value {
        @Override
        public boolean equals(Object other) {
            return this == other || (other instanceof Rec that && fields.equals(that.fields));
        }

        @Override
        public int hashCode() {
            return fields.mixed();
        }

        @Override
        public String toString() {
            return fields.entrySet().stream()
                    .map(f -> Str.ESCAPES.escape(f.getKey()) + " |-> " + f.getValue())
                    .collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** A function that is neither a record nor a sequence. */
    record Fun(ImmutableMap<Value, Value> map) implements Value {
        @Override
        public String toString() {
            return map.entrySet().stream()
                    .map(e -> e.getKey() + " :> " + e.getValue())
                    .collect(Collectors.joining(" @@ ", "(", ")"));
        }
    }

    /** Some total order, the same in every run: by kind, then by content. */
    Comparator<Value> ORDER = ValueOrder::compare;

    Value TRUE = new Bool(true);
    Value FALSE = new Bool(false);

    static Value of(long number) {
        return new Int(Math.toIntExact(number));
    }

    static Value of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    static Value of(String string) {
        return new Str(string);
    }

    static Value set(Collection<? extends Value> elements) {
        return new SetOf(elements);
    }

    /** A record, or the empty function if there are no fields: in TLA+ that is the empty sequence. */
    static Value record(Map<String, ? extends Value> fields) {
        return fields.isEmpty() ? new Seq(ImmutableList.of()) : new Rec(Fields.of(fields));
    }

    /** A function in its plainest form: a record if all arguments are strings, a sequence if they are 1..n. */
    static Value function(Map<Value, Value> map) {
        if (map.keySet().stream().allMatch(Str.class::isInstance)) {
            return record(map.entrySet().stream()
                    .collect(ImmutableMap.toImmutableMap(e -> ((Str) e.getKey()).value(), Map.Entry::getValue)));
        }
        if (IntStream.rangeClosed(1, map.size()).allMatch(n -> map.containsKey(new Int(n)))) {
            return new Seq(IntStream.rangeClosed(1, map.size())
                    .mapToObj(n -> map.get(new Int(n)))
                    .collect(toImmutableList()));
        }
        return new Fun(ImmutableMap.copyOf(map));
    }
}
