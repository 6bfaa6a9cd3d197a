package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.Shape;
import dev.quorate.conformance.trace.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operators of functions and records. */
final class Functions {
    private Functions() {}

    /** The value of a function at an argument. */
    static Value apply(Value function, Value argument) {
        Value result = null;
        if (function instanceof Value.Rec rec && argument instanceof Value.Str name) {
            result = rec.fields().get(name.value());
        } else if (function instanceof Value.Seq seq && argument instanceof Value.Int n) {
            result = 1 <= n.value() && n.value() <= seq.elements().size()
                    ? seq.elements().get(n.value() - 1)
                    : null;
        } else if (function instanceof Value.Fun fun) {
            Comparison.sameKind(fun.map().keySet().iterator().next(), argument);
            result = fun.map().get(argument);
        }
        if (result == null) {
            throw new HandOver("no function of this argument");
        }
        return result;
    }

    static Value.SetOf domain(Value function) {
        if (function instanceof Value.Rec rec) {
            List<Value> names = new ArrayList<>();
            rec.fields().keySet().forEach(name -> names.add(Value.of(name)));
            return new Value.SetOf(names);
        } else if (function instanceof Value.Seq seq) {
            List<Value> numbers = new ArrayList<>();
            for (int n = 1; n <= seq.elements().size(); n++) {
                numbers.add(Value.of(n));
            }
            return new Value.SetOf(numbers);
        } else if (function instanceof Value.Fun fun) {
            return new Value.SetOf(fun.map().keySet());
        }
        throw new HandOver("not a function");
    }

    static Collection<Value> results(Value function) {
        if (function instanceof Value.Rec rec) {
            return rec.fields().values();
        } else if (function instanceof Value.Seq seq) {
            return seq.elements();
        } else if (function instanceof Value.Fun fun) {
            return fun.map().values();
        }
        throw new HandOver("not a function");
    }

    static Expression application(Expression function, Expression argument) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                return apply(function.value(f), argument.value(f));
            }
        };
    }

    static Expression selection(Expression record, String field) {
        return new Expression() {
            private Shape shape = Shape.EMPTY;
            private int place;

            @Override
            Value value(Frame f) {
                if (!(record.value(f) instanceof Value.Rec rec)) {
                    throw new HandOver("not a record");
                }
                Fields fields = rec.fields();
                if (fields.shape() != shape) {
                    int found = fields.shape().indexOf(field);
                    if (found < 0) {
                        throw new HandOver("no such field");
                    }
                    shape = fields.shape();
                    place = found;
                }
                return fields.at(place);
            }
        };
    }

    static Expression record(Shape shape, List<Expression> fields) {
        Expression[] all = fields.toArray(Expression[]::new);
        return new Expression() {
            @Override
            Value value(Frame f) {
                Value[] values = new Value[all.length];
                for (int n = 0; n < all.length; n++) {
                    values[n] = all[n].value(f);
                }
                return new Value.Rec(Fields.of(shape, values));
            }
        };
    }

    /** {@code [x \in range |-> result]}. */
    static Expression function(int slot, Expression range, Expression result) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                Map<Value, Value> map = new LinkedHashMap<>();
                range.all(f, argument -> {
                    f.slots[slot] = argument;
                    map.put(argument, result.value(f));
                    return true;
                });
                return Value.function(map);
            }
        };
    }

    static Expression domain(Expression function) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                return domain(function.value(f));
            }
        };
    }

    /** {@code x :> y}. */
    static Expression single(Expression argument, Expression result) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                return Value.function(ImmutableMap.of(argument.value(f), result.value(f)));
            }
        };
    }

    /** {@code a @@ b}: where both have an argument, a's result. */
    static Expression merged(Expression a, Expression b) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                Map<Value, Value> map = asMap(a.value(f));
                asMap(b.value(f)).forEach(map::putIfAbsent);
                Comparison.set(map.keySet());
                return Value.function(map);
            }
        };
    }

    private static Map<Value, Value> asMap(Value function) {
        Map<Value, Value> map = new LinkedHashMap<>();
        for (Value argument : domain(function).elements()) {
            map.put(argument, apply(function, argument));
        }
        return map;
    }

    /** One {@code ![a].b = result} of an EXCEPT; the old value is bound to a slot, for {@code @}. */
    record Change(List<Expression> path, int old, Expression result) {}

    static Expression except(Expression function, List<Change> changes) {
        return new Expression() {
            @Override
            Value value(Frame f) {
                Value changed = function.value(f);
                for (Change change : changes) {
                    changed = changed(changed, change, 0, f);
                }
                return changed;
            }
        };
    }

    private static Value changed(Value function, Change change, int depth, Frame f) {
        if (depth == change.path.size()) {
            f.slots[change.old] = function;
            return change.result.value(f);
        }
        Value argument = change.path.get(depth).value(f);
        Value old = apply(function, argument);
        Value result = changed(old, change, depth + 1, f);
        return result == old || result.equals(old) ? function : with(function, argument, result);
    }

    /** A function with another result at one of its arguments. */
    private static Value with(Value function, Value argument, Value result) {
        if (function instanceof Value.Rec rec && argument instanceof Value.Str name) {
            return new Value.Rec(rec.fields().with(rec.fields().shape().indexOf(name.value()), result));
        }
        Map<Value, Value> map = asMap(function);
        map.put(argument, result);
        return Value.function(map);
    }
}
