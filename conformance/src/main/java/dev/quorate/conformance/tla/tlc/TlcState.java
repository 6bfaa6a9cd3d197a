package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.Value;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import tlc2.tool.EvalControl;
import tlc2.tool.TLCState;
import tlc2.value.IValue;
import tlc2.value.impl.Applicable;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.ValueVec;
import util.UniqueString;

/** A state of TLC's, never changed after it was made. */
record TlcState(TLCState tlc, UniqueString network) implements State {
    static TlcState of(TLCState tlc, UniqueString network) {
        tlc.deepNormalize();
        return new TlcState(tlc, network);
    }

    IValue lookup(String variable) {
        return tlc.lookup(UniqueString.uniqueStringOf(variable));
    }

    @Override
    public Value value(String variable) {
        return TlcValues.fromTlc(lookup(variable));
    }

    @Override
    public Optional<Value> row(String variable, String node) {
        if (!hasRow(variable, node)) {
            return Optional.empty();
        }
        Applicable function = (Applicable) lookup(variable);
        return Optional.of(TlcValues.fromTlc(function.apply(new StringValue(node), EvalControl.Clear)));
    }

    @Override
    public boolean hasRow(String variable, String node) {
        return lookup(variable) instanceof Applicable function
                && TlcValues.isMember(new StringValue(node), function.getDomain());
    }

    @Override
    public boolean agrees(String variable, State other) {
        try {
            return lookup(variable).equals(((TlcState) other).lookup(variable));
        } catch (RuntimeException e) {
            return false; // values that TLC cannot compare, as a number and a name, are not the same
        }
    }

    static boolean isSet(IValue value) {
        return ((tlc2.value.impl.Value) value).toSetEnum() != null;
    }

    /** Sorted, as a search in it needs; a set that TLC writes out only now is not. */
    private SetEnumValue messages() {
        tlc2.value.impl.Value written = ((tlc2.value.impl.Value) tlc.lookup(network)).toSetEnum();
        return (SetEnumValue) written.normalize();
    }

    @Override
    public boolean agreesElsewhere(String variable, State other, String node) {
        return value(variable) instanceof Value.Rec mine
                && other.value(variable) instanceof Value.Rec its
                && mine.fields().keySet().equals(its.fields().keySet())
                && mine.fields().keySet().stream()
                        .filter(name -> !name.equals(node))
                        .allMatch(name ->
                                mine.fields().get(name).equals(its.fields().get(name)));
    }

    @Override
    public boolean has(Value message) {
        try {
            return messages().elems.search(TlcValues.toTlc(message), true);
        } catch (RuntimeException e) {
            return false; // nothing that TLC can compare with what is there
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof TlcState that
                        && Stream.of(TLCState.Empty.getVars())
                                .allMatch(v -> agrees(v.getName().toString(), that)));
    }

    @Override
    public int hashCode() {
        return messages().elems.size();
    }

    @Override
    public ImmutableList<Value> sentSince(State before) {
        SetEnumValue now = messages();
        SetEnumValue then = ((TlcState) before).messages();
        ImmutableList.Builder<Value> sent = ImmutableList.builder();
        for (int n = 0; n < now.elems.size(); n++) {
            if (!then.elems.search(now.elems.elementAt(n), true)) {
                sent.add(TlcValues.fromTlc(now.elems.elementAt(n)));
            }
        }
        return sent.build();
    }

    @Override
    public State withEmptyNetwork() {
        return with(new SetEnumValue());
    }

    @Override
    public State withNetworkOf(State other, Collection<Value> added) throws SpecificationException {
        try {
            return with(grown(((TlcState) other).messages(), added));
        } catch (RuntimeException e) {
            throw new SpecificationException("TLC cannot compare the messages: " + e.getMessage(), e);
        }
    }

    private static SetEnumValue grown(SetEnumValue old, Collection<Value> added) {
        ValueVec grown = null;
        for (Value message : added) {
            tlc2.value.impl.Value m = TlcValues.toTlc(message);
            if (!(grown == null ? old.elems : grown).search(m, true)) {
                grown = insert(grown == null ? (ValueVec) old.elems.clone() : grown, m);
            }
        }
        return grown == null ? old : new SetEnumValue(grown, true);
    }

    private static ValueVec insert(ValueVec sorted, tlc2.value.impl.Value m) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.elementAt(middle).compareTo(m) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        sorted.addElement(m);
        for (int n = sorted.size() - 1; n > low; n--) {
            sorted.setElementAt(sorted.elementAt(n - 1), n);
        }
        sorted.setElementAt(m, low);
        return sorted;
    }

    private State with(SetEnumValue messages) {
        return new TlcState(tlc.copy().bind(network, messages), network);
    }
}
