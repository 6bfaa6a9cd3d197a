package dev.quorate.conformance.check;

import com.google.common.base.CharMatcher;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.TlaText;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The module that holds the lines of a trace, and says nothing about them. Its sequences are kept short for the parser. */
final class TlcExportLines {
    private static final int PART = 500;

    /** TLC reads a file in the encoding of the machine, and takes all characters that it has not for one. */
    private static final CharMatcher EVERYWHERE = CharMatcher.inRange(' ', '~');

    private final TraceReader trace;
    private final StepComparison comparison;
    private final State initial;
    private final Writer out;
    private long line = 1;

    TlcExportLines(TraceReader trace, StepComparison comparison, State initial, Writer out) {
        this.trace = trace;
        this.comparison = comparison;
        this.initial = initial;
        this.out = out;
    }

    /** Writes the module, and returns the number of the line after the last one. */
    long write() throws TraceException, IOException {
        checkCharacters(
                trace.file(),
                1,
                trace.header().constants() + " " + trace.header().init());
        out.write("---- MODULE " + TlcExport.LINES + " ----\n\\* The lines of " + TlcExportRules.fileName(trace.file())
                + ", in parts of " + PART + ".\nEXTENDS Integers\n");
        for (Optional<TraceEvent> event = trace.next(); event.isPresent(); event = trace.next()) {
            boolean begins = (line - 1) % PART == 0;
            out.write(begins ? (line == 1 ? "" : ">>\n") + "\n" + part((line - 1) / PART) + " == <<\n" : ",\n");
            out.write(checked(record(event.get())));
            line++;
        }
        long end = line + 1;
        out.write((line == 1 ? "" : ">>\n") + "\n" + access(end) + "====\n");
        return end;
    }

    private static String part(long n) {
        return "TracePart" + (n + 1);
    }

    private String access(long end) {
        String parts = LongStream.range(0, (line - 2 + PART) / PART)
                .mapToObj(TlcExportLines::part)
                .collect(Collectors.joining(", "));
        return """
                TraceParts == <<%s>>

                \\* A line by its number in the file, where line 1 is the header.
                TraceLineAt(n) == TraceParts[((n - 2) \\div %d) + 1][((n - 2) %% %d) + 1]

                \\* The number of the line that would follow the last one.
                TraceEnd == %d
                """.formatted(parts, PART, PART, end);
    }

    private String record(TraceEvent event) throws TraceException {
        comparison.shape(trace.file(), event);
        comparison.checkRows(trace.file(), event, initial);
        return "\\* " + event.line() + "\n[node |-> " + Value.of(event.node()) + ", action |-> "
                + Value.of(event.action()) + ",\n params |-> " + record(event.params()) + ",\n state |-> "
                + record(event.state()) + ",\n sent |-> " + TlaText.of(new Value.Seq(event.sent())) + "]";
    }

    /** Its fields are names of the specification, so names of TLA+. */
    private static String record(Map<String, Value> fields) {
        return fields.isEmpty()
                ? "<<>>"
                : fields.entrySet().stream()
                        .map(field -> field.getKey() + " |-> " + TlaText.of(field.getValue()))
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    private String checked(String text) throws TraceException {
        checkCharacters(trace.file(), line + 1, text);
        return text;
    }

    private static void checkCharacters(String file, long line, String text) throws TraceException {
        int odd = CharMatcher.is('\n').or(EVERYWHERE).negate().indexIn(text);
        if (odd >= 0) {
            throw new TraceException(
                    file,
                    line,
                    "",
                    "holds the character U+%04X, which TLC does not read the same on every machine"
                            .formatted((int) text.charAt(odd)));
        }
    }
}
