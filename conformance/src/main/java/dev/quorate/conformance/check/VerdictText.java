package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Divergence.Difference;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.TraceEvent;
import java.util.Optional;

/** A verdict for a person at a terminal: what happened, which rule, where. */
public final class VerdictText {
    private final LabelledLines lines = new LabelledLines();

    private VerdictText() {}

    /** The verdict, a line each; one line if the trace was accepted without notes. */
    public static ImmutableList<String> of(Verdict verdict) {
        VerdictText text = new VerdictText();
        text.verdict(verdict);
        return text.lines.all();
    }

    private void verdict(Verdict verdict) {
        switch (verdict.outcome()) {
            case ACCEPTED -> lines.plain("ACCEPTED   " + verdict.file() + ": " + accepted(verdict));
            case UNDECIDED -> lines.plain("UNDECIDED  " + verdict.undecided().orElseThrow());
            case REJECTED -> verdict.divergence().ifPresentOrElse(d -> rejected(verdict, d), () -> falseClaim(verdict));
        }
        verdict.notes().forEach(note -> lines.entry("note", note));
    }

    private static String accepted(Verdict verdict) {
        Optional<Violation> violation = verdict.claim().flatMap(Claim::violation);
        if (violation.isEmpty()) {
            return "all its steps (" + verdict.events() + ") are steps of " + verdict.specification();
        }
        String end = verdict.events() == 0
                ? "the initial state"
                : verdict.events() == 1 ? "1 step, which" : verdict.events() + " steps, the last";
        return "a counterexample: " + end + " violates " + violation.get().property() + ", as it claims";
    }

    private void falseClaim(Verdict verdict) {
        String property = verdict.claim().orElseThrow().property();
        lines.plain("REJECTED   " + verdict.file() + ": claims to violate " + property + ", which holds to its end");
        lines.entry("steps", "all of them (" + verdict.events() + ") are steps of " + verdict.specification());
    }

    private void rejected(Verdict verdict, Divergence d) {
        lines.plain("REJECTED   " + verdict.file() + ":" + d.event().line() + ": step "
                + d.event().seq() + " of " + d.event().node() + " is not a step of " + verdict.specification() + ": "
                + d.problem());
        lines.entry("step", d.event().call());
        d.falseGuards().forEach(this::falseGuard);
        d.differences().forEach(this::difference);
        d.violation().ifPresent(lines::violation);
        lines.entry("rule", d.action().rule());
        d.origin()
                .ifPresent(sender -> lines.entry(
                        "message",
                        "was sent in step " + sender.seq() + " of " + sender.node() + ", line " + sender.line()));
        if (d.others().isEmpty() && d.violations().isEmpty()) {
            lines.entry(
                    "instead", "no step of " + d.event().node() + " that the specification allows looks like this one");
        }
        d.others().forEach(other -> lines.entry("instead", "would look the same: " + other));
        ImmutableList<TraceEvent> recent = d.recent();
        for (int n = 0; n < recent.size(); n++) {
            lines.entry(
                    n == 0 ? d.event().node() + " before" : "",
                    "step " + recent.get(n).seq() + ", line " + recent.get(n).line() + ": "
                            + recent.get(n).call());
        }
    }

    private void falseGuard(Clause guard) {
        lines.entry("is false", guard.source().place() + "  " + guard.source().text());
        lines.values(guard.values());
    }

    private void difference(Difference d) {
        lines.entry("differs", d.what());
        lines.entry("  spec allows", d.allowed());
        lines.entry("  observed", d.observed());
        if (!d.before().isEmpty()) {
            lines.entry("  before", d.before());
        }
        Optional<Clause> branch = d.branch();
        branch.ifPresent(clause -> lines.entry(
                "  set by", clause.source().place() + "  " + clause.source().text()));
        branch.ifPresent(clause -> lines.values(clause.values()));
    }
}
