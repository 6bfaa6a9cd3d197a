package dev.quorate.impl.bugs;

import dev.quorate.conformance.check.Divergence;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.trace.TraceReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** What a specification has against a trace, in a line. */
final class Judgement {
    private Judgement() {}

    static Optional<String> of(ByteArrayOutputStream trace, SpecificationShelf shelf) throws Exception {
        try (TraceReader reader = new TraceReader("trace", new ByteArrayInputStream(trace.toByteArray()))) {
            Verdict verdict = TraceChecker.check(reader, shelf);
            return verdict.divergence().map(d -> told(verdict, d));
        }
    }

    private static String told(Verdict verdict, Divergence divergence) {
        String what = divergence
                .violation()
                .map(v -> "breaks " + v.property())
                .orElseGet(() -> divergence.event().action() + ": " + divergence.problem());
        return "step " + (verdict.events() + 1) + ", " + what;
    }
}
