package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.ModelValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.ValueVec;
import util.UniqueString;

/** Values of the trace format as TLC's values, and back. What goes in is normalised, as TLC compares only such. */
public final class TlcValues {
    private TlcValues() {}

    public static tlc2.value.impl.Value toTlc(Value value) {
        if (value instanceof Value.Int v) {
            return IntValue.gen(v.value());
        } else if (value instanceof Value.Bool v) {
            return v.value() ? BoolValue.ValTrue : BoolValue.ValFalse;
        } else if (value instanceof Value.Str v) {
            return new StringValue(v.value());
        } else if (value instanceof Value.SetOf v) {
            return set(v.elements());
        } else if (value instanceof Value.Seq v) {
            return new TupleValue(all(v.elements()));
        } else if (value instanceof Value.Rec v) {
            UniqueString[] names = v.fields().keySet().stream()
                    .map(UniqueString::uniqueStringOf)
                    .toArray(UniqueString[]::new);
            return new RecordValue(names, all(v.fields().values()), false).normalize();
        }
        Value.Fun f = (Value.Fun) value;
        return new FcnRcdValue(all(f.map().keySet()), all(f.map().values()), false).normalize();
    }

    /** The value, unless TLC cannot hold it: the elements of a set, say, are of kinds that it does not compare. */
    static Optional<tlc2.value.impl.Value> ifHeld(Value value) {
        try {
            return Optional.of(toTlc(value));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    public static tlc2.value.impl.Value set(Collection<Value> elements) {
        return new SetEnumValue(new ValueVec(all(elements)), false).normalize();
    }

    /** A value that TLC cannot compare with the elements of a set, as a number with names, is none of them. */
    public static boolean isMember(tlc2.value.impl.Value value, tlc2.value.impl.Value set) {
        try {
            return set.member(value);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static tlc2.value.impl.Value[] all(Collection<Value> values) {
        return values.stream().map(TlcValues::toTlc).toArray(tlc2.value.impl.Value[]::new);
    }

    /** A value of TLC. @throws IllegalArgumentException if it is of a kind that no trace holds, as an infinite set */
    public static Value fromTlc(IValue value) {
        if (value instanceof IntValue v) {
            return Value.of(v.val);
        } else if (value instanceof BoolValue v) {
            return Value.of(v.val);
        } else if (value instanceof StringValue v) {
            return Value.of(v.val.toString());
        } else if (value instanceof ModelValue v) {
            return Value.of(v.val.toString());
        } else if (value instanceof SetEnumValue v) {
            v.normalize();
            return Value.set(each(v.elems.toArray(), v.elems.size()));
        } else if (value instanceof TupleValue v) {
            return new Value.Seq(each(v.elems, v.elems.length));
        } else if (value instanceof RecordValue v) {
            ImmutableMap.Builder<String, Value> fields = ImmutableMap.builder();
            for (int n = 0; n < v.names.length; n++) {
                fields.put(v.names[n].toString(), fromTlc(v.values[n]));
            }
            return Value.record(fields.buildOrThrow());
        } else if (value instanceof FcnRcdValue v) {
            Map<Value, Value> map = new LinkedHashMap<>();
            tlc2.value.impl.Value[] domain = v.getDomainAsValues();
            for (int n = 0; n < domain.length; n++) {
                map.put(fromTlc(domain[n]), fromTlc(v.values[n]));
            }
            return Value.function(map);
        }
        return fromLazy((tlc2.value.impl.Value) value);
    }

    private static Value fromLazy(tlc2.value.impl.Value value) {
        for (tlc2.value.impl.Value plain : new tlc2.value.impl.Value[] {value.toSetEnum(), value.toFcnRcd()}) {
            if (plain != null && plain != value) {
                return fromTlc(plain);
            }
        }
        throw new IllegalArgumentException("no finite value: " + value);
    }

    private static ImmutableList<Value> each(tlc2.value.impl.Value[] values, int count) {
        return Stream.of(values).limit(count).map(TlcValues::fromTlc).collect(ImmutableList.toImmutableList());
    }
}
