package dev.quorate.conformance.view;

import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The row of every node as the steps of a run, taken in one after the other, leave it. */
final class Rows {
    private final Map<String, Map<String, Value>> rows = new HashMap<>();

    private Rows() {}

    /** The rows with which a run begins. */
    static Rows of(ViewedRun run) throws SpecificationException {
        Rows rows = new Rows();
        State state = run.specification().initialState(run.header().init());
        for (String node : run.header().nodes()) {
            Map<String, Value> row = new LinkedHashMap<>();
            for (String variable : run.specification().variables()) {
                if (state.hasRow(variable, node)) {
                    row.put(variable, state.row(variable, node).orElseThrow());
                }
            }
            rows.rows.put(node, row);
        }
        return rows;
    }

    /** The row of a node as it is now. */
    Map<String, Value> row(String node) {
        return rows.get(node);
    }

    /** Takes in a step. @return what it changed */
    ImmutableMap<String, Value> take(TraceEvent event) {
        Map<String, Value> row = rows.get(event.node());
        ImmutableMap.Builder<String, Value> changes = ImmutableMap.builder();
        event.state().forEach((variable, value) -> {
            if (!value.equals(row.put(variable, value))) {
                changes.put(variable, value);
            }
        });
        return changes.buildOrThrow();
    }
}
