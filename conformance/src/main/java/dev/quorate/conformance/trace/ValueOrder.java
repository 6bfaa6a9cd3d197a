package dev.quorate.conformance.trace;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.stream.Stream;

/** The comparison behind {@link Value#ORDER}: kinds in a fixed order, then contents. */
final class ValueOrder {
    private static final ImmutableList<Class<? extends Value>> KINDS = ImmutableList.of(
            Value.Bool.class,
            Value.Int.class,
            Value.Str.class,
            Value.SetOf.class,
            Value.Seq.class,
            Value.Rec.class,
            Value.Fun.class);

    private ValueOrder() {}

    static int compare(Value a, Value b) {
        if (a instanceof Value.Bool x && b instanceof Value.Bool y) {
            return Boolean.compare(x.value(), y.value());
        } else if (a instanceof Value.Int x && b instanceof Value.Int y) {
            return Integer.compare(x.value(), y.value());
        } else if (a instanceof Value.Str x && b instanceof Value.Str y) {
            return x.value().compareTo(y.value());
        } else if (a instanceof Value.Rec x && b instanceof Value.Rec y) {
            return compareFields(x.fields(), y.fields());
        } else if (a.getClass() == b.getClass()) {
            return compareLists(parts(a), parts(b));
        }
        return Integer.compare(KINDS.indexOf(a.getClass()), KINDS.indexOf(b.getClass()));
    }

    /** Name by name in alphabetical order, each name followed by its value. */
    private static int compareFields(Fields a, Fields b) {
        int[] mine = a.shape().sorted();
        int[] its = b.shape().sorted();
        for (int n = 0; n < Math.min(mine.length, its.length); n++) {
            int names = a.shape() == b.shape()
                    ? 0
                    : a.shape().name(mine[n]).compareTo(b.shape().name(its[n]));
            int order = names != 0 ? names : compare(a.at(mine[n]), b.at(its[n]));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(mine.length, its.length);
    }

    private static int compareLists(ImmutableList<Value> a, ImmutableList<Value> b) {
        for (int n = 0; n < Math.min(a.size(), b.size()); n++) {
            int order = compare(a.get(n), b.get(n));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static ImmutableList<Value> parts(Value v) {
        if (v instanceof Value.SetOf set) {
            return set.elements();
        } else if (v instanceof Value.Seq seq) {
            return seq.elements();
        }
        Value.Fun fun = (Value.Fun) v;
        return fun.map().keySet().stream()
                .sorted(ValueOrder::compare)
                .flatMap(key -> Stream.of(key, fun.map().get(key)))
                .collect(toImmutableList());
    }
}
