package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.check.Retelling.Retold;
import dev.quorate.conformance.tla.ErrorTrace;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.ModelDefinitions;
import dev.quorate.conformance.tla.ModelResult;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.Specifications;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How TLC refuted a model, in the words of the specification and as a trace that can be judged.
 *
 * @param trace the states
 * @param calls the steps between them: an action with its parameters, or, if they are not known, what TLC calls it
 * @param property what does not hold, if it has a name
 * @param rule the comment above it
 * @param violation the part of it that is false, if the judge of traces can tell
 * @param file the trace file, if there is one
 * @param notes what the reader should know, as why there is no trace file
 */
public record Counterexample(
        ErrorTrace trace,
        ImmutableList<String> calls,
        Optional<String> property,
        String rule,
        Optional<Violation> violation,
        Optional<Path> file,
        ImmutableList<String> notes) {

    /**
     * The counterexample of a model that TLC refuted, its trace written into a folder.
     *
     * @return nothing if TLC printed no states
     */
    public static Optional<Counterexample> of(ModelResult result, Path folder)
            throws IOException, SpecificationException {
        Optional<ErrorTrace> trace = result.refutation();
        return trace.isEmpty()
                ? Optional.empty()
                : Optional.of(of(result.model(), trace.get(), result.violated(), folder));
    }

    private static Counterexample of(Model model, ErrorTrace trace, Optional<String> property, Path folder)
            throws IOException, SpecificationException {
        Optional<Path> module = model.specification();
        if (module.isEmpty()) {
            return untold(trace, property, "", model.name() + " extends no module with a .cfg to judge traces by");
        }
        Path file = folder.resolve(property.orElse(model.name()) + ".ndjson");
        String rule = "";
        try (ModelDefinitions definitions = Specifications.load(model);
                SpecificationShelf shelf = new SpecificationShelf(module.get())) {
            rule = property.map(definitions::comment).orElse("");
            ImmutableMap<String, Value> constants =
                    definitions.constants(module.get().getFileName().toString().replace(".tla", ""));
            Retold retold = Retelling.of(
                    trace, constants, property, Specifications.sha256(Files.readString(module.get())), shelf);
            write(retold, file);
            Verdict verdict = judged(file, shelf);
            return new Counterexample(
                    retold.states(),
                    retold.events().stream().map(TraceEvent::call).collect(ImmutableList.toImmutableList()),
                    property,
                    rule,
                    verdict.claim().flatMap(Claim::violation),
                    Optional.of(file),
                    notes(verdict));
        } catch (SpecificationException e) {
            return untold(trace, property, rule, e.getMessage());
        }
    }

    private static Counterexample untold(ErrorTrace trace, Optional<String> property, String rule, String why) {
        return new Counterexample(
                trace,
                trace.states().stream()
                        .skip(1)
                        .map(ErrorTrace.PrintedState::action)
                        .collect(ImmutableList.toImmutableList()),
                property,
                rule,
                Optional.empty(),
                Optional.empty(),
                ImmutableList.of("no trace file: " + why));
    }

    private static void write(Retold retold, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                TraceWriter writer = new TraceWriter(out, retold.header())) {
            retold.events().forEach(writer::write);
        }
    }

    /** What was written is judged at once: the judge and TLC should agree, and it knows what is false. */
    private static Verdict judged(Path file, SpecificationShelf shelf) throws SpecificationException {
        try (TraceReader reader = new TraceReader(file)) {
            return TraceChecker.check(reader, shelf);
        } catch (TraceException e) {
            throw new SpecificationException(e.getMessage(), e);
        }
    }

    private static ImmutableList<String> notes(Verdict verdict) {
        return verdict.outcome() == Verdict.Outcome.ACCEPTED
                ? verdict.notes()
                : ImmutableList.of("judged as a trace it is " + String.join(" ", VerdictText.of(verdict)));
    }
}
