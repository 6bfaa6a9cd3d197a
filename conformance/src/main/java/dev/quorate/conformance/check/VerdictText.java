package dev.quorate.conformance.check;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Divergence.Difference;
import dev.quorate.conformance.tla.Binding;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.TraceEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A verdict for a person at a terminal: what happened, which rule, where. */
public final class VerdictText {
    private static final int WIDTH = 118;
    private static final int INDENT = 14;

    /** Stand-ins for what no line may be broken at. */
    private static final String HELD = "\u00a0|->\u00a0";

    private static final String EQUALS = "\u00a0=\u00a0";

    private final List<String> lines = new ArrayList<>();
    private final Set<Binding> shown = new HashSet<>();

    private VerdictText() {}

    /** The verdict, a line each; one line if the trace was accepted without notes. */
    public static ImmutableList<String> of(Verdict verdict) {
        VerdictText text = new VerdictText();
        text.verdict(verdict);
        return ImmutableList.copyOf(text.lines);
    }

    private void verdict(Verdict verdict) {
        switch (verdict.outcome()) {
            case ACCEPTED ->
                lines.add("ACCEPTED   " + verdict.file() + ": all its steps (" + verdict.events() + ") are steps of "
                        + verdict.specification());
            case UNDECIDED -> lines.add("UNDECIDED  " + verdict.undecided().orElseThrow());
            case REJECTED -> rejected(verdict, verdict.divergence().orElseThrow());
        }
        verdict.notes().forEach(note -> entry("note", note));
    }

    private void rejected(Verdict verdict, Divergence d) {
        lines.add("REJECTED   " + verdict.file() + ":" + d.event().line() + ": step "
                + d.event().seq() + " of " + d.event().node() + " is not a step of " + verdict.specification() + ": "
                + d.problem());
        entry("step", d.event().call());
        d.falseGuards().forEach(this::falseGuard);
        d.differences().forEach(this::difference);
        d.violation().ifPresent(this::violation);
        entry("rule", d.action().rule());
        d.origin()
                .ifPresent(sender -> entry(
                        "message",
                        "was sent in step " + sender.seq() + " of " + sender.node() + ", line " + sender.line()));
        if (d.others().isEmpty() && d.violation().isEmpty()) {
            entry("instead", "no step of " + d.event().node() + " that the specification allows looks like this one");
        }
        d.others().forEach(other -> entry("instead", "would look the same: " + other));
        ImmutableList<TraceEvent> recent = d.recent();
        for (int n = 0; n < recent.size(); n++) {
            entry(
                    n == 0 ? d.event().node() + " before" : "",
                    "step " + recent.get(n).seq() + ", line " + recent.get(n).line() + ": "
                            + recent.get(n).call());
        }
    }

    private void falseGuard(Clause guard) {
        entry("is false", guard.source().place() + "  " + guard.source().text());
        values(guard.values());
    }

    private void difference(Difference d) {
        entry("differs", d.what());
        entry("  spec allows", d.allowed());
        entry("  observed", d.observed());
        if (!d.before().isEmpty()) {
            entry("  before", d.before());
        }
        Optional<Clause> branch = d.branch();
        branch.ifPresent(clause -> entry(
                "  set by", clause.source().place() + "  " + clause.source().text()));
        branch.ifPresent(clause -> values(clause.values()));
    }

    private void violation(Violation v) {
        entry("property", v.property() + ": " + v.rule());
        entry(
                "is false",
                v.clause().source().place() + "  " + v.clause().source().text());
        values(v.clause().values());
    }

    private void values(ImmutableList<Binding> values) {
        StringBuilder line = new StringBuilder();
        for (Binding value : values) {
            if (!shown.add(value)) {
                continue;
            }
            if (line.length() > 0 && INDENT + line.length() + value.toString().length() > WIDTH) {
                entry("  with", line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : ",  ").append(value);
        }
        if (line.length() > 0) {
            entry("  with", line.toString());
        }
    }

    private void entry(String label, String text) {
        if (text.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder("  " + label + " ".repeat(Math.max(1, INDENT - label.length())));
        boolean first = true;
        for (String word : Splitter.on(' ').split(text.replace(" |-> ", HELD).replace(" = ", EQUALS))) {
            if (!first && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(INDENT + 2));
                first = true;
            }
            line.append(first ? "" : " ").append(word.replace(HELD, " |-> ").replace(EQUALS, " = "));
            first = false;
        }
        lines.add(line.toString());
    }
}
