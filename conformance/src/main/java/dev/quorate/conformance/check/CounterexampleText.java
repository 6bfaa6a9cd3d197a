package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.tla.ErrorTrace;
import dev.quorate.conformance.trace.Value;
import java.util.Map;

/** A counterexample for a person at a terminal: step by step, and of each step only what it changed. */
public final class CounterexampleText {
    private final LabelledLines lines = new LabelledLines();
    private final Counterexample counterexample;

    private CounterexampleText(Counterexample counterexample) {
        this.counterexample = counterexample;
    }

    /** Its lines. */
    public static ImmutableList<String> of(Counterexample counterexample) {
        CounterexampleText text = new CounterexampleText(counterexample);
        text.steps();
        text.end();
        return text.lines.all(Palette.PLAIN);
    }

    private void steps() {
        ErrorTrace trace = counterexample.trace();
        String label = "at first";
        for (Map.Entry<String, Value> variable :
                trace.states().get(0).variables().entrySet()) {
            lines.entry(label, variable.getKey() + " = " + variable.getValue());
            label = "";
        }
        for (int n = 1; n < trace.states().size(); n++) {
            lines.entry("step " + n, counterexample.calls().get(n - 1));
            changes(trace.states().get(n - 1).variables(), trace.states().get(n).variables());
        }
        trace.again().ifPresent(again -> forEver(again, trace.states().size()));
    }

    private void forEver(int again, int last) {
        if (again == last) {
            lines.entry("for ever", "and stays so for ever");
            return;
        }
        ErrorTrace trace = counterexample.trace();
        if (counterexample.calls().size() == last) {
            lines.entry("step " + last, counterexample.calls().get(last - 1));
        } else {
            lines.entry("step " + last, "back to the state before step " + again);
        }
        changes(
                trace.states().get(last - 1).variables(),
                trace.states().get(again - 1).variables());
        lines.entry("for ever", "then for ever from step " + again + " again");
    }

    private void changes(ImmutableMap<String, Value> before, ImmutableMap<String, Value> after) {
        for (String variable : after.keySet()) {
            Value old = before.get(variable);
            Value now = after.get(variable);
            if (old == null || old.equals(now)) {
                continue;
            }
            ImmutableMap<String, Value> oldRows = rows(old);
            ImmutableMap<String, Value> nowRows = rows(now);
            if (old instanceof Value.SetOf was && now instanceof Value.SetOf is) {
                elements(variable, was, is);
            } else if (!oldRows.isEmpty() && oldRows.keySet().equals(nowRows.keySet())) {
                nowRows.forEach((row, value) -> change(variable + "[" + row + "]", oldRows.get(row), value));
            } else {
                change(variable, old, now);
            }
        }
    }

    private void elements(String variable, Value.SetOf was, Value.SetOf is) {
        ImmutableSet<Value> before = ImmutableSet.copyOf(was.elements());
        ImmutableSet<Value> after = ImmutableSet.copyOf(is.elements());
        after.stream().filter(e -> !before.contains(e)).forEach(e -> lines.entry("", variable + "  + " + e));
        before.stream().filter(e -> !after.contains(e)).forEach(e -> lines.entry("", variable + "  - " + e));
    }

    private void change(String what, Value old, Value now) {
        if (!old.equals(now)) {
            lines.entry("", what + "  " + old + " -> " + now);
        }
    }

    /** What a function gives for each argument, the argument as text. */
    private static ImmutableMap<String, Value> rows(Value value) {
        ImmutableMap.Builder<String, Value> rows = ImmutableMap.builder();
        if (value instanceof Value.Rec rec) {
            rec.fields().forEach((name, row) -> rows.put(Value.of(name).toString(), row));
        } else if (value instanceof Value.Fun fun) {
            fun.map().forEach((argument, row) -> rows.put(argument.toString(), row));
        }
        return rows.buildOrThrow();
    }

    private void end() {
        if (counterexample.violation().isPresent()) {
            lines.violation(counterexample.violation().get());
        } else {
            counterexample
                    .property()
                    .ifPresent(name -> lines.entry(
                            "property", counterexample.rule().isEmpty() ? name : name + ": " + counterexample.rule()));
        }
        counterexample.file().ifPresent(file -> lines.entry("trace", file.toString()));
        counterexample.notes().forEach(note -> lines.entry("note", note));
    }
}
