package dev.quorate.impl.cli;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.history.Flaw;
import dev.quorate.conformance.history.Model;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one of several names, as they are told to people. Of what is none of them, the complaint has all, and each once:
 * that of picocli names a constant and what it is called.
 */
abstract class NameConverter<T> implements ITypeConverter<T> {
    private final ImmutableList<T> all;

    private NameConverter(T[] all) {
        this.all = ImmutableList.copyOf(all);
    }

    @Override
    public T convert(String text) {
        return all.stream()
                .filter(one -> one.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "no '" + text + "'; there are " + Joiner.on(", ").join(all)));
    }

    /** Of models. */
    static final class OfModel extends NameConverter<Model> {
        OfModel() {
            super(Model.values());
        }
    }

    /** Of flaws. */
    static final class OfFlaw extends NameConverter<Flaw> {
        OfFlaw() {
            super(Flaw.values());
        }
    }
}
