package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.Value;
import java.util.Collection;
import java.util.List;

/**
 * Values compared as TLC compares them. It refuses to compare a number with a string, or a set with a record, and what
 * it compares first depends on its own order. So here two values are first looked at as a whole, and where anything in
 * the one is of another kind than in the other, the evaluation is handed over.
 */
final class Comparison {
    private Comparison() {}

    static boolean equal(Value a, Value b) {
        if (a instanceof Value.Int x && b instanceof Value.Int y) {
            return x.value() == y.value();
        } else if (a instanceof Value.Str x && b instanceof Value.Str y) {
            return x.value().equals(y.value());
        }
        sameKind(a, b);
        return a.equals(b);
    }

    /** Returns only if TLC could compare these. */
    static void sameKind(Value a, Value b) {
        if (a instanceof Value.SetOf x && b instanceof Value.SetOf y) {
            allOfSameKind(x.elements(), y.elements());
        } else if (a instanceof Value.Seq x && b instanceof Value.Seq y) {
            allOfSameKind(x.elements(), y.elements());
        } else if (a instanceof Value.Rec x && b instanceof Value.Rec y) {
            fieldsOfSameKind(x.fields(), y.fields());
        } else if (a instanceof Value.Fun x && b instanceof Value.Fun y) {
            firstOfSameKind(x.map().keySet().asList(), y.map().keySet().asList());
            firstOfSameKind(x.map().values().asList(), y.map().values().asList());
        } else if (a.getClass() != b.getClass()) {
            throw new HandOver("values of two kinds");
        }
    }

    /** Of what is of one kind throughout. */
    private static void firstOfSameKind(List<Value> a, List<Value> b) {
        if (!a.isEmpty() && !b.isEmpty()) {
            sameKind(a.get(0), b.get(0));
        }
    }

    /** TLC compares sizes first. */
    private static void allOfSameKind(List<Value> a, List<Value> b) {
        if (a.size() == b.size()) {
            for (int n = 0; n < a.size(); n++) {
                sameKind(a.get(n), b.get(n));
            }
        }
    }

    private static void fieldsOfSameKind(Fields a, Fields b) {
        if (a.shape() == b.shape()) {
            for (int n = 0; n < a.size(); n++) {
                sameKind(a.at(n), b.at(n));
            }
        } else if (a.shape().hasSameNames(b.shape())) {
            for (int n = 0; n < a.size(); n++) {
                sameKind(a.at(n), b.get(a.shape().name(n)));
            }
        }
    }

    static boolean contains(Value.SetOf set, Value element) {
        List<Value> elements = set.elements();
        int place = set.search(element);
        int next = place < 0 ? -place - 1 : place + 1;
        if (next < elements.size()) {
            sameKind(element, elements.get(next));
        }
        if (place < 0 && next > 0) {
            sameKind(elements.get(next - 1), element);
        }
        return place >= 0;
    }

    /** A set of these, if TLC could compare each with each: in this order those that differ least are neighbours. */
    static Value.SetOf set(Collection<Value> elements) {
        Value.SetOf set = new Value.SetOf(elements);
        for (int n = 1; n < set.elements().size(); n++) {
            sameKind(set.elements().get(n - 1), set.elements().get(n));
        }
        return set;
    }

    /** Returns only if each set inside a value is of one kind. */
    static void check(Value value) {
        if (value instanceof Value.SetOf set) {
            set.elements().forEach(Comparison::check);
            set(set.elements());
        } else if (value instanceof Value.Seq seq) {
            seq.elements().forEach(Comparison::check);
        } else if (value instanceof Value.Rec rec) {
            for (int n = 0; n < rec.fields().size(); n++) {
                check(rec.fields().at(n));
            }
        } else if (value instanceof Value.Fun fun) {
            fun.map().forEach((argument, result) -> {
                check(argument);
                check(result);
                sameKind(fun.map().keySet().iterator().next(), argument);
            });
        }
    }
}
