package dev.quorate.conformance.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.tla.BehaviourText;
import dev.quorate.conformance.tla.ModelConfig;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A trace and its judgement as TLA+: a folder that stands alone, with which plain TLC judges the trace, and nobody has
 * to trust this program. The specification's modules are copied; {@code TraceLines} holds the lines of the trace;
 * {@code Trace} says what a line claims.
 *
 * @param lines of the trace, the header included
 * @param verdict of this program, for comparison
 */
public record TlcExport(Path folder, long lines, Verdict verdict) {
    /** The module to run TLC on. */
    public static final String MODULE = "Trace";

    static final String LINES = "TraceLines";

    /** All names that an export defines begin so. */
    private static final Pattern RESERVED = Pattern.compile("\\bTrace[A-Z_]\\w*|MODULE\\s+Trace\\b");

    private static final Pattern COMMENT = Pattern.compile("(?s)\\(\\*.*?\\*\\)|\\\\\\*[^\n]*");

    /**
     * Writes the folder; files of these names that are there already are replaced.
     *
     * @throws TraceException if the trace cannot be read, does not fit the specification's names, or holds what TLA+
     *     cannot
     * @throws SpecificationException if the specification cannot be loaded, or uses names of the export
     */
    public static TlcExport write(Path trace, SpecificationShelf shelf, Path folder)
            throws TraceException, SpecificationException, IOException {
        Verdict verdict;
        try (TraceReader reader = new TraceReader(trace)) {
            verdict = TraceChecker.check(reader, shelf);
        }
        try (TraceReader reader = new TraceReader(trace)) {
            Specification specification = shelf.forTrace(reader.header());
            BehaviourText text = specification.text();
            checkNames(text);
            Files.createDirectories(folder);
            for (Path module : text.modules()) {
                Files.write(folder.resolve(module.getFileName()), Files.readAllBytes(module));
            }
            long lines = writeTrace(reader, specification, text, folder);
            Files.writeString(folder.resolve(MODULE + ".cfg"), config(shelf.module(), reader.header(), text));
            return new TlcExport(folder, lines, verdict);
        }
    }

    private static void checkNames(BehaviourText text) throws SpecificationException, IOException {
        for (Path module : text.modules()) {
            Matcher name =
                    RESERVED.matcher(COMMENT.matcher(Files.readString(module)).replaceAll(" "));
            if (name.find()) {
                throw new SpecificationException(
                        module + ": has \"" + name.group() + "\"; such names are those of the export");
            }
        }
    }

    /** Writes what is made of the trace, and returns the number of its lines. */
    private static long writeTrace(TraceReader trace, Specification specification, BehaviourText text, Path folder)
            throws TraceException, SpecificationException, IOException {
        TraceHeader header = trace.header();
        StepComparison comparison = StepComparison.of(specification, header);
        State initial = specification.initialState(header.init());
        long end;
        try (Writer out = Files.newBufferedWriter(folder.resolve(LINES + ".tla"), UTF_8)) {
            end = new TlcExportLines(trace, comparison, initial, out).write();
        }
        Files.writeString(
                folder.resolve(MODULE + ".tla"),
                new TlcExportRules(trace.file(), header, specification, initial, text, comparison.exact()).module());
        return end - 1;
    }

    private static String config(Path module, TraceHeader header, BehaviourText text) throws IOException {
        String name = module.getFileName().toString().replaceFirst("\\.tla$", ".cfg");
        String given = header.constants().keySet().stream()
                .map(constant -> "CONSTANT " + constant + " <- " + TlcExportRules.constant(constant) + "\n")
                .collect(Collectors.joining());
        return "\\* What " + name + " asks of every state and step, asked of the trace.\n"
                + ModelConfig.of(Files.readString(module.resolveSibling(name)))
                        .forBehaviour("TraceSpec", ImmutableSet.copyOf(text.propertiesOfBehaviours()))
                + given;
    }
}
