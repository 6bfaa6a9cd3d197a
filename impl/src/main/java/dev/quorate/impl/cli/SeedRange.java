package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Seeds as a person writes them: {@code 7}, or {@code 1..20}. */
record SeedRange(long first, long last) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");
    private static final long MOST = 1_000_000;

    ImmutableList<Long> seeds() {
        return LongStream.rangeClosed(first, last).boxed().collect(ImmutableList.toImmutableList());
    }

    /** Reads it. */
    static final class Converter implements ITypeConverter<SeedRange> {
        @Override
        public SeedRange convert(String text) {
            Matcher range = RANGE.matcher(text);
            if (!range.matches()) {
                throw new TypeConversionException("'" + text + "' is not a range of seeds such as 1..20");
            }
            long first = Long.parseLong(range.group(1));
            long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
            if (last < first || last - first >= MOST) {
                throw new TypeConversionException("'" + text + "' is not 1 to " + MOST + " seeds");
            }
            return new SeedRange(first, last);
        }
    }
}
